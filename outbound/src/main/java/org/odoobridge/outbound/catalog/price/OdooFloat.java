package org.odoobridge.outbound.catalog.price;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Arithmetic as Odoo does it. Odoo computes prices in binary floating point and rounds half away
 * from zero after a nudge of one unit in the last place; exact decimals would differ from it by a
 * cent now and then.
 */
final class OdooFloat {
  private static final double LOG_2 = Math.log(2);
  private static final int MANTISSA_BITS = 52;
  private static final int MOST_DIGITS = 12;

  private OdooFloat() {}

  /** The multiple of {@code step} next to {@code value}; zero when either is zero. */
  static double round(double value, double step) {
    if (step == 0 || value == 0) {
      return 0;
    }
    double normal = value / step;
    double epsilon = Math.pow(2, Math.log(Math.abs(normal)) / LOG_2 - MANTISSA_BITS);
    double nudged = normal + Math.copySign(epsilon, normal);
    return Math.copySign(Math.floor(Math.abs(nudged) + 0.5), nudged) * step;
  }

  /** The amount with the noise of binary floating point taken off. */
  static BigDecimal decimal(double amount) {
    BigDecimal plain =
        BigDecimal.valueOf(amount).setScale(MOST_DIGITS, RoundingMode.HALF_UP).stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  /** As {@link #decimal}, for people. */
  static String text(double amount) {
    return decimal(amount).toPlainString();
  }
}
