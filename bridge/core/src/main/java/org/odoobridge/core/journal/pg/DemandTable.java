package org.odoobridge.core.journal.pg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.model.Sku;

/** SQL of {@code order_demand}; every method works in the caller's transaction. */
final class DemandTable {
  private static final String COLUMNS = "channel, order_id, version, holds_stock, lines, rev";
  private static final ObjectMapper JSON = new ObjectMapper();

  private DemandTable() {}

  /**
   * Locks the rows of {@code keys}, in one order on all nodes so that two batches never wait for
   * each other in a circle, and returns those that exist. A key without a row is locked by an empty
   * one, rev 0.
   */
  static Map<OrderKey, DemandRow> lock(Connection connection, Collection<OrderKey> keys)
      throws SQLException {
    List<OrderKey> sorted = sorted(keys);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into order_demand (channel, order_id, version, holds_stock, settled_at)"
                + " select k.channel, k.order_id, 0, false, now()"
                + " from unnest(?::text[], ?::text[]) as k(channel, order_id)"
                + " on conflict do nothing")) {
      bindKeys(connection, insert, 1, sorted);
      insert.executeUpdate();
    }
    return lockExisting(connection, sorted);
  }

  /** Locks and returns the rows that exist. */
  static Map<OrderKey, DemandRow> lockExisting(Connection connection, Collection<OrderKey> keys)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + COLUMNS
                + " from order_demand where (channel, order_id) in"
                + " (select * from unnest(?::text[], ?::text[]))"
                + " order by channel, order_id for update")) {
      bindKeys(connection, select, 1, sorted(keys));
      Map<OrderKey, DemandRow> rows = new HashMap<>();
      read(select).forEach(row -> rows.put(row.key(), row));
      return rows;
    }
  }

  /** Stores rows as the new state of their orders; they count as unsettled again. */
  static void store(Connection connection, List<DemandRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update order_demand d set version = n.version, holds_stock = n.holds,"
                + " lines = n.lines::jsonb, rev = n.rev, changed_xid = pg_current_xact_id(),"
                + " settled_at = null"
                + " from unnest(?::text[], ?::text[], ?::bigint[], ?::boolean[], ?::text[],"
                + " ?::bigint[]) as n(channel, order_id, version, holds, lines, rev)"
                + " where d.channel = n.channel and d.order_id = n.order_id")) {
      int next = bindKeys(connection, update, 1, rows.stream().map(DemandRow::key).toList());
      bind(connection, update, next, "bigint", rows, DemandRow::version);
      bind(connection, update, next + 1, "boolean", rows, DemandRow::holdsStock);
      bind(connection, update, next + 2, "text", rows, row -> linesToJson(row.lines()));
      bind(connection, update, next + 3, "bigint", rows, DemandRow::rev);
      if (update.executeUpdate() != rows.size()) {
        throw new IllegalStateException("a locked demand row has vanished");
      }
    }
  }

  /** All orders that hold stock and are not settled. */
  static List<DemandRow> open(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + COLUMNS + " from order_demand where settled_at is null and holds_stock")) {
      return read(select);
    }
  }

  /** The oldest transaction still running: a change not visible yet is at or after it. */
  static String oldestRunning(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select pg_snapshot_xmin(pg_current_snapshot())::text");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  /** Unsettled orders changed by transaction {@code xid} or a later one. */
  static List<DemandRow> changedSince(Connection connection, String xid) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + COLUMNS
                + " from order_demand where changed_xid >= ?::xid8 and settled_at is null")) {
      select.setString(1, xid);
      return read(select);
    }
  }

  static List<DemandRow> find(Connection connection, Collection<OrderKey> keys)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + COLUMNS
                + " from order_demand where (channel, order_id) in"
                + " (select * from unnest(?::text[], ?::text[]))")) {
      bindKeys(connection, select, 1, sorted(keys));
      return read(select);
    }
  }

  static void settle(Connection connection, List<OrderKey> keys) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update order_demand set settled_at = now() where settled_at is null"
                + " and (channel, order_id) in (select * from unnest(?::text[], ?::text[]))")) {
      bindKeys(connection, update, 1, sorted(keys));
      update.executeUpdate();
    }
  }

  static <T, V extends @Nullable Object> void bind(
      Connection connection,
      PreparedStatement statement,
      int index,
      String type,
      List<T> rows,
      Function<T, V> column)
      throws SQLException {
    statement.setArray(
        index, connection.createArrayOf(type, rows.stream().map(column).toArray(Object[]::new)));
  }

  static <T> void bindBytes(
      Connection connection,
      PreparedStatement statement,
      int index,
      List<T> rows,
      Function<T, byte[]> column)
      throws SQLException {
    // The driver takes bytea arrays as byte[][] only.
    statement.setArray(
        index, connection.createArrayOf("bytea", rows.stream().map(column).toArray(byte[][]::new)));
  }

  private static int bindKeys(
      Connection connection, PreparedStatement statement, int index, List<OrderKey> keys)
      throws SQLException {
    bind(connection, statement, index, "text", keys, key -> key.channel().value());
    bind(connection, statement, index + 1, "text", keys, OrderKey::orderId);
    return index + 2;
  }

  private static List<OrderKey> sorted(Collection<OrderKey> keys) {
    return keys.stream()
        .distinct()
        .sorted(
            Comparator.comparing((OrderKey key) -> key.channel()).thenComparing(OrderKey::orderId))
        .toList();
  }

  private static List<DemandRow> read(PreparedStatement select) throws SQLException {
    List<DemandRow> rows = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        rows.add(
            new DemandRow(
                new OrderKey(new ChannelId(row.getString(1)), row.getString(2)),
                row.getLong(3),
                row.getBoolean(4),
                linesFromJson(row.getString(5)),
                row.getLong(6)));
      }
    }
    return rows;
  }

  private static String linesToJson(List<OrderDemand.Line> lines) {
    ArrayNode array = JSON.createArrayNode();
    for (OrderDemand.Line line : lines) {
      array
          .addObject()
          .put("sku", line.sku().value())
          .put("quantity", line.quantity().toPlainString());
    }
    return array.toString();
  }

  private static List<OrderDemand.Line> linesFromJson(String json) {
    try {
      List<OrderDemand.Line> lines = new ArrayList<>();
      for (JsonNode line : JSON.readTree(json)) {
        lines.add(
            new OrderDemand.Line(
                new Sku(line.path("sku").asText()),
                new BigDecimal(line.path("quantity").asText())));
      }
      return lines;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("order_demand.lines is not what we wrote", e);
    }
  }
}
