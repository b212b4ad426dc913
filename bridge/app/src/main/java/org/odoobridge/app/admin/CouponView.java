package org.odoobridge.app.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;

/** Promotions as coupons of channels, as a person sees them. Methods may block (virtual thread). */
public interface CouponView {
  /** Empty when this node does not publish this channel's coupons. */
  Optional<Status> status(ChannelId channel);

  /** Every coupon and what is to be done about it; changes nothing. Empty as above. */
  Optional<Plan> plan(ChannelId channel);

  /**
   * @param state {@code running}, {@code paused} or {@code breaker-open} …
   * @param shown coupons that shoppers can enter
   * @param early coupons whose first day has not come
   * @param elsewhere programs that are meant for other channels
   * @param refusals programs and codes that cannot be coupons
   * @param parked coupons the shop will not take
   * @param problems of the configuration and the shop
   * @param repaired coupons that were changed in the shop and written again since the start
   * @param lookedAt when all were last read back
   * @param comparedAt when they were last compared with Odoo
   */
  record Status(
      String state,
      int shown,
      int early,
      int elsewhere,
      List<Refusal> refusals,
      List<Coupon> parked,
      List<String> problems,
      String problem,
      int repaired,
      Optional<Instant> lookedAt,
      Optional<Instant> comparedAt) {}

  /**
   * @param program model and id
   * @param code stable reason
   */
  record Refusal(String program, String name, String code, String reason, String remedy) {}

  /**
   * One coupon.
   *
   * @param ref model and id of the row of Odoo's that has the code
   * @param action {@code create}, {@code update}, {@code withdraw}, {@code none}, {@code early},
   *     {@code over} or {@code parked}
   * @param shopId the shop's own number; 0 = none
   * @param problem why the shop will not take it, else empty
   */
  record Coupon(
      String program,
      String name,
      String ref,
      String code,
      String action,
      long shopId,
      Optional<Instant> starts,
      Optional<Instant> ends,
      String problem,
      String remedy) {}

  /** Everything at once; see {@link Status} for the rest. */
  record Plan(List<Coupon> coupons, List<Refusal> refusals, int elsewhere, List<String> problems) {}
}
