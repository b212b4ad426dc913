package org.odoobridge.testkit.odoo.contract;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a scenario left in the tables: lines of text without ids, times and generated names, so that
 * two databases compare. Rows are those of products whose SKU starts with the run's prefix.
 */
public final class OdooState {

  private static final String PRODUCTS =
      "(SELECT p.id, replace(p.default_code, ?, '') AS sku FROM product_product p WHERE p.default_code LIKE ? || '%') s";

  /** Table to query; each takes the prefix twice. */
  private static final Map<String, String> QUERIES = queries();

  private OdooState() {}

  /** Reads the state of a run. */
  public static List<String> read(Connection connection, String prefix) throws SQLException {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, String> query : QUERIES.entrySet()) {
      try (PreparedStatement statement = connection.prepareStatement(query.getValue())) {
        int markers = (int) query.getValue().chars().filter(c -> c == '?').count();
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

  private static Map<String, String> queries() {
    Map<String, String> queries = new LinkedHashMap<>();
    queries.put(
        "quant",
        """
        SELECT s.sku, l.complete_name AS at, o.name AS owner, round(q.quantity::numeric, 4)::float8 AS quantity,
               q.reserved_quantity AS reserved, q.company_id AS company, q.in_date IS NOT NULL AS dated
          FROM stock_quant q JOIN %s ON s.id = q.product_id JOIN stock_location l ON l.id = q.location_id
          LEFT JOIN res_partner o ON o.id = q.owner_id
         ORDER BY s.sku, q.id"""
            .formatted(PRODUCTS));
    queries.put(
        "move",
        """
        SELECT s.sku, f.complete_name AS src, t.complete_name AS dest, m.state, m.product_uom_qty::float8 AS qty,
               m.product_qty::float8 AS product_qty, m.procure_method AS method, y.sequence_code AS type,
               m.sale_line_id IS NOT NULL AS sold, m.origin_returned_move_id IS NOT NULL AS returned,
               m.to_refund AS refund, m.group_id IS NOT NULL AS grouped, m.picking_id IS NOT NULL AS picked,
               m.scrapped, m.company_id AS company,
               (SELECT count(*) FROM stock_move_move_rel r WHERE r.move_dest_id = m.id) AS origins
          FROM stock_move m JOIN %s ON s.id = m.product_id JOIN stock_location f ON f.id = m.location_id
          JOIN stock_location t ON t.id = m.location_dest_id LEFT JOIN stock_picking_type y ON y.id = m.picking_type_id
         ORDER BY s.sku, m.id"""
            .formatted(PRODUCTS));
    queries.put(
        "line",
        """
        SELECT s.sku, f.complete_name AS src, t.complete_name AS dest, l.state, l.product_uom_qty::float8 AS reserved,
               l.product_qty::float8 AS product_qty, l.qty_done::float8 AS done, l.owner_id IS NOT NULL AS owned,
               l.picking_id IS NOT NULL AS picked
          FROM stock_move_line l JOIN %s ON s.id = l.product_id JOIN stock_location f ON f.id = l.location_id
          JOIN stock_location t ON t.id = l.location_dest_id
         ORDER BY s.sku, l.id"""
            .formatted(PRODUCTS));
    queries.put(
        "transfer",
        """
        SELECT y.sequence_code AS type, f.complete_name AS src, t.complete_name AS dest, p.state, p.move_type,
               p.backorder_id IS NOT NULL AS backorder, p.sale_id IS NOT NULL AS sold, p.group_id IS NOT NULL AS grouped,
               p.date_done IS NOT NULL AS dated, p.immediate_transfer AS immediate, p.priority, p.pos_session_id IS NOT NULL AS till,
               regexp_replace(p.origin, '(S|POS/|/)[0-9]+', '\\1#', 'g') AS origin
          FROM stock_picking p JOIN stock_picking_type y ON y.id = p.picking_type_id
          JOIN stock_location f ON f.id = p.location_id JOIN stock_location t ON t.id = p.location_dest_id
         WHERE EXISTS (SELECT FROM stock_move m JOIN %s ON s.id = m.product_id WHERE m.picking_id = p.id)
         ORDER BY p.id"""
            .formatted(PRODUCTS));
    queries.put(
        "order",
        """
        SELECT o.client_order_ref AS ref, o.state, o.amount_untaxed::float8 AS net, o.amount_tax::float8 AS tax,
               o.amount_total::float8 AS total, o.invoice_status AS invoice, o.effective_date IS NOT NULL AS shipped,
               o.procurement_group_id IS NOT NULL AS grouped, c.name AS customer, i.name AS invoiced, h.name AS shipped_to,
               o.picking_policy AS policy, o.note, w.code AS warehouse, o.team_id AS team, o.user_id AS seller,
               o.require_signature AS signed, o.require_payment AS paid
          FROM sale_order o JOIN res_partner c ON c.id = o.partner_id JOIN res_partner i ON i.id = o.partner_invoice_id
          JOIN res_partner h ON h.id = o.partner_shipping_id JOIN stock_warehouse w ON w.id = o.warehouse_id
         WHERE EXISTS (SELECT FROM sale_order_line l JOIN %s ON s.id = l.product_id WHERE l.order_id = o.id)
         ORDER BY o.id"""
            .formatted(PRODUCTS));
    queries.put(
        "sold",
        """
        SELECT s.sku, l.name, l.sequence AS seq, l.product_uom_qty::float8 AS qty, l.price_unit::float8 AS price, l.discount::float8 AS discount,
               l.price_subtotal::float8 AS net, l.price_tax::float8 AS tax, l.price_total::float8 AS total,
               l.price_reduce::float8 AS reduced, l.price_reduce_taxinc::float8 AS reduced_gross, l.price_reduce_taxexcl::float8 AS reduced_net,
               l.qty_delivered::float8 AS delivered, l.qty_delivered_method AS method, l.qty_to_invoice::float8 AS open, l.state,
               l.invoice_status AS invoice, l.untaxed_amount_to_invoice::float8 AS open_net, l.product_uom AS uom,
               (SELECT string_agg(x.name, ',' ORDER BY x.id) FROM account_tax_sale_order_line_rel r JOIN account_tax x ON x.id = r.account_tax_id
                 WHERE r.sale_order_line_id = l.id) AS taxes
          FROM sale_order_line l JOIN %s ON s.id = l.product_id ORDER BY l.order_id, l.id"""
            .formatted(PRODUCTS));
    queries.put(
        "till",
        """
        SELECT s.sku, o.state, regexp_replace(o.pos_reference, '[0-9]', '#', 'g') AS ref, o.amount_total::float8 AS total, o.amount_tax::float8 AS tax, o.amount_paid::float8 AS paid,
               l.qty::float8 AS qty, l.price_unit::float8 AS price, z.state AS session, o.name LIKE 'Shop/%%' AS named
          FROM pos_order_line l JOIN %s ON s.id = l.product_id JOIN pos_order o ON o.id = l.order_id
          JOIN pos_session z ON z.id = o.session_id ORDER BY o.id, l.id"""
            .formatted(PRODUCTS));
    queries.put(
        "external",
        "SELECT d.module, d.name, d.model, d.noupdate FROM ir_model_data d WHERE d.name LIKE ? || '%' OR d.module LIKE ? || '%' ORDER BY d.model, d.name");
    queries.put(
        "product",
        """
        SELECT s.sku, t.type, t.list_price::float8 AS price, t.default_code IS NOT NULL AS coded, p.active, t.active AS template_active,
               p.combination_indices IS NOT NULL AS combined, t.tracking, t.invoice_policy AS policy, t.uom_id AS uom, t.sale_ok,
               (SELECT count(*) FROM product_taxes_rel r WHERE r.prod_id = t.id) AS taxes,
               (SELECT count(*) FROM product_variant_combination c WHERE c.product_product_id = p.id) AS combination
          FROM product_product p JOIN %s ON s.id = p.id JOIN product_template t ON t.id = p.product_tmpl_id ORDER BY s.sku"""
            .formatted(PRODUCTS));
    return queries;
  }
}
