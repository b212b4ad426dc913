package org.odoobridge.testkit.odoo.person;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Splits a quant as Odoo does when another transaction holds it: one location then has two of the
 * product, together what the one was. {@link OdooPerson#runScheduler} merges them again.
 */
public final class QuantSplit {

  private QuantSplit() {}

  /** Moves a part of the unreserved quantity to a second quant, in one transaction. */
  public static void split(Connection odoo, int quant, double part) throws SQLException {
    String sql =
        """
        WITH taken AS (
          UPDATE stock_quant SET quantity = quantity - ? WHERE id = ? AND quantity - reserved_quantity >= ?
          RETURNING product_id, company_id, location_id, owner_id, in_date, create_uid, create_date, write_uid, write_date)
        INSERT INTO stock_quant (product_id, company_id, location_id, owner_id, quantity, reserved_quantity,
                                 in_date, create_uid, create_date, write_uid, write_date)
        SELECT product_id, company_id, location_id, owner_id, ?, 0, in_date, create_uid, create_date, write_uid, write_date
          FROM taken""";
    try (PreparedStatement statement = odoo.prepareStatement(sql)) {
      statement.setDouble(1, part);
      statement.setInt(2, quant);
      statement.setDouble(3, part);
      statement.setDouble(4, part);
      if (statement.executeUpdate() != 1) {
        throw new IllegalArgumentException("quant " + quant + " has not " + part + " free");
      }
    }
  }
}
