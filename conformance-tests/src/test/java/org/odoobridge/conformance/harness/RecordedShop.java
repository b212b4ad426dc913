package org.odoobridge.conformance.harness;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands where the recorded shop stood: answers a read of a recorded order with its newest recorded
 * state, and knows nothing else. Two recorded states of one order may carry the same second, and
 * then the bridge asks.
 */
public final class RecordedShop implements AutoCloseable {
  private final Map<String, String> orders = new ConcurrentHashMap<>();
  private final HttpServer server;

  public RecordedShop(Vertx vertx, List<RecordedDelivery> deliveries) {
    for (RecordedDelivery delivery : deliveries) {
      orders.put(delivery.json().path("id").asText(), delivery.body().toString());
    }
    server = vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1").await();
  }

  public int port() {
    return server.actualPort();
  }

  private void answer(HttpServerRequest request) {
    String path = URI.create(request.uri()).getPath();
    String order = orders.get(path.substring(path.lastIndexOf('/') + 1));
    request.response().putHeader("Content-Type", "application/json; charset=UTF-8");
    request.response().putHeader("X-WP-Total", "0").putHeader("X-WP-TotalPages", "0");
    if (order != null && path.contains("/orders/")) {
      request.response().end(order);
    } else {
      request.response().end("[]");
    }
  }

  @Override
  public void close() {
    server.close().await();
  }
}
