package org.odoobridge.outbound.projection;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Quantities as whole millionths of the product's unit in a {@code long}. Odoo stores quantities as
 * double precision or numeric; in this form sums are exact, so that neither the order of rows nor a
 * replay can change a result, and 0.1 + 0.2 is 0.3. A quantity beyond 100,000 million units, surely
 * a slip of the pen, counts as that much: no sum of such can overflow, and no row stops the fold.
 */
public final class Millionths {
  public static final long UNIT = 1_000_000;

  private static final BigDecimal MOST = new BigDecimal("1e11");

  private Millionths() {}

  /**
   * From a column value as {@code Row} holds it; finer than a millionth is rounded half up, and
   * what is no number counts as zero.
   */
  public static long of(Number value) {
    return switch (value) {
      case Integer i -> i * UNIT;
      case BigDecimal d -> of(d);
      case Double d -> Double.isFinite(d) ? of(BigDecimal.valueOf(d)) : 0;
      default -> of(new BigDecimal(value.toString()));
    };
  }

  public static long of(BigDecimal value) {
    BigDecimal kept = value.min(MOST).max(MOST.negate());
    return kept.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  public static BigDecimal decimal(long millionths) {
    BigDecimal value = BigDecimal.valueOf(millionths, 6).stripTrailingZeros();
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  /**
   * Whole units that {@code millionths} make, rounded down after snapping to the unit's own
   * rounding, as Odoo would show it: 2.999999 of a unit rounded to 0.01 is 3. Snapping takes away
   * noise only, so a coarser unit snaps to 0.01 too: 0.6 is no unit that can be sold.
   *
   * @param rounding the unit's smallest step; 0 when unknown
   */
  public static long floorUnits(long millionths, long rounding) {
    return Math.floorDiv(snapped(millionths, rounding), UNIT);
  }

  /** The nearest multiple of a step of at most 0.01; see {@link #floorUnits}. */
  static long snapped(long millionths, long rounding) {
    long step = Math.min(rounding, UNIT / 100);
    return step <= 1
        ? millionths
        : Math.multiplyExact(Math.floorDiv(millionths + step / 2, step), step);
  }
}
