package org.odoobridge.conformance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.odoobridge.conformance.harness.QuantDatabase;

/**
 * An HTTP receiver on the writer's clock: notes for each (product, quantity) how long after its
 * UPDATE was sent it arrived. Understands the floor's plain body and the bridge's CloudEvents. A
 * quantity that a newer one overtook counts as arrived with the newer one.
 */
final class StockReceipts implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final Map<Integer, List<long[]>> open = new ConcurrentHashMap<>();
  private final List<Long> latenciesNs = new ArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final Object arrival = new Object();
  private volatile long firstReceiptNs;

  StockReceipts() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request
                        .body()
                        .onSuccess(
                            body -> {
                              long now = System.nanoTime();
                              request.response().setStatusCode(204).end();
                              received(body, now);
                            }))
            .listen(0, "127.0.0.1")
            .await();
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.actualPort() + path);
  }

  /** Says that an UPDATE of this product to this quantity is about to be sent. */
  void expect(int product, long quantity, long sentNs) {
    List<long[]> waiting = open.computeIfAbsent(product, key -> new ArrayList<>());
    synchronized (waiting) {
      waiting.add(new long[] {quantity, sentNs});
    }
  }

  private void received(Buffer body, long now) {
    requests.incrementAndGet();
    if (firstReceiptNs == 0) {
      firstReceiptNs = now;
    }
    try {
      JsonNode root = JSON.readTree(body.getBytes());
      if (root.isArray()) {
        root.forEach(event -> level(event.path("data"), now));
      } else {
        level(root.has("data") ? root.path("data") : root, now);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    synchronized (arrival) {
      arrival.notifyAll();
    }
  }

  private void level(JsonNode data, long now) {
    int product =
        data.has("sku")
            ? QuantDatabase.number(data.path("sku").asText())
            : data.path("product").asInt() - QuantDatabase.quantId(0);
    long quantity = data.path("quantity").asLong();
    List<long[]> waiting = open.get(product);
    if (waiting == null) {
      return;
    }
    synchronized (waiting) {
      waiting.removeIf(
          expected -> {
            if (expected[0] > quantity) {
              return false;
            }
            synchronized (latenciesNs) {
              latenciesNs.add(now - expected[1]);
            }
            return true;
          });
    }
  }

  /** Waits for everything expected; returns whether it has arrived in time. */
  boolean allArriveWithin(Duration atMost) throws InterruptedException {
    long until = System.nanoTime() + atMost.toNanos();
    synchronized (arrival) {
      while (outstanding() > 0) {
        long rest = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (rest <= 0) {
          return false;
        }
        arrival.wait(rest);
      }
      return true;
    }
  }

  int outstanding() {
    return open.values().stream()
        .mapToInt(
            waiting -> {
              synchronized (waiting) {
                return waiting.size();
              }
            })
        .sum();
  }

  int requests() {
    return requests.get();
  }

  /** {@code System.nanoTime()} of the first receipt since the start or the last reset; 0 = none. */
  long firstReceiptNs() {
    return firstReceiptNs;
  }

  /**
   * What was measured since the last call, in order of arrival; forgets it and all expectations.
   */
  long[] takeLatenciesNs() {
    open.clear();
    requests.set(0);
    firstReceiptNs = 0;
    synchronized (latenciesNs) {
      long[] taken = latenciesNs.stream().mapToLong(Long::longValue).toArray();
      latenciesNs.clear();
      return taken;
    }
  }

  /** The value below which {@code percent} of the sorted values lie, in milliseconds. */
  static double percentileMs(long[] latenciesNs, double percent) {
    if (latenciesNs.length == 0) {
      return Double.NaN;
    }
    long[] sorted = latenciesNs.clone();
    Arrays.sort(sorted);
    int index = (int) Math.ceil(percent / 100 * sorted.length) - 1;
    return sorted[Math.max(0, index)] / 1e6;
  }

  @Override
  public void close() {
    vertx.close().await();
  }
}
