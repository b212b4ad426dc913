package org.odoobridge.outbound.catalog.coupon;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;

/**
 * How one channel's coupons are, for the console.
 *
 * @param shown coupons that shoppers can enter
 * @param early coupons whose first day has not come
 * @param elsewhere programs that are meant for other channels
 * @param refusals programs and codes that cannot be coupons
 * @param parked coupons the channel will not take
 * @param problems of the configuration and the channel
 * @param repaired coupons that were changed in the channel and written again since the start
 * @param lookedAt when all were last read back; empty = not since the start
 * @param comparedAt when they were last compared with Odoo; empty = not yet
 */
public record CouponStatus(
    ChannelId channel,
    int shown,
    int early,
    int elsewhere,
    List<Refusal> refusals,
    List<CouponListing> parked,
    List<String> problems,
    String breaker,
    Optional<String> pausedBecause,
    Optional<String> lastError,
    Optional<Instant> lastAck,
    int repaired,
    Optional<Instant> lookedAt,
    Optional<Instant> comparedAt) {
  public CouponStatus {
    refusals = List.copyOf(refusals);
    parked = List.copyOf(parked);
    problems = List.copyOf(problems);
  }
}
