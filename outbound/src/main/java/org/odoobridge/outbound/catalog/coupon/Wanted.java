package org.odoobridge.outbound.catalog.coupon;

import java.time.Instant;
import java.util.List;

/**
 * A coupon as the channel is to have it.
 *
 * @param products the channel's own numbers of the products it is bound to; empty = every product
 */
public record Wanted(DesiredCoupon coupon, List<Long> products) {
  public Wanted {
    products = products.stream().distinct().sorted().toList();
  }

  /** Everything that the channel is told, as text to be compared with what it was told before. */
  public String print() {
    DesiredCoupon one = coupon;
    return String.join(
        "|",
        one.code(),
        one.description(),
        one.percent() ? "percent" : "amount",
        one.amount().stripTrailingZeros().toPlainString(),
        one.freeShipping() ? "free-shipping" : "",
        one.minimumAmount().stripTrailingZeros().toPlainString(),
        String.valueOf(one.usageLimit()),
        one.alone() ? "alone" : "",
        one.ends().map(Instant::toString).orElse(""),
        String.join(",", products.stream().map(String::valueOf).toList()));
  }
}
