package org.odoobridge.core.runtime;

import java.time.Duration;

/** A part of the process that starts and stops, in the order the composition root declares. */
public interface Component {
  /** Short name for logs and health, e.g. {@code capture}. */
  String name();

  /** Starts and returns once usable; throws when it cannot. */
  void start();

  /**
   * Stops and returns once nothing of it runs, at the latest after {@code deadline}. Safe to
   * repeat.
   */
  void stop(Duration deadline);
}
