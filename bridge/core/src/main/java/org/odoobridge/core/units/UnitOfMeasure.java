package org.odoobridge.core.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A row of Odoo's {@code uom_uom}.
 *
 * @param name in English
 * @param kind {@code category_id}: only units of one kind can be converted; 0 where the release has
 *     none, and any can
 * @param factor how many of it one of the kind's reference is; or how many references one of it is
 * @param inReference whether {@code factor} is the second of these (19 and later)
 * @param rounding its smallest step; 0 where the release has none
 */
public record UnitOfMeasure(
    int id, String name, int kind, BigDecimal factor, boolean inReference, BigDecimal rounding) {
  private static final int DIGITS = 6;

  /** Whether a rule that names {@code text} means it. */
  boolean called(String text) {
    return text.equals(name) || text.equals("#" + id);
  }

  /** How much of {@code other} one of this is, to a millionth. */
  BigDecimal in(UnitOfMeasure other) {
    BigDecimal amount =
        inReference
            ? factor.divide(other.factor, MathContext.DECIMAL64)
            : other.factor.divide(factor, MathContext.DECIMAL64);
    return amount.setScale(DIGITS, RoundingMode.HALF_UP).stripTrailingZeros();
  }
}
