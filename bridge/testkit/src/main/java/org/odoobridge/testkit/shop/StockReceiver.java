package org.odoobridge.testkit.shop;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * An HTTP server on loopback that takes signed stock webhooks: it keeps every delivery with time,
 * headers and exact bytes, checks the signature by code of its own, and answers as programmed.
 */
public final class StockReceiver implements AutoCloseable {
  private static final long SECONDS = 10;

  /**
   * One programmed answer.
   *
   * @param retryAfter the header, in whole seconds
   * @param delay time before the answer is written
   */
  public record Reply(int status, Optional<Duration> retryAfter, Duration delay) {
    public static Reply status(int status) {
      return new Reply(status, Optional.empty(), Duration.ZERO);
    }

    /** The subscription is over; Standard Webhooks senders must stop. */
    public static Reply gone() {
      return status(410);
    }

    public Reply retryAfter(Duration wait) {
      return new Reply(status, Optional.of(wait), delay);
    }

    public Reply after(Duration time) {
      return new Reply(status, retryAfter, time);
    }
  }

  private final Vertx vertx;
  private final String secret;
  private final HttpServer server;
  private final List<StockDelivery> deliveries = new ArrayList<>();
  private final Deque<Reply> replies = new ArrayDeque<>();
  private Reply standing = Reply.status(204);
  private Predicate<Buffer> refused = body -> false;
  private Reply refusal = Reply.status(422);
  private final int port;

  private StockReceiver(Vertx vertx, String secret) {
    this.vertx = vertx;
    this.secret = secret;
    server = vertx.createHttpServer().requestHandler(this::receive);
    try {
      port =
          server
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .get(SECONDS, TimeUnit.SECONDS)
              .actualPort();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the receiver starts", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the receiver does not start", e);
    }
  }

  /**
   * Starts on a free port; must not be called on an event loop.
   *
   * @param secret {@code whsec_} and the key in Base64, shared with the sender
   */
  public static StockReceiver start(Vertx vertx, String secret) {
    return new StockReceiver(vertx, secret);
  }

  public String url() {
    return "http://127.0.0.1:" + port + "/stock";
  }

  /** The next deliveries are answered with these, in order; then the standing answer again. */
  public synchronized void reply(Reply... next) {
    replies.addAll(List.of(next));
  }

  /** The answer when none is programmed; 204 at first. */
  public synchronized void standingReply(Reply reply) {
    standing = reply;
  }

  /** Bodies that fit are answered with {@code reply} when no answer is programmed. */
  public synchronized void refuse(Predicate<Buffer> bodies, Reply reply) {
    refused = bodies;
    refusal = reply;
  }

  /** Deliveries in order of arrival. */
  public synchronized List<StockDelivery> deliveries() {
    return List.copyOf(deliveries);
  }

  public synchronized void forget() {
    deliveries.clear();
  }

  /** Waits until a delivery fits; empty when none came in time. */
  public synchronized Optional<StockDelivery> await(
      Predicate<StockDelivery> wanted, Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (true) {
      Optional<StockDelivery> found = deliveries.stream().filter(wanted).findFirst();
      long left = end - System.nanoTime();
      if (found.isPresent() || left <= 0) {
        return found;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  private void receive(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              Reply reply = keep(request, body, System.nanoTime());
              if (reply.delay().isZero()) {
                write(request.response(), reply);
              } else {
                vertx.setTimer(reply.delay().toMillis(), due -> write(request.response(), reply));
              }
            });
  }

  private synchronized Reply keep(HttpServerRequest request, Buffer body, long nanos) {
    Map<String, String> headers = new HashMap<>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    Reply usual = refused.test(body) ? refusal : standing;
    Reply reply = replies.isEmpty() ? usual : replies.remove();
    boolean verified =
        StandardWebhooks.verify(
            secret,
            headers.getOrDefault("webhook-id", ""),
            headers.getOrDefault("webhook-timestamp", ""),
            body.getBytes(),
            headers.getOrDefault("webhook-signature", ""));
    deliveries.add(
        new StockDelivery(deliveries.size() + 1L, nanos, headers, body, verified, reply.status()));
    notifyAll();
    return reply;
  }

  private static void write(HttpServerResponse response, Reply reply) {
    response.setStatusCode(reply.status());
    reply
        .retryAfter()
        .ifPresent(wait -> response.putHeader("Retry-After", Long.toString(wait.toSeconds())));
    response.end();
  }

  /** Returns when nobody listens any more. */
  @Override
  public void close() {
    try {
      server.close().toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the receiver stops", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the receiver does not stop", e);
    }
  }
}
