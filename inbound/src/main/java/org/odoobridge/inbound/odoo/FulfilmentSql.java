package org.odoobridge.inbound.odoo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.odoo.OdooCatalogue;

/** Reads {@link OdooFulfilment}s by our references, all of one snapshot. */
final class FulfilmentSql {
  private static final String ORDERS =
      """
      SELECT d.name, o.id, o.name, coalesce(o.company_id, 0), coalesce(o.warehouse_id, 0),
             coalesce(w.lot_stock_id, 0)
        FROM ir_model_data d JOIN sale_order o ON o.id = d.res_id
        LEFT JOIN stock_warehouse w ON w.id = o.warehouse_id
       WHERE d.module = ? AND d.name = ANY(?) AND d.model = 'sale.order'
      """;
  private static final String LINES =
      """
      SELECT l.order_id, l.id, (SELECT d.name FROM ir_model_data d WHERE d.model = 'sale.order.line'
                 AND d.res_id = l.id AND d.module = ? LIMIT 1),
             l.product_id, l.%s, coalesce(l.product_uom_qty, 0), coalesce(l.qty_delivered, 0),
             coalesce(l.qty_invoiced, 0), coalesce(l.qty_delivered_method, '') = 'stock_move',
             coalesce(t.invoice_policy, 'order') = 'delivery'
        FROM sale_order_line l JOIN product_product p ON p.id = l.product_id
        JOIN product_template t ON t.id = p.product_tmpl_id
       WHERE l.order_id = ANY(?) ORDER BY l.order_id, l.id
      """;
  private static final String MOVES =
      """
      SELECT k.sale_id, m.id, (SELECT d.name FROM ir_model_data d WHERE d.model = 'stock.move'
                 AND d.res_id = m.id AND d.module = ? LIMIT 1),
             coalesce(m.sale_line_id, 0), m.product_id, m.product_uom, coalesce(m.product_uom_qty, 0), m.state,
             k.id, m.location_id, m.location_dest_id, %s,
             coalesce(m.origin_returned_move_id, 0),
             coalesce((SELECT min(r.move_dest_id) FROM stock_move_move_rel r WHERE r.move_orig_id = m.id), 0),
             %s, coalesce(k.partner_id, 0), coalesce(y.return_picking_type_id, y.id)
        FROM stock_picking k JOIN stock_move m ON m.picking_id = k.id
        JOIN stock_picking_type y ON y.id = k.picking_type_id
        JOIN stock_location a ON a.id = m.location_dest_id %s
       WHERE k.sale_id = ANY(?) ORDER BY m.id
      """;
  private static final String INVOICES =
      """
      SELECT DISTINCT l.order_id, v.id, coalesce(v.name, ''), v.move_type, v.state, v.journal_id,
             coalesce(v.partner_id, 0), v.currency_id
        FROM sale_order_line l JOIN sale_order_line_invoice_rel r ON r.order_line_id = l.id
        JOIN account_move_line i ON i.id = r.invoice_line_id JOIN account_move v ON v.id = i.move_id
       WHERE l.order_id = ANY(?) ORDER BY v.id
      """;

  private FulfilmentSql() {}

  static Map<ExternalRef, OdooFulfilment> read(
      Connection connection, OdooCatalogue tables, Collection<ExternalRef> refs)
      throws SQLException {
    // One snapshot: lines, moves and invoices must be of the same commit.
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    Map<ExternalRef, OdooFulfilment> bare = orders(connection, refs);
    if (bare.isEmpty()) {
      return Map.of();
    }
    Array ids =
        connection.createArrayOf(
            "int", bare.values().stream().map(OdooFulfilment::order).toArray());
    Map<Integer, List<OdooFulfilment.Line>> lines = lines(connection, tables, ids);
    Map<Integer, List<OdooFulfilment.Move>> moves = moves(connection, tables, ids);
    Map<Integer, List<OdooFulfilment.Invoice>> invoices =
        tables.has("account_move", "move_type") ? invoices(connection, ids) : Map.of();
    Map<ExternalRef, OdooFulfilment> whole = new LinkedHashMap<>();
    bare.forEach(
        (ref, order) ->
            whole.put(
                ref,
                new OdooFulfilment(
                    order.order(),
                    order.name(),
                    order.company(),
                    order.warehouse(),
                    order.stock(),
                    lines.getOrDefault(order.order(), List.of()),
                    moves.getOrDefault(order.order(), List.of()),
                    invoices.getOrDefault(order.order(), List.of()))));
    return whole;
  }

  private static Map<ExternalRef, OdooFulfilment> orders(
      Connection connection, Collection<ExternalRef> refs) throws SQLException {
    Map<ExternalRef, OdooFulfilment> found = new LinkedHashMap<>();
    try (PreparedStatement query = connection.prepareStatement(ORDERS)) {
      query.setString(1, ExternalRef.MODULE);
      query.setArray(
          2, connection.createArrayOf("text", refs.stream().map(ExternalRef::name).toArray()));
      ResultSet row = query.executeQuery();
      while (row.next()) {
        found.put(
            new ExternalRef(row.getString(1)),
            new OdooFulfilment(
                row.getInt(2),
                row.getString(3),
                row.getInt(4),
                row.getInt(5),
                row.getInt(6),
                List.of(),
                List.of(),
                List.of()));
      }
    }
    return found;
  }

  private static Map<Integer, List<OdooFulfilment.Line>> lines(
      Connection connection, OdooCatalogue tables, Array orders) throws SQLException {
    String uom = tables.has("sale_order_line", "product_uom_id") ? "product_uom_id" : "product_uom";
    Map<Integer, List<OdooFulfilment.Line>> lines = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(LINES.formatted(uom))) {
      query.setString(1, ExternalRef.MODULE);
      query.setArray(2, orders);
      ResultSet row = query.executeQuery();
      while (row.next()) {
        lines
            .computeIfAbsent(row.getInt(1), order -> new ArrayList<>())
            .add(
                new OdooFulfilment.Line(
                    row.getInt(2),
                    Optional.ofNullable(row.getString(3)),
                    row.getInt(4),
                    row.getInt(5),
                    number(row, 6),
                    number(row, 7),
                    number(row, 8),
                    row.getBoolean(9),
                    row.getBoolean(10)));
      }
    }
    return lines;
  }

  private static Map<Integer, List<OdooFulfilment.Move>> moves(
      Connection connection, OdooCatalogue tables, Array orders) throws SQLException {
    boolean finalPlaces = tables.has("stock_move", "location_final_id");
    String group =
        tables.has("stock_move", "group_id")
            ? "coalesce(m.group_id, 0)"
            : "coalesce((SELECT min(g.reference_id) FROM stock_reference_move_rel g WHERE g.move_id = m.id), 0)";
    String sql =
        MOVES.formatted(
            finalPlaces
                ? "a.usage = 'customer' OR coalesce(f.usage, '') = 'customer'"
                : "a.usage = 'customer'",
            group,
            finalPlaces ? "LEFT JOIN stock_location f ON f.id = m.location_final_id" : "");
    Map<Integer, List<OdooFulfilment.Move>> moves = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, ExternalRef.MODULE);
      query.setArray(2, orders);
      ResultSet row = query.executeQuery();
      while (row.next()) {
        moves.computeIfAbsent(row.getInt(1), order -> new ArrayList<>()).add(move(row));
      }
    }
    return moves;
  }

  private static OdooFulfilment.Move move(ResultSet row) throws SQLException {
    return new OdooFulfilment.Move(
        row.getInt(2),
        Optional.ofNullable(row.getString(3)),
        row.getInt(4),
        row.getInt(5),
        row.getInt(6),
        number(row, 7),
        row.getString(8),
        row.getInt(9),
        row.getInt(10),
        row.getInt(11),
        row.getBoolean(12),
        row.getInt(13),
        row.getInt(14),
        row.getInt(15),
        row.getInt(16),
        row.getInt(17));
  }

  private static Map<Integer, List<OdooFulfilment.Invoice>> invoices(
      Connection connection, Array orders) throws SQLException {
    Map<Integer, List<OdooFulfilment.Invoice>> invoices = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(INVOICES)) {
      query.setArray(1, orders);
      ResultSet row = query.executeQuery();
      while (row.next()) {
        invoices
            .computeIfAbsent(row.getInt(1), order -> new ArrayList<>())
            .add(
                new OdooFulfilment.Invoice(
                    row.getInt(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getInt(6),
                    row.getInt(7),
                    row.getInt(8)));
      }
    }
    return invoices;
  }

  /** A quantity without the tail that a binary float may have. */
  private static BigDecimal number(ResultSet row, int column) throws SQLException {
    return row.getBigDecimal(column).setScale(6, RoundingMode.HALF_UP).stripTrailingZeros();
  }
}
