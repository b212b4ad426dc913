package org.odoobridge.testkit.odoo.orm;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Decimal arithmetic as Odoo rounds: half away from zero, to a step or to digits. */
public final class Decimals {

  private Decimals() {}

  /** The exact decimal that the number prints as. */
  public static BigDecimal of(Number number) {
    return switch (number) {
      case BigDecimal decimal -> decimal;
      case Double floating -> BigDecimal.valueOf(floating);
      case Float floating -> new BigDecimal(floating.toString());
      default -> BigDecimal.valueOf(number.longValue());
    };
  }

  public static BigDecimal round(BigDecimal value, int digits) {
    return value.setScale(digits, RoundingMode.HALF_UP);
  }

  /** Rounds to a multiple of {@code step}, such as 0.01. */
  public static BigDecimal roundTo(BigDecimal value, BigDecimal step) {
    return step.signum() == 0 ? value : value.divide(step, 0, RoundingMode.HALF_UP).multiply(step);
  }

  public static boolean isZero(BigDecimal value) {
    return value.signum() == 0;
  }

  public static BigDecimal min(BigDecimal a, BigDecimal b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /** Plain text without an exponent or trailing zeros, as PostgreSQL reads it. */
  public static String text(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
