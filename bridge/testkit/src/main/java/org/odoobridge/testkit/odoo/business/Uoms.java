package org.odoobridge.testkit.odoo.business;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.odoobridge.testkit.odoo.orm.Decimals;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Row;

/** Conversion between units of measure of one category. */
final class Uoms {

  private Uoms() {}

  /** The quantity in the other unit, rounded half up to that unit's rounding. */
  static BigDecimal convert(Env env, BigDecimal quantity, int from, int to) {
    if (from == to || from == 0 || to == 0) {
      return quantity;
    }
    Row target = env.get("uom_uom", to);
    return Decimals.roundTo(unrounded(env, quantity, from, to), target.dec("rounding"));
  }

  /** The same, never more than exact: for reservations. */
  static BigDecimal convertDown(Env env, BigDecimal quantity, int from, int to) {
    if (from == to) {
      return quantity;
    }
    BigDecimal step = env.get("uom_uom", to).dec("rounding");
    return unrounded(env, quantity, from, to).divide(step, 0, RoundingMode.DOWN).multiply(step);
  }

  private static BigDecimal unrounded(Env env, BigDecimal quantity, int from, int to) {
    return quantity
        .divide(env.get("uom_uom", from).dec("factor"), MathContext.DECIMAL64)
        .multiply(env.get("uom_uom", to).dec("factor"))
        .round(new MathContext(12));
  }
}
