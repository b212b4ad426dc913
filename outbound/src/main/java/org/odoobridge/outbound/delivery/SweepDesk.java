package org.odoobridge.outbound.delivery;

import java.time.Instant;
import java.util.function.IntFunction;

/** One order sweep at a time, and a wait after one that failed. Guarded by the lane. */
final class SweepDesk {
  private long number;
  private boolean running;
  private int failures;
  private Instant notBefore = Instant.MIN;

  boolean running() {
    return running;
  }

  Instant notBefore() {
    return notBefore;
  }

  /** A sweep is asked for; returns its number. */
  long begin() {
    running = true;
    return ++number;
  }

  /** Whether this is the end of the running sweep, not of one given up before. */
  boolean ended(long which) {
    boolean ends = running && which == number;
    running = running && !ends;
    return ends;
  }

  void succeeded() {
    failures = 0;
  }

  /**
   * @param retryAt when to ask again after so many failures
   * @return failures in a row
   */
  int failed(IntFunction<Instant> retryAt) {
    failures++;
    notBefore = retryAt.apply(failures);
    return failures;
  }
}
