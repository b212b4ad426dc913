package org.odoobridge.outbound.catalog.coupon;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What a channel's coupon should be.
 *
 * @param ref model and id of the row of Odoo's that has the code; the coupon's identity
 * @param program model and id of its program
 * @param description what people in the shop read: the program's name
 * @param percent whether {@code amount} is a percentage; else it is an amount off the whole cart
 * @param minimumAmount as the shop's cart shows amounts; 0 = none
 * @param usageLimit 0 = none
 * @param products on which it may be used: percentages are taken off these alone, amounts need one
 *     of them in the cart
 * @param alone whether it refuses to be used together with other coupons
 * @param starts before this it must not be there
 * @param ends the last moment it counts
 */
public record DesiredCoupon(
    String ref,
    String program,
    String code,
    String description,
    boolean percent,
    BigDecimal amount,
    boolean freeShipping,
    BigDecimal minimumAmount,
    int usageLimit,
    ProductSet products,
    boolean alone,
    Optional<Instant> starts,
    Optional<Instant> ends) {
  /** Whether shoppers may use it at this moment. */
  public boolean countsAt(Instant now) {
    return !isEarly(now) && !isOver(now);
  }

  public boolean isEarly(Instant now) {
    return starts.isPresent() && now.isBefore(starts.get());
  }

  public boolean isOver(Instant now) {
    return ends.isPresent() && now.isAfter(ends.get());
  }
}
