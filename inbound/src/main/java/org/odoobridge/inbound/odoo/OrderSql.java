package org.odoobridge.inbound.odoo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.ExternalRef;

/** Reads {@link OdooOrder}s by our references. */
final class OrderSql {
  private static final String ORDERS =
      """
      SELECT d.name, o.id, o.name, o.state, o.date_order, o.partner_id, o.partner_invoice_id,
             o.partner_shipping_id, coalesce(o.amount_untaxed, 0), coalesce(o.amount_tax, 0),
             coalesce(o.amount_total, 0),
             EXISTS (SELECT 1 FROM stock_picking k WHERE k.sale_id = o.id AND k.state = 'done'),
             %s,
             coalesce(o.date_order >= o.create_date - interval '5 s', true)
               AND coalesce(o.date_order <= (SELECT min(k.create_date) FROM stock_picking k
                              WHERE k.sale_id = o.id) + interval '15 min', true)
        FROM ir_model_data d JOIN sale_order o ON o.id = d.res_id
       WHERE d.module = ? AND d.name = ANY(?) AND d.model = 'sale.order'
      """;
  private static final String LINES =
      """
      SELECT l.order_id, l.id,
             (SELECT d.name FROM ir_model_data d WHERE d.model = 'sale.order.line'
                 AND d.res_id = l.id AND d.module = ? LIMIT 1),
             coalesce(l.product_id, 0), coalesce(l.product_uom_qty, 0), coalesce(l.price_unit, 0),
             coalesce(l.discount, 0), coalesce(l.price_subtotal, 0),
             coalesce(l.price_tax, 0)::text, coalesce(l.qty_invoiced, 0),
             ARRAY(SELECT r.account_tax_id FROM account_tax_sale_order_line_rel r
                    WHERE r.sale_order_line_id = l.id)
        FROM sale_order_line l WHERE l.order_id = ANY(?) ORDER BY l.order_id, l.id
      """;

  private OrderSql() {}

  static Map<ExternalRef, OdooOrder> read(
      Connection connection, OdooDialect dialect, Collection<ExternalRef> refs)
      throws SQLException {
    // One snapshot: an order and its lines must be of the same commit.
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    Map<ExternalRef, OdooOrder> bare = new HashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(ORDERS.formatted(dialect.locked()))) {
      query.setString(1, ExternalRef.MODULE);
      query.setArray(
          2, connection.createArrayOf("text", refs.stream().map(ExternalRef::name).toArray()));
      ResultSet row = query.executeQuery();
      while (row.next()) {
        bare.put(new ExternalRef(row.getString(1)), order(row));
      }
    }
    Map<Integer, List<OdooOrder.Line>> lines =
        bare.isEmpty()
            ? Map.of()
            : lines(connection, bare.values().stream().map(OdooOrder::id).toList());
    Map<ExternalRef, OdooOrder> whole = new HashMap<>();
    bare.forEach(
        (ref, order) -> whole.put(ref, with(order, lines.getOrDefault(order.id(), List.of()))));
    return whole;
  }

  private static Map<Integer, List<OdooOrder.Line>> lines(
      Connection connection, List<Integer> orders) throws SQLException {
    Map<Integer, List<OdooOrder.Line>> lines = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(LINES)) {
      query.setString(1, ExternalRef.MODULE);
      query.setArray(2, connection.createArrayOf("int", orders.toArray()));
      ResultSet row = query.executeQuery();
      while (row.next()) {
        lines.computeIfAbsent(row.getInt(1), order -> new ArrayList<>()).add(line(row));
      }
    }
    return lines;
  }

  private static OdooOrder order(ResultSet row) throws SQLException {
    return new OdooOrder(
        row.getInt(2),
        row.getString(3),
        OdooOrder.State.of(row.getString(4)),
        utc(row.getObject(5, LocalDateTime.class)),
        row.getInt(6),
        row.getInt(7),
        row.getInt(8),
        row.getBigDecimal(9),
        row.getBigDecimal(10),
        row.getBigDecimal(11),
        List.of(),
        row.getBoolean(12),
        row.getBoolean(13),
        row.getBoolean(14));
  }

  private static OdooOrder.Line line(ResultSet row) throws SQLException {
    return new OdooOrder.Line(
        row.getInt(2),
        Optional.ofNullable(row.getString(3)),
        row.getInt(4),
        row.getBigDecimal(5),
        row.getBigDecimal(6),
        row.getBigDecimal(7),
        row.getBigDecimal(8),
        withoutFloatTail(row.getString(9)),
        row.getBigDecimal(10),
        ids((Integer[]) row.getArray(11).getArray()));
  }

  /** The column is a binary float: 27.080000000000002 is 27.08. */
  private static BigDecimal withoutFloatTail(String text) {
    return new BigDecimal(text).setScale(6, RoundingMode.HALF_UP);
  }

  private static Set<Integer> ids(Integer[] ids) {
    return Arrays.stream(ids).collect(Collectors.toUnmodifiableSet());
  }

  /** Odoo's timestamps have no zone and mean UTC. */
  private static Instant utc(@Nullable LocalDateTime timestamp) {
    return timestamp == null ? Instant.EPOCH : timestamp.toInstant(ZoneOffset.UTC);
  }

  private static OdooOrder with(OdooOrder order, List<OdooOrder.Line> lines) {
    return new OdooOrder(
        order.id(),
        order.name(),
        order.state(),
        order.date(),
        order.partner(),
        order.invoiceTo(),
        order.shipTo(),
        order.net(),
        order.tax(),
        order.gross(),
        lines,
        order.shipped(),
        order.locked(),
        order.datedByConfirming());
  }
}
