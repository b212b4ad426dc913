package org.odoobridge.outbound.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.outbound.capture.Row;
import org.odoobridge.outbound.capture.RowChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads Odoo's tables as of one moment, then commits a marker into the WAL. Rows that the slot
 * delivers before the marker may repeat what was read; those after it are news.
 */
public final class ProjectionLoader implements TableSource {
  /** Prefix of the logical message that opens the gate; its content is the nonce. */
  public static final String GATE_PREFIX = "odoo_bridge.gate";

  private static final Logger LOG = LoggerFactory.getLogger(ProjectionLoader.class);
  private static final int FETCH_SIZE = 5_000;
  private static final int PROGRESS_ROWS = 200_000;
  private final PgSession odoo;
  private final boolean keepHistory;

  /**
   * @param odoo Odoo's database, as a role that may read {@link SourceTables}
   * @param keepHistory see {@link OdooTables}
   */
  public ProjectionLoader(PgSession odoo, boolean keepHistory) {
    this.odoo = odoo;
    this.keepHistory = keepHistory;
  }

  /**
   * @throws org.odoobridge.core.runtime.SqlFailure when the database is away or refuses
   * @throws IllegalStateException when a table or column the bridge needs is not there
   */
  @Override
  public Loaded load(Collection<String> openReferences) {
    long began = System.nanoTime();
    OdooTables tables = new OdooTables(keepHistory);
    Instant asOf =
        odoo.inTransaction(
            connection -> {
              connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
              connection.setReadOnly(true);
              return read(connection, tables, openReferences);
            });
    tables.touched().clear();
    String nonce = UUID.randomUUID().toString();
    emitGate(nonce);
    LOG.atInfo()
        .addKeyValue("durationMs", (System.nanoTime() - began) / 1_000_000)
        .addKeyValue("rows", tables.sizes())
        .log("projection loaded");
    return new Loaded(tables, nonce, asOf);
  }

  /** Commits a gate message; used again when the slot was re-created after the last one. */
  public void emitGate(String nonce) {
    odoo.transact(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("select pg_logical_emit_message(true, ?, ?)")) {
            statement.setString(1, GATE_PREFIX);
            statement.setString(2, nonce);
            statement.execute();
          }
        });
  }

  private Instant read(Connection connection, OdooTables tables, Collection<String> references)
      throws SQLException {
    Instant asOf = now(connection);
    Map<String, Set<String>> existing = existingColumns(connection);
    List<String> missing = new ArrayList<>();
    for (TableSpec spec : SourceTables.all()) {
      Set<String> columns = existing.get(spec.table());
      if (columns != null) {
        spec.missing(columns).forEach(column -> missing.add(spec.table() + "." + column));
      } else if (!spec.mayBeMissing()) {
        missing.add(spec.table());
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "Odoo's database lacks (or the role may not see) " + String.join(", ", missing));
    }
    for (TableSpec spec : SourceTables.all()) {
      Set<String> columns = existing.get(spec.table());
      if (columns != null && spec.isLoaded()) {
        rows(connection, tables, spec.table(), spec.select(columns), List.of());
      }
    }
    if (keepHistory && !references.isEmpty() && existing.containsKey("sale_order_line")) {
      Set<String> columns = existing.getOrDefault("stock_move", Set.of());
      rows(connection, tables, "stock_move", FINISHED.formatted(moveColumns(columns)), references);
    }
    return asOf;
  }

  private static final String FINISHED =
      """
      select %s from stock_move t join sale_order_line l on l.id = t.sale_line_id
        join ir_model_data d on d.module = 'odoo_bridge' and d.model = 'sale.order'
          and d.res_id = l.order_id
      where t.state in ('done', 'cancel') and d.name = any (?)""";

  private static String moveColumns(Set<String> existing) {
    return "t." + String.join(", t.", SourceTables.of("stock_move").columns(existing));
  }

  private static void rows(
      Connection connection,
      OdooTables tables,
      String table,
      String sql,
      Collection<String> parameter)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH_SIZE);
      if (!parameter.isEmpty()) {
        statement.setArray(1, connection.createArrayOf("text", parameter.toArray()));
      }
      try (ResultSet rows = statement.executeQuery()) {
        ResultSetMetaData meta = rows.getMetaData();
        String[] names = new String[meta.getColumnCount()];
        boolean[] times = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
          names[i] = meta.getColumnName(i + 1);
          times[i] = meta.getColumnType(i + 1) == Types.TIMESTAMP;
        }
        long read = 0;
        while (rows.next()) {
          tables.apply(new RowChange.Inserted(table, row(rows, names, times)));
          if (++read % PROGRESS_ROWS == 0) {
            LOG.atInfo().addKeyValue("table", table).addKeyValue("rows", read).log("loading");
          }
        }
        LOG.atDebug().addKeyValue("table", table).addKeyValue("rows", read).log("table loaded");
      }
    }
  }

  private static Row row(ResultSet rows, String[] names, boolean[] times) throws SQLException {
    Map<String, @Nullable Object> values = new HashMap<>(names.length * 2);
    for (int i = 0; i < names.length; i++) {
      values.put(names[i], times[i] ? instant(rows, i + 1) : value(rows.getObject(i + 1)));
    }
    return new Row(values);
  }

  /** Odoo stores UTC without saying so. */
  private static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
    LocalDateTime time = rows.getObject(column, LocalDateTime.class);
    return time == null ? null : time.toInstant(ZoneOffset.UTC);
  }

  /** As {@link Row} promises: numbers, flags and text as they are, json as text. */
  private static @Nullable Object value(@Nullable Object column) {
    return switch (column) {
      case null -> null;
      case Number number -> number;
      case Boolean flag -> flag;
      default -> column.toString();
    };
  }

  private static Instant now(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select extract(epoch from now()) * 1000000")) {
      row.next();
      long micros = row.getLong(1);
      return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000);
    }
  }

  private static Map<String, Set<String>> existingColumns(Connection connection)
      throws SQLException {
    Map<String, Set<String>> existing = new HashMap<>();
    String sql =
        """
        select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.oid = any (select to_regclass(name) from unnest(?) name) and a.attnum > 0
          and not a.attisdropped and has_column_privilege(c.oid, a.attnum, 'SELECT')""";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(
          1, connection.createArrayOf("text", SourceTables.publicationTables().toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          existing
              .computeIfAbsent(rows.getString(1), table -> new HashSet<>())
              .add(rows.getString(2));
        }
      }
    }
    return existing;
  }
}
