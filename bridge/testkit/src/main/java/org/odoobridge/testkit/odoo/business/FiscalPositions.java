package org.odoobridge.testkit.odoo.business;

import java.util.Optional;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Row;

/** Which fiscal position an order gets by itself, from release 16 on. */
final class FiscalPositions {

  private FiscalPositions() {}

  /**
   * The customer's own, else the first applied automatically for the country shipped to; 0 = none.
   */
  static int of(Env env, int customer, Row shipped) {
    Optional<Integer> own = Properties.ofPartner(env, "property_account_position_id", customer);
    if (own.isPresent()) {
      return own.get();
    }
    return env.row(
            """
            SELECT id FROM account_fiscal_position
             WHERE active AND auto_apply AND NOT coalesce(vat_required, FALSE) AND country_id = ?
             ORDER BY sequence, id LIMIT 1""",
            shipped.ref("country_id"))
        .map(Row::id)
        .orElse(0);
  }
}
