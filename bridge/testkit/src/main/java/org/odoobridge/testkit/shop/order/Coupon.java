package org.odoobridge.testkit.shop.order;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A coupon of the shop.
 *
 * @param type {@code percent} or {@code fixed_product}: off each line, as share or amount per unit
 */
record Coupon(int id, String code, String type, BigDecimal amount) {

  /** The discount on one line, in whole cents, never more than the line. */
  BigDecimal off(BigDecimal lineAmount, int quantity) {
    BigDecimal off =
        type.equals("percent")
            ? lineAmount.multiply(amount).divide(BigDecimal.valueOf(100), 2, RoundingMode.FLOOR)
            : amount.multiply(BigDecimal.valueOf(quantity));
    return off.min(lineAmount);
  }
}
