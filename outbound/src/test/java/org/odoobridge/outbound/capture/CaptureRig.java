package org.odoobridge.outbound.capture;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.JournalSchema;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.core.observability.HealthRegistry;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.postgres.PostgresOptions;

/**
 * A source database, a journal and a least-privileged reader (LOGIN, REPLICATION and SELECT on the
 * captured table, nothing else) on a real PostgreSQL.
 */
final class CaptureRig implements AutoCloseable {
  static final Duration STOP = Duration.ofSeconds(10);
  private static final String READER = "bridge_reader";
  private static final AtomicInteger COUNT = new AtomicInteger();

  final PostgresFixture postgres;
  final PgSession journal;
  final String slot;
  final String sourceDatabase;
  final String journalDatabase;
  private final boolean ownServer;
  private final List<CaptureEngine> engines = new ArrayList<>();

  /** On a server of its own, which is stopped on close. */
  CaptureRig(PostgresOptions options) {
    this(PostgresFixture.start(options), true);
  }

  /** In databases of its own on a server that others use too. */
  CaptureRig(PostgresFixture shared) {
    this(shared, false);
  }

  private CaptureRig(PostgresFixture postgres, boolean ownServer) {
    int number = COUNT.incrementAndGet();
    this.postgres = postgres;
    this.ownServer = ownServer;
    this.slot = "capture_" + number;
    this.sourceDatabase = "odoo_" + number;
    this.journalDatabase = "bridge_" + number;
    postgres.createDatabase(sourceDatabase, "postgres");
    postgres.createDatabase(journalDatabase, "postgres");
    if (text("postgres", "select rolname from pg_roles where rolname = 'bridge_reader'")
        .isEmpty()) {
      postgres.createRole(READER, "secret", "LOGIN REPLICATION");
    }
    execute(
        """
        create table quant (id serial primary key, product integer not null, quantity numeric,
          weight double precision, note text, attributes jsonb, counted date, write_date timestamp,
          seen timestamptz, active boolean, tags text[]);
        create table other (id serial primary key, name text);
        grant select on quant to bridge_reader;
        create publication odoo_bridge for table quant, other;
        """);
    journal =
        PgSession.open(
            new PgUrl(url("postgres", journalDatabase), Secret.of("postgres")),
            "bridge test journal",
            4);
    JournalSchema.migrate(journal);
  }

  CaptureConfig config() {
    return new CaptureConfig(
        slot,
        "odoo_bridge",
        ByteSize.parse("512MiB"),
        Duration.ofMillis(500),
        Duration.ofSeconds(5),
        Duration.ofMillis(50));
  }

  CaptureSource source(String node) {
    return new CaptureSource(
        new PgUrl(url(READER, sourceDatabase), Secret.of("secret")), Set.of("quant"), node);
  }

  /** An engine whose transactions and calls are kept in {@code recorder}; closed with the rig. */
  CaptureEngine engine(String node, Recorder recorder) {
    return engine(node, recorder, recorder, new SimpleMeterRegistry());
  }

  CaptureEngine engine(
      String node, CaptureListener listener, TransactionHandler handler, MeterRegistry meters) {
    return kept(
        new CaptureEngine(
            config(), source(node), journal, listener, handler, new HealthRegistry(), meters));
  }

  CaptureEngine engine(CaptureSource source, Recorder recorder) {
    return kept(
        new CaptureEngine(
            config(),
            source,
            journal,
            recorder,
            recorder,
            new HealthRegistry(),
            new SimpleMeterRegistry()));
  }

  private CaptureEngine kept(CaptureEngine engine) {
    engines.add(engine);
    return engine;
  }

  void execute(String sql) {
    postgres.execute(sourceDatabase, sql);
  }

  void executeInJournal(String sql) {
    postgres.execute(journalDatabase, sql);
  }

  Lsn confirmed() {
    return lsn(
        "select confirmed_flush_lsn from pg_replication_slots where slot_name='" + slot + "'");
  }

  Lsn lsn(String sql) {
    return Lsn.parse(text(sql));
  }

  /** First column of the first row from the source database; empty when there is none. */
  String text(String sql) {
    return text(sourceDatabase, sql);
  }

  String text(String database, String sql) {
    try (Connection connection = postgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  Optional<CapturePosition> position() {
    return journal.read(new PgPositionStore(slot)::load);
  }

  private boolean slotIs(String condition) {
    return !text("select 1 from pg_replication_slots where slot_name = '"
            + slot
            + "' and "
            + condition)
        .isEmpty();
  }

  private String url(String user, String database) {
    return "postgresql://" + user + "@" + postgres.host() + ":" + postgres.port() + "/" + database;
  }

  @Override
  public void close() {
    engines.forEach(engine -> engine.stop(STOP));
    journal.close();
    if (ownServer) {
      postgres.close();
    } else {
      // The server notices a closed stream a moment later.
      await().until(() -> !slotIs("active"));
      if (slotIs("not active")) {
        execute("select pg_drop_replication_slot('" + slot + "')");
      }
    }
  }

  /** Keeps what it is told. */
  static final class Recorder implements CaptureListener, TransactionHandler {
    final List<WalTransaction> transactions = new CopyOnWriteArrayList<>();
    final List<Long> epochs = new CopyOnWriteArrayList<>();
    final List<String> gaps = new CopyOnWriteArrayList<>();

    @Override
    public void onLead(long epoch) {
      epochs.add(epoch);
    }

    @Override
    public void onGap(String reason) {
      gaps.add(reason);
    }

    @Override
    public void onTransaction(WalTransaction transaction) {
      transactions.add(transaction);
    }

    /** Row changes of all transactions, in order. */
    List<RowChange> changes() {
      return transactions.stream().flatMap(tx -> tx.changes().stream()).toList();
    }

    /** Transactions with rows, that is without heartbeats. */
    List<WalTransaction> withRows() {
      return transactions.stream().filter(tx -> !tx.changes().isEmpty()).toList();
    }

    List<String> messages(String prefix) {
      return transactions.stream()
          .flatMap(tx -> tx.messages().stream())
          .filter(message -> message.prefix().equals(prefix))
          .map(WalTransaction.Message::content)
          .toList();
    }
  }
}
