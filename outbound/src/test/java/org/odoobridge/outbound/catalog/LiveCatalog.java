package org.odoobridge.outbound.catalog;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.JournalSchema;
import org.odoobridge.core.observability.HealthRegistry;
import org.odoobridge.core.odoo.OdooCatalogue;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.outbound.capture.CaptureConfig;
import org.odoobridge.outbound.capture.CaptureEngine;
import org.odoobridge.outbound.capture.CaptureListener;
import org.odoobridge.outbound.capture.CaptureSource;
import org.odoobridge.outbound.capture.Row;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.capture.WalTransaction;
import org.odoobridge.outbound.catalog.model.CatalogSink;
import org.odoobridge.outbound.catalog.touch.CatalogTouched;
import org.odoobridge.outbound.projection.SourceTables;
import org.odoobridge.outbound.projection.TableSpec;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** An Odoo whose changes are captured as a least-privileged role and folded into dirty marks. */
final class LiveCatalog implements AutoCloseable, CatalogSink {
  private static final String READER = "bridge_catalog_it";
  private static final String MARKER = "catalog.it";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final PgSession reader;
  private final String superuserUrl;
  private final PgSession journal;
  private final CaptureEngine capture;
  private final CatalogTouched touched = new CatalogTouched(this);
  private final Set<Integer> dirty = new TreeSet<>();
  private String everything = "";
  private volatile String seen = "";
  private volatile boolean leading;
  private int markers;

  LiveCatalog(PgUrl server, String superuserUrl, PostgresFixture journalServer)
      throws SQLException {
    this.superuserUrl = superuserUrl;
    Set<String> tables = grant();
    PgUrl source =
        new PgUrl(
            "postgresql://%s@%s:%d/%s"
                .formatted(READER, server.host(), server.port(), server.database()),
            Secret.of("secret"));
    reader = PgSession.open(source, "catalog-it", 2);
    journalServer.createDatabase("catalog_it", "postgres");
    journal =
        PgSession.open(
            new PgUrl(
                "postgresql://postgres@127.0.0.1:" + journalServer.port() + "/catalog_it",
                Secret.of("postgres")),
            "catalog-it-journal",
            3);
    JournalSchema.migrate(journal);
    capture =
        new CaptureEngine(
            new CaptureConfig(
                READER,
                READER,
                ByteSize.parse("512MiB"),
                Duration.ofMillis(500),
                Duration.ofSeconds(60),
                Duration.ofMillis(100)),
            new CaptureSource(source, tables, "it"),
            journal,
            new Leading(),
            this::fold,
            new HealthRegistry(),
            new SimpleMeterRegistry());
    capture.start();
    await().atMost(PATIENCE).until(() -> leading);
    Set<Integer> unused = dirtied(() -> {});
  }

  /** Something done in Odoo. */
  @FunctionalInterface
  interface Doing {
    void run() throws SQLException;
  }

  /** Templates marked by what is done, all of its transactions together. */
  Set<Integer> dirtied(Doing doing) throws SQLException {
    doing.run();
    String marker = "m" + ++markers;
    sql("select pg_logical_emit_message(true, '" + MARKER + "', '" + marker + "')");
    await().atMost(PATIENCE).until(() -> seen.equals(marker));
    synchronized (this) {
      Set<Integer> marked = new TreeSet<>(dirty);
      dirty.clear();
      return marked;
    }
  }

  /** Why all templates were marked since the last call; empty when they were not. */
  synchronized String takeEverything() {
    String reason = everything;
    everything = "";
    return reason;
  }

  @Override
  public synchronized void dirty(Set<Integer> templates) {
    dirty.addAll(templates);
  }

  @Override
  public synchronized void dirtyAll(String reason) {
    everything = reason;
  }

  private void fold(WalTransaction transaction) {
    transaction.changes().forEach(touched::apply);
    touched.transactionFolded();
    transaction.messages().stream()
        .filter(message -> message.prefix().equals(MARKER))
        .forEach(message -> seen = message.content());
  }

  private final class Leading implements CaptureListener {
    @Override
    public void onLead(long epoch) {
      reader.transact(LiveCatalog.this::load);
      touched.takeOver();
      leading = true;
    }

    @Override
    public void onGap(String reason) {
      throw new AssertionError("changes were missed: " + reason);
    }
  }

  private void load(Connection connection) throws SQLException {
    List<TableSpec> specs = SourceTables.all(true);
    OdooCatalogue catalogue =
        OdooCatalogue.read(connection, specs.stream().map(TableSpec::table).toList());
    for (TableSpec spec : specs) {
      if (catalogue.has(spec.table())
          && spec.isLoaded()
          && CatalogTouched.remembers(spec.table())) {
        load(connection, spec.table(), spec.select(catalogue.columnsOf(spec.table())));
      }
    }
  }

  private void load(Connection connection, String table, String select) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(select)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        Map<String, @Nullable Object> values = new HashMap<>();
        for (int i = 1; i <= columns; i++) {
          values.put(rows.getMetaData().getColumnName(i), rows.getObject(i));
        }
        touched.apply(new RowChange.Inserted(table, new Row(values)));
      }
    }
  }

  /** A publication and a role that may read what is needed and no more. */
  private Set<String> grant() throws SQLException {
    Set<String> existing = new HashSet<>();
    try (Connection connection = DriverManager.getConnection(superuserUrl)) {
      existing.addAll(
          OdooCatalogue.read(
                  connection, SourceTables.all(true).stream().map(TableSpec::table).toList())
              .tables());
    }
    sql(
        "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '"
            + READER
            + "'");
    sql("drop publication if exists " + READER);
    sql(
        "do $$ begin if not exists (select from pg_roles where rolname = '"
            + READER
            + "') then create role "
            + READER
            + " login replication password 'secret'; end if; end $$");
    for (String grant : SourceTables.grants(READER, existing, true)) {
      sql(grant);
    }
    List<String> tables = new ArrayList<>(SourceTables.publicationTables(true));
    tables.retainAll(existing);
    sql("create publication " + READER + " for table " + String.join(", ", tables));
    return new HashSet<>(tables);
  }

  void sql(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection(superuserUrl);
        Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  @Override
  public void close() throws SQLException {
    capture.stop(Duration.ofSeconds(20));
    reader.close();
    journal.close();
    sql("select pg_drop_replication_slot('" + READER + "')");
    sql("drop publication " + READER);
  }
}
