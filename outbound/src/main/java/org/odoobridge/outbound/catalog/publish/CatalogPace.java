package org.odoobridge.outbound.catalog.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.odoobridge.outbound.delivery.Timers;
import org.odoobridge.outbound.delivery.TokenBucket;

/**
 * When the catalogue's next request to a channel may go: never out of the last half of the
 * channel's rate, and behind stock that waits, though not for ever.
 */
public final class CatalogPace {
  private static final Duration LOOK = Duration.ofMillis(50);
  private final TokenBucket bucket;
  private final Timers timers;
  private final BooleanSupplier stockWaits;
  private final Duration longestYield;

  /**
   * @param bucket the channel's, shared with its stock
   * @param stockWaits whether stock numbers wait to be sent now
   * @param longestYield after this the catalogue takes one turn, so that busy stock slows it down
   *     but does not stop it
   */
  public CatalogPace(
      TokenBucket bucket, Timers timers, BooleanSupplier stockWaits, Duration longestYield) {
    this.bucket = bucket;
    this.timers = timers;
    this.stockWaits = stockWaits;
    this.longestYield = longestYield;
  }

  /** Blocks until one request may go, and pays for it. Returns early when interrupted. */
  public void pay() {
    Instant turn = timers.now().plus(longestYield);
    Duration wait = next(turn);
    while (!wait.isZero() && slept(wait)) {
      wait = next(turn);
    }
    bucket.spend(1);
  }

  private Duration next(Instant turn) {
    Instant now = timers.now();
    Duration wait = bucket.waitBehind(now);
    return wait.isZero() && now.isBefore(turn) && stockWaits.getAsBoolean() ? LOOK : wait;
  }

  private boolean slept(Duration wait) {
    CountDownLatch over = new CountDownLatch(1);
    timers.after(wait, over::countDown);
    try {
      over.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
