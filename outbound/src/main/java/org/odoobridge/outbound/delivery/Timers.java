package org.odoobridge.outbound.delivery;

import java.time.Duration;
import java.time.Instant;

/** The time a lane lives in: what time it is, and calls later. Tests move it by hand. */
public interface Timers {
  Instant now();

  /** Runs {@code task} once, on a thread of the timers, when {@code delay} has passed. */
  void after(Duration delay, Runnable task);
}
