package org.odoobridge.outbound.projection;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Quantities as whole millionths of the product's unit in a {@code long}. Odoo stores quantities as
 * double precision or numeric; in this form sums are exact, so that neither the order of rows nor a
 * replay can change a result, and 0.1 + 0.2 is 0.3. Largest: 9.2 × 10¹² units.
 */
public final class Millionths {
  public static final long UNIT = 1_000_000;

  private Millionths() {}

  /** From a column value as {@code Row} holds it; finer than a millionth is rounded half up. */
  public static long of(Number value) {
    return switch (value) {
      case Integer i -> i * UNIT;
      case Long l -> Math.multiplyExact(l, UNIT);
      case BigDecimal d -> of(d);
      default -> of(new BigDecimal(value.toString()));
    };
  }

  public static long of(BigDecimal value) {
    return value.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  public static BigDecimal decimal(long millionths) {
    BigDecimal value = BigDecimal.valueOf(millionths, 6).stripTrailingZeros();
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  /**
   * Whole units that {@code millionths} make, rounded down after snapping to the unit's own
   * rounding, as Odoo would show it: 2.9999999 of a unit rounded to 0.01 is 3.
   *
   * @param rounding the unit's smallest step; 0 when unknown
   */
  public static long floorUnits(long millionths, long rounding) {
    long snapped =
        rounding <= 1
            ? millionths
            : Math.multiplyExact(Math.floorDiv(millionths + rounding / 2, rounding), rounding);
    return Math.floorDiv(snapped, UNIT);
  }
}
