package org.odoobridge.outbound.catalog.coupon;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A cart as WooCommerce's own rules for coupons see it (its source, class WC_Discounts), written
 * without a look at ours: whether a coupon may be used, and what it takes off.
 */
record ShopCart(List<Item> items) {
  /** Some units of a product of Odoo's. */
  record Item(int product, int quantity, BigDecimal price) {
    BigDecimal total() {
      return price.multiply(BigDecimal.valueOf(quantity));
    }
  }

  private BigDecimal subtotal() {
    return items.stream().map(Item::total).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * What is taken off; empty when the shop refuses the code.
   *
   * @param used orders that had it before
   */
  Optional<BigDecimal> off(DesiredCoupon coupon, int used, Instant now) {
    boolean there = coupon.starts().map(start -> !now.isBefore(start)).orElse(true);
    boolean over = coupon.ends().map(now::isAfter).orElse(false);
    boolean usedUp = coupon.usageLimit() > 0 && used >= coupon.usageLimit();
    boolean tooLittle = coupon.minimumAmount().compareTo(subtotal()) > 0;
    if (!there || over || usedUp || tooLittle) {
      return Optional.empty();
    }
    List<Item> eligible = items.stream().filter(item -> isIn(coupon.products(), item)).toList();
    if (eligible.isEmpty()) {
      return Optional.empty();
    }
    if (!coupon.percent()) {
      return Optional.of(coupon.amount().min(subtotal()).setScale(2, RoundingMode.HALF_UP));
    }
    return Optional.of(
        eligible.stream()
            .map(item -> item.total().multiply(coupon.amount()).movePointLeft(2))
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .setScale(2, RoundingMode.HALF_UP));
  }

  private static boolean isIn(ProductSet set, Item item) {
    return switch (set) {
      case ProductSet.Everything all -> true;
      case ProductSet.Only only -> only.templates().containsKey(item.product());
      case ProductSet.Unreadable unknown -> false;
    };
  }
}
