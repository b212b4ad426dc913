package org.odoobridge.outbound.delivery;

import java.time.Instant;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;

/**
 * How one channel's lane is, for the console.
 *
 * @param dirty items that do not show what they should, parked ones apart
 * @param inFlight requests out
 * @param awaitingSweep increases that wait for an order sweep
 * @param breaker {@code closed}, {@code open} or {@code half-open}
 * @param pausedBecause empty when it runs
 */
public record LaneStatus(
    ChannelId channel,
    int dirty,
    int inFlight,
    int awaitingSweep,
    int parked,
    String breaker,
    Optional<String> pausedBecause,
    Optional<String> lastError,
    Optional<Instant> lastErrorAt,
    Optional<Instant> lastAck) {
  /** Of a channel that this node does not tell. */
  public static LaneStatus notLeading(ChannelId channel, String why) {
    return new LaneStatus(
        channel,
        0,
        0,
        0,
        0,
        "closed",
        Optional.of(why),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
