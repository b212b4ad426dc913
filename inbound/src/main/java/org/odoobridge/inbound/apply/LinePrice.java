package org.odoobridge.inbound.apply;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Unit price and discount which Odoo multiplies to exactly the amount that a channel charged for a
 * line. Odoo keeps both with few digits, so 10.00 for 3 pieces is 3.34 less 0.20 %.
 *
 * @param unit price of one, rounded to Odoo's "Product Price" digits
 * @param discount percent, rounded to Odoo's "Discount" digits; 0 wherever possible
 */
record LinePrice(BigDecimal unit, BigDecimal discount) {
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  /** The digits Odoo keeps. */
  record Digits(int price, int discount, int currency) {}

  /**
   * The price with the smallest discount that makes {@code quantity} pieces cost {@code amount}, or
   * empty when there is none within Odoo's digits.
   *
   * @param quantity above zero
   */
  static Optional<LinePrice> of(BigDecimal amount, BigDecimal quantity, Digits digits) {
    BigDecimal wanted = amount.setScale(digits.currency(), RoundingMode.HALF_UP);
    BigDecimal step = BigDecimal.ONE.movePointLeft(digits.discount());
    for (BigDecimal discount = BigDecimal.ZERO;
        discount.compareTo(HUNDRED) < 0;
        discount = discount.add(step)) {
      BigDecimal kept = HUNDRED.subtract(discount).movePointLeft(2);
      BigDecimal unit =
          wanted
              .divide(quantity.multiply(kept), MathContext.DECIMAL64)
              .setScale(digits.price(), RoundingMode.HALF_UP);
      if (isSafely(unit.multiply(kept).multiply(quantity), wanted, digits)) {
        return Optional.of(new LinePrice(unit, discount));
      }
      if (wanted.signum() == 0) {
        break;
      }
    }
    return Optional.empty();
  }

  /** Whether a product rounds to the wanted amount, far enough from the edge for binary floats. */
  private static boolean isSafely(BigDecimal product, BigDecimal wanted, Digits digits) {
    BigDecimal half = new BigDecimal("0.499").movePointLeft(digits.currency());
    return product.subtract(wanted).abs().compareTo(half) <= 0;
  }
}
