package org.odoobridge.outbound.delivery;

import java.time.Duration;
import org.odoobridge.core.work.RetrySchedule;

/**
 * Limits of one lane.
 *
 * @param inFlight most requests out at once
 * @param perSecond most requests per second; 0 = no limit
 * @param retry waits between attempts of an item that fails though the channel works
 * @param breaker when to leave a channel alone
 * @param parkedRetry after this a parked item is tried again
 * @param requestLimit longest time the channel may go on working on a request we no longer wait for
 * @param sweepLimit longest wait for an order sweep before it counts as failed
 */
public record LaneSettings(
    int inFlight,
    double perSecond,
    RetrySchedule retry,
    BreakerConfig breaker,
    Duration parkedRetry,
    Duration requestLimit,
    Duration sweepLimit) {
  public LaneSettings {
    if (inFlight < 1) {
      throw new IllegalArgumentException("inFlight must be at least 1, not " + inFlight);
    }
  }
}
