package org.odoobridge.testkit.odoo.business;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.odoobridge.testkit.odoo.orm.Decimals;
import org.odoobridge.testkit.odoo.orm.Env;

/** Conversion between units of measure of one category. */
final class Uoms {

  private Uoms() {}

  /** The quantity in the other unit, rounded half up to that unit's rounding. */
  static BigDecimal convert(Env env, BigDecimal quantity, int from, int to) {
    if (from == to || from == 0 || to == 0) {
      return quantity;
    }
    return Decimals.roundTo(unrounded(env, quantity, from, to), step(env, to));
  }

  /** The same, never more than exact: for reservations. */
  static BigDecimal convertDown(Env env, BigDecimal quantity, int from, int to) {
    if (from == to) {
      return quantity;
    }
    BigDecimal step = step(env, to);
    return unrounded(env, quantity, from, to).divide(step, 0, RoundingMode.DOWN).multiply(step);
  }

  /** A unit's own rounding; from 19 on the precision of all units. */
  private static BigDecimal step(Env env, int uom) {
    if (env.release().uomCategories()) {
      return env.get("uom_uom", uom).dec("rounding");
    }
    int digits =
        env.row("SELECT digits FROM decimal_precision WHERE name LIKE 'Product Unit%' LIMIT 1")
            .map(row -> row.ref("digits"))
            .orElse(2);
    return BigDecimal.ONE.movePointLeft(digits);
  }

  /** Up to 18 a factor says how many make one reference unit, from 19 on how many it holds. */
  private static BigDecimal unrounded(Env env, BigDecimal quantity, int from, int to) {
    boolean holds = !env.release().uomCategories();
    BigDecimal own = env.get("uom_uom", from).dec("factor");
    BigDecimal other = env.get("uom_uom", to).dec("factor");
    return quantity
        .multiply(holds ? own : other)
        .divide(holds ? other : own, MathContext.DECIMAL64)
        .round(new MathContext(12));
  }
}
