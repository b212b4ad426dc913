package org.odoobridge.app.admin;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Server-sent events for open consoles. Events of one key are conflated until the next beat; a
 * client that cannot follow, or a burst over the limit, is told to {@code resync} instead.
 */
final class EventHub {
  private static final long BEAT_MS = 50;
  private static final long PING_EVERY_BEATS = 300;
  private static final int MOST_CLIENTS = 100;
  private static final int MOST_KEYS = 5_000;
  private static final Buffer PING = Buffer.buffer(": still here\n\n");
  private static final Buffer RESYNC = Buffer.buffer("event: resync\ndata: {}\n\n");

  private final Vertx vertx;
  private final Set<Client> clients = ConcurrentHashMap.newKeySet();
  private final Map<String, Event> pending = new LinkedHashMap<>();
  private final AtomicLong beats = new AtomicLong();
  private boolean overflowed;
  private long timer = -1;

  /** One connection; {@code lagging} is touched on its own context only. */
  private static final class Client {
    final HttpServerResponse response;
    boolean lagging;

    Client(HttpServerResponse response) {
      this.response = response;
    }
  }

  private record Event(String type, Object data) {}

  EventHub(Vertx vertx) {
    this.vertx = vertx;
  }

  void start() {
    timer = vertx.setPeriodic(BEAT_MS, beat -> flush());
  }

  void stop() {
    vertx.cancelTimer(timer);
    clients.forEach(client -> client.response.end());
    clients.clear();
  }

  /** Whether anybody listens; without listeners events need not be made. */
  boolean isWatched() {
    return !clients.isEmpty();
  }

  /** Sends {@code data} to all with the next beat; of equal keys only the newest. Any thread. */
  void publish(String type, String key, Object data) {
    if (!isWatched()) {
      return;
    }
    synchronized (pending) {
      if (pending.size() >= MOST_KEYS) {
        pending.clear();
        overflowed = true;
      }
      if (!overflowed) {
        pending.put(type + ' ' + key, new Event(type, data));
      }
    }
  }

  /** Handler that turns a request into a stream of events. */
  void open(RoutingContext context) {
    if (clients.size() >= MOST_CLIENTS) {
      context.fail(503);
      return;
    }
    HttpServerResponse response = context.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Accel-Buffering", "no");
    Client client = new Client(response);
    response.closeHandler(closed -> clients.remove(client));
    response.exceptionHandler(broken -> clients.remove(client));
    clients.add(client);
    response.write(Buffer.buffer("retry: 1000\n\n"));
  }

  private void flush() {
    Buffer text = Buffer.buffer();
    synchronized (pending) {
      if (overflowed) {
        text.appendBuffer(RESYNC);
      }
      pending
          .values()
          .forEach(
              event ->
                  text.appendString("event: " + event.type() + "\ndata: ")
                      .appendBytes(Answers.bytes(event.data()))
                      .appendString("\n\n"));
      pending.clear();
      overflowed = false;
    }
    if (text.length() == 0 && beats.incrementAndGet() % PING_EVERY_BEATS == 0) {
      text.appendBuffer(PING);
    }
    if (text.length() > 0) {
      clients.forEach(client -> write(client, text));
    }
  }

  private static void write(Client client, Buffer text) {
    if (client.response.writeQueueFull()) {
      client.lagging = true;
      return;
    }
    if (client.lagging) {
      client.lagging = false;
      client.response.write(RESYNC);
    }
    client.response.write(text);
  }
}
