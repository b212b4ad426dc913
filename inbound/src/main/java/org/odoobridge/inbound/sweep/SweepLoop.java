package org.odoobridge.inbound.sweep;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.odoobridge.core.journal.DemandFeed;
import org.odoobridge.core.journal.JournalUnavailable;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.observability.Telemetry;
import org.odoobridge.core.runtime.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When one shop is swept. Requests that come while a sweep runs share the next one, because the
 * running one may have looked before they were made.
 */
final class SweepLoop {
  private static final Logger LOG = LoggerFactory.getLogger(SweepLoop.class);
  private static final Duration HOOKS_EVERY = Duration.ofMinutes(5);

  /** A quiet shop delivers late; after this long a webhook counts as missed. */
  private static final Duration WEBHOOK_GRACE = Duration.ofMinutes(5);

  private static final Duration RECHECK_EVERY = Duration.ofHours(1);

  private final OrderSweeper.Shop shop;
  private final ShopSweep sweep;
  private final MissedWebhooks missed;
  private final HookGuard hooks;
  private final DemandFeed demand;
  private final Clock clock;
  private final Counter missedCounter;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asked = lock.newCondition();
  private final CountDownLatch ended = new CountDownLatch(1);

  // Guarded by lock.
  private List<CompletableFuture<Void>> waiting = new ArrayList<>();
  private boolean goneSuspected;
  private boolean stopping;
  private boolean started;

  // Of the loop's thread alone.
  private Instant steadyDue = Instant.MIN;
  private Instant hooksDue = Instant.MIN;
  private Instant recheckDue = Instant.MIN;

  private volatile OrderSweeper.Status status;

  SweepLoop(
      OrderSweeper.Shop shop,
      SweepCursor cursor,
      DemandFeed demand,
      Clock clock,
      MeterRegistry meters) {
    this.shop = shop;
    this.missed = new MissedWebhooks(WEBHOOK_GRACE);
    this.sweep = new ShopSweep(shop, cursor, missed, clock);
    this.hooks =
        new HookGuard(shop.channel(), shop.reader(), shop.deliveryUrl(), shop.hookSecret());
    this.demand = demand;
    this.clock = clock;
    this.missedCounter =
        meters.counter(Telemetry.MISSED_WEBHOOKS, "channel", shop.channel().value());
    this.status =
        new OrderSweeper.Status(
            shop.channel(), Instant.EPOCH, "not swept yet", 0, 0, List.of(), List.of());
  }

  void start() {
    lock.lock();
    try {
      started = true;
    } finally {
      lock.unlock();
    }
    Thread.ofVirtual().name("sweep-" + shop.channel()).start(this::run);
  }

  CompletableFuture<Void> request() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    lock.lock();
    try {
      if (stopping) {
        done.completeExceptionally(new IllegalStateException("the sweeper is stopping"));
      } else {
        waiting.add(done);
        asked.signal();
      }
    } finally {
      lock.unlock();
    }
    return done;
  }

  void suspectGone() {
    lock.lock();
    try {
      goneSuspected = true;
      asked.signal();
    } finally {
      lock.unlock();
    }
  }

  void webhookCame(ResourceKey key) {
    missed.webhookCame(key);
  }

  void beginStop() {
    lock.lock();
    try {
      stopping = true;
      asked.signal();
    } finally {
      lock.unlock();
    }
  }

  void awaitStop(Duration deadline) {
    if (!started) {
      return;
    }
    try {
      if (!ended.await(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atWarn().addKeyValue("channel", shop.channel()).log("sweep.not-ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  OrderSweeper.Status status() {
    return status;
  }

  private void run() {
    try {
      while (true) {
        Turn turn = next();
        if (turn.stop()) {
          return;
        }
        serve(turn);
      }
    } finally {
      failWaiting(new IllegalStateException("the sweeper is stopping"));
      ended.countDown();
    }
  }

  /** What to do next. */
  private record Turn(boolean stop, List<CompletableFuture<Void>> requests, boolean gone) {}

  /** Waits for a request, a suspicion or the time of the steady sweep. */
  private Turn next() {
    lock.lock();
    try {
      while (!stopping && waiting.isEmpty() && !goneSuspected) {
        long waitMs = Duration.between(clock.instant(), steadyDueOrSoon()).toMillis();
        if (waitMs <= 0) {
          break;
        }
        boolean unused = asked.await(waitMs, TimeUnit.MILLISECONDS);
      }
      Turn turn = new Turn(stopping, waiting, goneSuspected);
      if (!stopping) {
        waiting = new ArrayList<>();
        goneSuspected = false;
      }
      return turn;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Turn(true, List.of(), false);
    } finally {
      lock.unlock();
    }
  }

  private Instant steadyDueOrSoon() {
    Instant now = clock.instant();
    return steadyDue.isBefore(now) ? now : steadyDue;
  }

  private void serve(Turn turn) {
    try {
      Instant now = clock.instant();
      boolean steady = !now.isBefore(steadyDue);
      if (steady) {
        steadyDue = now.plus(shop.config().every());
      }
      ShopSweep.Found found = steady ? sweep.steady() : sweep.quick();
      swept(found);
      turn.requests().forEach(request -> request.complete(null));
      if (turn.gone() || !now.isBefore(recheckDue)) {
        recheckDue = now.plus(RECHECK_EVERY);
        sweep.recheck(demand);
      }
      if (!now.isBefore(hooksDue)) {
        hooksDue = now.plus(HOOKS_EVERY);
        checkHooks();
      }
      missedCounter.increment(missed.take(now));
    } catch (ShopFailure | JournalUnavailable | SqlFailure e) {
      LOG.atWarn()
          .addKeyValue("channel", shop.channel())
          .addKeyValue("problem", e.getMessage())
          .log("sweep.failed");
      failed(turn, e);
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("channel", shop.channel()).log("sweep.bug");
      failed(turn, e);
    }
  }

  /** A shop whose webhooks may not be read still has its orders swept. */
  private void checkHooks() {
    try {
      HookGuard.State state = hooks.check();
      OrderSweeper.Status old = status;
      List<String> active = new ArrayList<>(state.active());
      active.addAll(state.rearmed());
      status =
          new OrderSweeper.Status(
              old.channel(),
              old.lastSweepAt(),
              old.problem(),
              old.ordersFound(),
              old.ordersStored(),
              List.copyOf(active),
              state.paused());
    } catch (ShopFailure e) {
      LOG.atWarn()
          .addKeyValue("channel", shop.channel())
          .addKeyValue("problem", e.getMessage())
          .log("webhooks.unreadable");
    }
  }

  private void swept(ShopSweep.Found found) {
    OrderSweeper.Status old = status;
    status =
        new OrderSweeper.Status(
            old.channel(),
            clock.instant(),
            "",
            found.orders(),
            found.stored(),
            old.hooksActive(),
            old.hooksPaused());
    if (found.stored() > 0) {
      LOG.atInfo()
          .addKeyValue("channel", shop.channel())
          .addKeyValue("orders", found.orders())
          .addKeyValue("stored", found.stored())
          .log("sweep.found");
    }
  }

  private void failed(Turn turn, RuntimeException cause) {
    OrderSweeper.Status old = status;
    status =
        new OrderSweeper.Status(
            old.channel(),
            old.lastSweepAt(),
            String.valueOf(cause.getMessage()),
            old.ordersFound(),
            old.ordersStored(),
            old.hooksActive(),
            old.hooksPaused());
    turn.requests().forEach(request -> request.completeExceptionally(cause));
  }

  private void failWaiting(RuntimeException cause) {
    List<CompletableFuture<Void>> left;
    lock.lock();
    try {
      stopping = true;
      left = waiting;
      waiting = new ArrayList<>();
    } finally {
      lock.unlock();
    }
    left.forEach(request -> request.completeExceptionally(cause));
  }
}
