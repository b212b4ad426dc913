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
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.outbound.capture.Row;
import org.odoobridge.outbound.capture.RowChange;
import org.postgresql.PGStatement;
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

  /** Less than {@code deadlock_timeout}: whoever changes a table of Odoo's is never the victim. */
  private static final String LOCK_TIMEOUT = "set local lock_timeout = '500ms'";

  private final PgSession odoo;
  private final Kept kept;
  private final String publication;
  private volatile SourceShape last = SourceShape.UNKNOWN;
  private volatile String role = "";
  private final List<Supplier<TablePart>> parts;
  private final List<TableSpec> watched;

  /**
   * @param odoo Odoo's database, as a role that may read {@link SourceTables}
   * @param kept see {@link OdooTables}
   */
  public ProjectionLoader(PgSession odoo, Kept kept) {
    this(odoo, kept, "");
  }

  /** The stock alone. */
  public ProjectionLoader(PgSession odoo, Kept kept, String publication) {
    this(odoo, kept, publication, List.of());
  }

  /** The stock and prices, if there is a part for them. */
  public ProjectionLoader(
      PgSession odoo, Kept kept, String publication, List<Supplier<TablePart>> parts) {
    this(odoo, kept, publication, parts, !parts.isEmpty());
  }

  /**
   * @param publication that must name the tables before they are read, since what is committed
   *     later would be missed; empty when no stream follows
   * @param parts each makes one empty {@link TablePart} for every load
   * @param catalog whether a channel publishes its catalogue: then changes of what only that reads
   *     are looked for, too
   */
  public ProjectionLoader(
      PgSession odoo,
      Kept kept,
      String publication,
      List<Supplier<TablePart>> parts,
      boolean catalog) {
    this.odoo = odoo;
    this.kept = kept;
    this.publication = publication;
    this.parts = List.copyOf(parts);
    this.watched = SourceTables.all(catalog);
  }

  /**
   * @throws org.odoobridge.core.runtime.SqlFailure when the database is away or refuses
   * @throws IllegalStateException when a table or column the bridge needs is not there, or may not
   *     be read, or its changes are not published; says which, and the remedy
   */
  @Override
  public Loaded load(Collection<String> openReferences) {
    long began = System.nanoTime();
    OdooTables tables = new OdooTables(kept, parts.stream().map(Supplier::get).toList());
    SourceShape before = shape();
    Read read =
        odoo.inTransaction(
            connection -> {
              connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
              connection.setReadOnly(true);
              lock(connection, before);
              return read(connection, tables, openReferences);
            });
    last = read.shape();
    tables.touched().clear();
    String nonce = UUID.randomUUID().toString();
    emitGate(nonce);
    LOG.atInfo()
        .addKeyValue("durationMs", (System.nanoTime() - began) / 1_000_000)
        .addKeyValue("rows", tables.sizes())
        .log("projection loaded");
    return new Loaded(tables, nonce, read.asOf(), read.shape());
  }

  private record Read(Instant asOf, SourceShape shape) {}

  /** How the tables look now; read in a moment. */
  public SourceShape shape() {
    return odoo.read(connection -> SourceShape.read(connection, publication));
  }

  /**
   * What a person has to do so that everything can be read.
   *
   * @param loaded as the tables were loaded last
   * @param first as they were when the bridge began
   */
  public List<SchemaFinding> findings(SourceShape now, SourceShape loaded, SourceShape first) {
    Map<String, SchemaFinding> found =
        new TreeMap<>(now.obstacles(watched, loaded, publication, role));
    found.putAll(now.arrivals(watched, loaded, publication, role));
    found.putAll(now.losses(watched, first));
    return List.copyOf(found.values());
  }

  /** What is different in what is loaded or streamed, for a log; empty when nothing is. */
  public List<String> changes(SourceShape now, SourceShape then) {
    return now.changesSince(then, watched);
  }

  /** What is different in anything that products' documents are made of; empty when nothing is. */
  public List<String> documentChanges(SourceShape now, SourceShape then) {
    return Stream.concat(
            now.changesSince(then, watched).stream(),
            now.documentChangesSince(then, watched).stream())
        .toList();
  }

  /**
   * Before the snapshot is taken: to a snapshot that is older than a rewrite of a table
   * (PostgreSQL's ALTER TABLE is not MVCC-safe) the table would look empty.
   */
  private static void lock(Connection connection, SourceShape shape) throws SQLException {
    List<String> tables =
        SourceTables.all().stream()
            .filter(spec -> spec.isLoaded() && !shape.readable(spec).isEmpty())
            .map(spec -> "public." + spec.table())
            .toList();
    if (!tables.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(LOCK_TIMEOUT);
        statement.execute("lock table " + String.join(", ", tables) + " in access share mode");
      }
    }
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

  private Read read(Connection connection, OdooTables tables, Collection<String> references)
      throws SQLException {
    Instant asOf = now(connection);
    SourceShape shape = SourceShape.read(connection, publication);
    role = user(connection);
    Collection<SchemaFinding> obstacles =
        shape.obstacles(SourceTables.all(), last, publication, role).values();
    if (!obstacles.isEmpty()) {
      throw new IllegalStateException(
          obstacles.stream().map(SchemaFinding::text).collect(Collectors.joining(" | ")));
    }
    SourceShape loaded = shape.without(shape.arrivals(watched, last, publication, "").keySet());
    Map<String, Set<String>> existing = loaded.readable();
    Set<String> wanted = new HashSet<>();
    tables.parts().forEach(part -> wanted.addAll(part.tables()));
    refuseIncomplete(wanted, shape);
    for (TableSpec spec : SourceTables.needed(wanted)) {
      Set<String> columns = existing.get(spec.table());
      if (columns != null && spec.isLoaded() && tables.wants(spec.table())) {
        rows(connection, tables, spec.table(), spec.select(columns), List.of());
      }
    }
    if (tables.countsNothing()) {
      throw new IllegalStateException(
          "no product is storable although there is stock: neither product_template.is_storable nor"
              + " a product_template.type of 'product' says so; bring the column back (odoo -u"
              + " stock), or install a bridge that knows this Odoo");
    }
    if (kept.history() && !references.isEmpty() && existing.containsKey("sale_order_line")) {
      Set<String> columns = existing.getOrDefault("stock_move", Set.of());
      rows(connection, tables, "stock_move", FINISHED.formatted(moveColumns(columns)), references);
    }
    return new Read(asOf, loaded);
  }

  /** What parts need beyond the stock: readable where it exists, and followed by the stream. */
  private void refuseIncomplete(Set<String> wanted, SourceShape shape) {
    List<String> missing = new ArrayList<>();
    for (TableSpec spec : SourceTables.needed(wanted)) {
      SourceShape.Table table = shape.tables().get(spec.table());
      if (!wanted.contains(spec.table())) {
        continue; // the stock's own tables have been judged
      }
      if (table == null) {
        if (!spec.mayBeMissing()) {
          missing.add(spec.table());
        }
      } else {
        spec.missing(table.readable()).forEach(column -> missing.add(spec.table() + "." + column));
        if (!table.published()) {
          missing.add(spec.table() + " in publication " + publication);
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "prices need what Odoo's database lacks or the role may not read: "
              + String.join(", ", missing)
              + "; run odoo-bridge check --fix");
    }
  }

  private static final String FINISHED =
      """
      select %s from stock_move t join sale_order_line l on l.id = t.sale_line_id
        join ir_model_data d on d.module = 'odoo_bridge' and d.model = 'sale.order'
          and d.res_id = l.order_id
      where t.state in ('done', 'cancel') and d.name = any (?)\
      """;

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
      // A statement kept by the server would fail for ever once a column's type has changed.
      statement.unwrap(PGStatement.class).setPrepareThreshold(0);
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

  private static String user(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select current_user")) {
      row.next();
      return String.valueOf(row.getString(1));
    }
  }
}
