package org.odoobridge.outbound.channel;

import java.time.Duration;
import java.time.Instant;
import org.odoobridge.outbound.delivery.Timers;

/** A clock that stands still; adapters set no timers. */
public final class TestTimers implements Timers {
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Override
  public Instant now() {
    return NOW;
  }

  @Override
  public void after(Duration delay, Runnable task) {
    throw new UnsupportedOperationException("an adapter sets no timers");
  }
}
