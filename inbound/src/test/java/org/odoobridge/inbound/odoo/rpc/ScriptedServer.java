package org.odoobridge.inbound.odoo.rpc;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** An HTTP server that answers what the test says, one answer a request, and keeps what it got. */
final class ScriptedServer implements AutoCloseable {
  static final String JSON = "application/json; charset=utf-8";
  static final String HTML = "text/html; charset=utf-8";

  private final HttpServer server;
  private final Queue<Consumer<HttpServerRequest>> script = new ConcurrentLinkedQueue<>();
  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

  /** A request as it came in; header names in lower case. */
  record Seen(String verb, String path, Map<String, String> headers, Buffer body) {}

  ScriptedServer(Vertx vertx) throws TimeoutException {
    server =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.bodyHandler(body -> take(request, body)))
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
  }

  private void take(HttpServerRequest request, Buffer body) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request.headers().forEach(headers::put);
    seen.add(new Seen(request.method().name(), String.valueOf(request.path()), headers, body));
    script.remove().accept(request);
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  void json(int status, String body) {
    answers(status, JSON, body);
  }

  void page(int status, String body) {
    answers(status, HTML, body);
  }

  private void answers(int status, String type, String body) {
    does(
        request -> {
          var unused =
              request.response().setStatusCode(status).putHeader("content-type", type).end(body);
        });
  }

  void does(Consumer<HttpServerRequest> answer) {
    script.add(answer);
  }

  /** Drops the answers that nobody asked for. */
  void forget() {
    script.clear();
  }

  List<Seen> seen() {
    return new ArrayList<>(seen);
  }

  @Override
  public void close() {
    try {
      var unused = server.close().await(10, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
