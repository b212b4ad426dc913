package org.odoobridge.inbound.apply.draft;

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
public record LinePrice(BigDecimal unit, BigDecimal discount) {
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  /** Parts of the currency's smallest unit by which the product may miss the amount. */
  private static final BigDecimal CLOSE = new BigDecimal("0.1");

  /** Rounds to the amount, far enough from the edge for binary floats. */
  private static final BigDecimal SAFE = new BigDecimal("0.49");

  /** The digits Odoo keeps. */
  public record Digits(int price, int discount, int currency) {}

  /**
   * The price with the smallest discount that makes {@code quantity} pieces cost {@code amount}, or
   * empty when there is none within Odoo's digits.
   *
   * @param quantity above zero
   */
  public static Optional<LinePrice> of(BigDecimal amount, BigDecimal quantity, Digits digits) {
    // A close one first: where Odoo rounds taxes over the whole order it taxes the unrounded
    // product.
    return of(amount, quantity, digits, CLOSE).or(() -> of(amount, quantity, digits, SAFE));
  }

  private static Optional<LinePrice> of(
      BigDecimal amount, BigDecimal quantity, Digits digits, BigDecimal slack) {
    BigDecimal wanted = amount.setScale(digits.currency(), RoundingMode.HALF_UP);
    BigDecimal step = BigDecimal.ONE.movePointLeft(digits.discount());
    BigDecimal most = wanted.signum() == 0 ? step : HUNDRED;
    for (BigDecimal discount = BigDecimal.ZERO;
        discount.compareTo(most) < 0;
        discount = discount.add(step)) {
      BigDecimal kept = HUNDRED.subtract(discount).movePointLeft(2);
      BigDecimal unit =
          wanted
              .divide(quantity.multiply(kept), MathContext.DECIMAL64)
              .setScale(digits.price(), RoundingMode.HALF_UP);
      BigDecimal off = unit.multiply(kept).multiply(quantity).subtract(wanted).abs();
      if (off.compareTo(slack.movePointLeft(digits.currency())) <= 0) {
        return Optional.of(new LinePrice(unit, discount));
      }
    }
    return Optional.empty();
  }
}
