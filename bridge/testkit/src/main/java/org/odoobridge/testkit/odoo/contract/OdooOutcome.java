package org.odoobridge.testkit.odoo.contract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/**
 * What a scenario came to, in words that every release shares: what lies where, what is promised,
 * which moves, transfers and orders are in which state. Lines without ids, times and generated
 * names, of the products whose SKU starts with the run's prefix.
 */
public final class OdooOutcome {

  private static final String PRODUCTS =
      "(SELECT p.id, replace(p.default_code, ?, '') AS sku FROM product_product p WHERE p.default_code LIKE ? || '%') s";

  private OdooOutcome() {}

  /** Reads the outcome of a run; counterparts outside the warehouse go by their usage. */
  public static List<String> read(Connection connection, String prefix, OdooRelease release)
      throws SQLException {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, String> query : queries(release).entrySet()) {
      String sql = query.getValue().replace("PRODUCTS", PRODUCTS);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        int markers = (int) sql.chars().filter(c -> c == '?').count();
        for (int i = 1; i <= markers; i++) {
          statement.setString(i, prefix);
        }
        try (ResultSet rows = statement.executeQuery()) {
          int columns = rows.getMetaData().getColumnCount();
          while (rows.next()) {
            StringBuilder line = new StringBuilder(query.getKey());
            for (int i = 1; i <= columns; i++) {
              line.append(' ')
                  .append(rows.getMetaData().getColumnLabel(i))
                  .append('=')
                  .append(rows.getString(i));
            }
            lines.add(
                line.toString()
                    .replace(prefix, "")
                    .replaceAll("\\bW[0-9a-z]{4}\\b", "W#")
                    .replace("\n", "\\n"));
          }
        }
      }
    }
    return List.copyOf(lines);
  }

  private static String place(String location) {
    return "CASE WHEN %1$s.usage IN ('internal', 'transit') THEN %1$s.complete_name ELSE %1$s.usage END"
        .formatted(location);
  }

  private static Map<String, String> queries(OdooRelease release) {
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put(
        "quant",
        """
        SELECT s.sku, %s AS at, o.name AS owner, sum(q.quantity)::float8 AS quantity,
               sum(q.reserved_quantity)::float8 AS reserved
          FROM stock_quant q JOIN PRODUCTS ON s.id = q.product_id JOIN stock_location l ON l.id = q.location_id
          LEFT JOIN res_partner o ON o.id = q.owner_id
         GROUP BY 1, 2, 3 ORDER BY 1, min(q.id)"""
            .formatted(place("l")));
    queries.put(
        "move",
        """
        SELECT s.sku, %s AS src, %s AS dest, m.state, (%s)::float8 AS qty, y.sequence_code AS type,
               m.sale_line_id IS NOT NULL AS sold, m.origin_returned_move_id IS NOT NULL AS returned
          FROM stock_move m JOIN PRODUCTS ON s.id = m.product_id JOIN stock_location f ON f.id = m.location_id
          JOIN stock_location t ON t.id = m.location_dest_id LEFT JOIN stock_picking_type y ON y.id = m.picking_type_id
         ORDER BY s.sku, m.id"""
            .formatted(
                place("f"),
                place("t"),
                release.quantityPicked()
                    ? "CASE m.state WHEN 'done' THEN m.quantity ELSE m.product_uom_qty END"
                    : "m.product_uom_qty"));
    queries.put(
        "transfer",
        """
        SELECT y.sequence_code AS type, %s AS src, %s AS dest, p.state,
               p.backorder_id IS NOT NULL AS backorder, p.sale_id IS NOT NULL AS sold
          FROM stock_picking p JOIN stock_picking_type y ON y.id = p.picking_type_id
          JOIN stock_location f ON f.id = p.location_id JOIN stock_location t ON t.id = p.location_dest_id
         WHERE EXISTS (SELECT FROM stock_move m JOIN PRODUCTS ON s.id = m.product_id WHERE m.picking_id = p.id)
         ORDER BY p.id"""
            .formatted(place("f"), place("t")));
    queries.put(
        "order",
        """
        SELECT o.client_order_ref AS ref, o.state, o.amount_untaxed::float8 AS net, o.amount_tax::float8 AS tax,
               o.amount_total::float8 AS total, o.effective_date IS NOT NULL AS shipped
          FROM sale_order o
         WHERE EXISTS (SELECT FROM sale_order_line l JOIN PRODUCTS ON s.id = l.product_id WHERE l.order_id = o.id)
         ORDER BY o.id""");
    queries.put(
        "sold",
        """
        SELECT s.sku, l.product_uom_qty::float8 AS qty, l.price_unit::float8 AS price, l.discount::float8 AS discount,
               l.price_subtotal::float8 AS net, l.price_tax::float8 AS tax, l.qty_delivered::float8 AS delivered
          FROM sale_order_line l JOIN PRODUCTS ON s.id = l.product_id ORDER BY l.order_id, l.id""");
    queries.put(
        "till",
        """
        SELECT s.sku, o.state, o.amount_total::float8 AS total, l.qty::float8 AS qty, z.state AS session
          FROM pos_order_line l JOIN PRODUCTS ON s.id = l.product_id JOIN pos_order o ON o.id = l.order_id
          JOIN pos_session z ON z.id = o.session_id ORDER BY o.id, l.id""");
    queries.put(
        "product",
        """
        SELECT s.sku, p.active, t.list_price::float8 AS price
          FROM product_product p JOIN PRODUCTS ON s.id = p.id JOIN product_template t ON t.id = p.product_tmpl_id ORDER BY s.sku""");
    queries.put(
        "external",
        "SELECT d.module, d.name, d.model FROM ir_model_data d WHERE d.name LIKE ? || '%' OR d.module LIKE ? || '%' ORDER BY d.model, d.name");
    return queries;
  }
}
