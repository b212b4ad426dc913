package org.odoobridge.testkit.shop.hook;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Site;

/**
 * Deliveries in line: one at a time, body built when its turn comes, no retry. A job waiting for
 * the same webhook and record swallows a new one. All state is guarded by the site's monitor.
 *
 * <p>The knobs make a webhook late ({@link #pause}), lost ({@link #dropNext}), repeated ({@link
 * #duplicateNext}) or early ({@link #reverse}).
 */
public final class HookQueue {
  private static final int LOG_LIMIT = 5_000;

  /**
   * Builds the body a topic shows of a record now: the record, or the error that reading it gives.
   */
  @FunctionalInterface
  public interface Bodies {
    JsonNode of(String topic, int id);
  }

  private record Job(Webhook webhook, int resourceId) {}

  private final Site site;
  private final Bodies bodies;
  private final HookSender sender;
  private final Context context;
  private final List<Job> pending = new ArrayList<>();
  private final Deque<Delivery> log = new ArrayDeque<>();
  private boolean running;
  private boolean paused;
  private boolean ownerLost;
  private boolean closed;
  private int drop;
  private int duplicate;

  public HookQueue(
      Vertx vertx, Site site, Bodies bodies, Duration timeout, boolean allowPrivateReceivers) {
    this.site = site;
    this.bodies = bodies;
    this.sender = new HookSender(vertx, site, timeout, allowPrivateReceivers);
    this.context = vertx.getOrCreateContext();
  }

  void offer(Webhook webhook, int resourceId) {
    synchronized (site) {
      Job job = new Job(webhook, resourceId);
      if (!pending.contains(job)) {
        pending.add(job);
      }
      kick();
    }
  }

  Future<Integer> ping(Webhook webhook) {
    return sender
        .ping(webhook)
        .onComplete(
            answered -> {
              synchronized (site) {
                webhook.modified = site.now();
              }
            });
  }

  /** Holds deliveries back; what happens meanwhile waits and merges. */
  public void pause() {
    synchronized (site) {
      paused = true;
    }
  }

  public void resume() {
    synchronized (site) {
      paused = false;
      kick();
    }
  }

  /** The next deliveries vanish, as when the shop's cron or network fails; nobody counts them. */
  public void dropNext(int deliveries) {
    synchronized (site) {
      drop = deliveries;
    }
  }

  /** The next deliveries are sent twice, byte for byte. */
  public void duplicateNext(int deliveries) {
    synchronized (site) {
      duplicate = deliveries;
    }
  }

  /** Turns what waits around: an update overtakes its creation. */
  public void reverse() {
    synchronized (site) {
      Collections.reverse(pending);
    }
  }

  /** Whether the person who made the webhooks has lost the right to read: bodies become errors. */
  public void ownerLost(boolean lost) {
    synchronized (site) {
      ownerLost = lost;
    }
  }

  /** Deliveries waiting or under way. */
  public int pending() {
    synchronized (site) {
      return pending.size() + (running ? 1 : 0);
    }
  }

  /** Waits until nothing waits or is under way; false when that did not come in time. */
  public boolean awaitQuiet(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    synchronized (site) {
      while (pending() > 0) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        TimeUnit.NANOSECONDS.timedWait(site, left);
      }
      return true;
    }
  }

  /** Everything sent so far, oldest first; the log keeps the newest 5,000. */
  public List<Delivery> log() {
    synchronized (site) {
      return List.copyOf(log);
    }
  }

  public void close() {
    synchronized (site) {
      closed = true;
      pending.clear();
    }
    sender.close();
  }

  private void kick() {
    if (!running && !paused && !closed && !pending.isEmpty()) {
      running = true;
      context.runOnContext(nothing -> next());
    }
  }

  private void next() {
    Job job;
    byte[] body;
    int copies;
    synchronized (site) {
      if (paused || closed || pending.isEmpty()) {
        running = false;
        site.notifyAll();
        return;
      }
      job = pending.remove(0);
      if (drop > 0) {
        drop--;
        context.runOnContext(nothing -> next());
        return;
      }
      copies = duplicate > 0 ? 2 : 1;
      duplicate = Math.max(0, duplicate - 1);
      body = PhpJson.bytes(body(job));
    }
    send(job, body, copies);
  }

  private void send(Job job, byte[] body, int copies) {
    long nanos = System.nanoTime();
    sender
        .deliver(job.webhook(), body)
        .onComplete(
            result -> {
              settle(job, body, nanos, result.result());
              if (copies > 1) {
                send(job, body, copies - 1);
              } else {
                next();
              }
            });
  }

  private void settle(Job job, byte[] body, long nanos, int status) {
    synchronized (site) {
      job.webhook().settle(status >= 200 && status <= 302, site.now());
      log.add(
          new Delivery(
              job.webhook().id,
              job.webhook().topic,
              job.resourceId(),
              nanos,
              status,
              new String(body, java.nio.charset.StandardCharsets.UTF_8)));
      if (log.size() > LOG_LIMIT) {
        log.removeFirst();
      }
    }
  }

  private JsonNode body(Job job) {
    Webhook webhook = job.webhook();
    if (webhook.event().equals("deleted")) {
      return PhpJson.object().put("id", job.resourceId());
    }
    if (webhook.resource().equals("action")) {
      var json = PhpJson.object().put("action", webhook.event());
      if (job.resourceId() == 0) {
        json.putArray("arg");
      } else {
        json.put("arg", job.resourceId());
      }
      return json;
    }
    if (ownerLost) {
      var json = PhpJson.object().put("code", "woocommerce_rest_cannot_view");
      json.put("message", "Sorry, you cannot view this resource.");
      json.putObject("data").put("status", 401);
      return json;
    }
    return bodies.of(webhook.topic, job.resourceId());
  }
}
