package org.odoobridge.inbound.odoo.rpc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many calls may be under way at once: one more, little by little, while Odoo answers as fast
 * as usual (additive increase), a good part fewer as soon as it gets slow or transactions collide
 * (multiplicative decrease). Odoo's own workers queue what they cannot take at once, so more calls
 * than it can carry only make each of them slower, and concurrent ones collide.
 */
final class CallLimiter {
  private static final double FIRST = 2;

  /** A call that takes this many times as long as its kind usually does was held up. */
  private static final double SLOW = 3;

  private static final double KEPT_WHEN_SLOW = 0.8;
  private static final double KEPT_AFTER_COLLISION = 0.5;

  /** The usual duration follows faster calls soon and slower ones late. */
  private static final double TO_FASTER = 0.3;

  private static final double TO_SLOWER = 0.02;

  private final int most;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition freed = lock.newCondition();
  private final Map<String, Double> usualMs = new HashMap<>();
  private double limit;
  private int underWay;
  private Instant lowered = Instant.MIN;

  /** How a call ended, as far as load is concerned. */
  enum End {
    /** It was carried out. */
    DONE,
    /** It lost a race, ran into a limit or was not answered. */
    COLLIDED,
    /** It says nothing about load: a rule refused it, say. */
    OTHER
  }

  /**
   * @param most upper bound, at least 1
   */
  CallLimiter(int most, Clock clock) {
    this.most = most;
    this.clock = clock;
    this.limit = Math.min(most, FIRST);
  }

  /**
   * A call that is under way.
   *
   * @param full whether it took the last place
   */
  record Permit(Instant began, boolean full) {}

  /** Waits for a place; empty when there is none within {@code patience}. */
  Optional<Permit> acquire(Duration patience) throws InterruptedException {
    long nanos = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (underWay >= places()) {
        if (nanos <= 0) {
          return Optional.empty();
        }
        nanos = freed.awaitNanos(nanos);
      }
      underWay++;
      return Optional.of(new Permit(clock.instant(), underWay >= places()));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Gives the place back.
   *
   * @param kind calls that usually take alike
   */
  void release(Permit permit, String kind, End end) {
    lock.lock();
    try {
      underWay--;
      switch (end) {
        case COLLIDED -> lower(permit, KEPT_AFTER_COLLISION);
        case OTHER -> {}
        case DONE -> measured(permit, kind);
      }
      freed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Most calls at once, now. */
  int limit() {
    lock.lock();
    try {
      return places();
    } finally {
      lock.unlock();
    }
  }

  private void measured(Permit permit, String kind) {
    double took = Duration.between(permit.began(), clock.instant()).toNanos() / 1e6;
    double usual = usualMs.getOrDefault(kind, took);
    if (took > usual * SLOW) {
      lower(permit, KEPT_WHEN_SLOW);
    } else if (permit.full()) {
      limit = Math.min(most, limit + 1 / limit);
    }
    usualMs.put(kind, usual + (took - usual) * (took < usual ? TO_FASTER : TO_SLOWER));
  }

  /** Once for all calls that were under way together: one hold-up is one sign. */
  private void lower(Permit permit, double kept) {
    if (!permit.began().isBefore(lowered)) {
      limit = Math.max(1, limit * kept);
      lowered = clock.instant();
    }
  }

  private int places() {
    return (int) limit;
  }
}
