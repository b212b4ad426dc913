package org.odoobridge.outbound;

import java.time.Duration;
import org.odoobridge.core.config.Default;
import org.odoobridge.core.work.RetrySchedule;

/**
 * When a failed item is tried again; a longer {@code Retry-After} wins.
 *
 * @param initial longest wait after the first failure; doubled each time
 * @param max longest wait
 * @param attempts failures of an item's own, while the channel works, after which it is parked
 */
public record RetryConfig(
    @Default("1s") Duration initial, @Default("10m") Duration max, @Default("12") int attempts) {
  public RetryConfig {
    var unused = new RetrySchedule(initial, max, attempts);
  }

  RetrySchedule schedule() {
    return new RetrySchedule(initial, max, attempts);
  }
}
