package org.odoobridge.outbound.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.Lsn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the slot each second on a connection of its own, and writes heartbeats into the WAL
 * while this node leads: a heartbeat that does not come back means that the stream stalls.
 */
final class SlotWatch implements Runnable {
  /** Prefix of the heartbeat's logical message. */
  static final String HEARTBEAT_PREFIX = "odoo_bridge.heartbeat";

  private static final Logger LOG = LoggerFactory.getLogger(SlotWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final int MAX_SAMPLES = 3_600;

  /** A module installed in Odoo brings new tables: looked at every so many looks. */
  private static final int PUBLICATION_EVERY = 60;

  private final CaptureConfig config;
  private final Publication publication;
  private final SourceConnections connections;
  private final BooleanSupplier leading;
  private final Supplier<Lsn> handed;
  private final CountDownLatch stop;
  private final Deque<Sample> unconfirmed = new ArrayDeque<>();
  private long lastHeartbeat;
  private volatile long lagBytes;
  private volatile double lagSeconds;
  private volatile String problem = "";
  private volatile String publicationProblem = "";
  private volatile @Nullable Sample awaited;

  private record Sample(Lsn lsn, long nanos) {
    Duration age() {
      return Duration.ofNanos(System.nanoTime() - nanos);
    }
  }

  /**
   * @param handed newest LSN that the stream has handed on
   * @param stop ends {@link #run}
   */
  SlotWatch(
      CaptureConfig config,
      Publication publication,
      SourceConnections connections,
      BooleanSupplier leading,
      Supplier<Lsn> handed,
      CountDownLatch stop) {
    this.config = config;
    this.publication = publication;
    this.connections = connections;
    this.leading = leading;
    this.handed = handed;
    this.stop = stop;
    this.lastHeartbeat = System.nanoTime() - config.heartbeat().toNanos();
  }

  /** WAL that the slot keeps from being recycled for us, in bytes. */
  long lagBytes() {
    return lagBytes;
  }

  /** How long ago the oldest WAL was written that the slot has not confirmed. */
  double lagSeconds() {
    return lagSeconds;
  }

  /** Why the slot cannot be looked at; empty when it can. */
  String problem() {
    return problem;
  }

  /** Why changes may be missed although the stream runs; empty when they are not. */
  String publicationProblem() {
    return publicationProblem;
  }

  /** How long a heartbeat has not come back; zero when none is awaited. */
  Duration stalledFor() {
    Sample sample = awaited;
    return sample == null ? Duration.ZERO : sample.age();
  }

  @Override
  public void run() {
    try {
      while (stop.getCount() > 0) {
        watch();
        stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void watch() throws InterruptedException {
    try (Connection connection = connections.open("watch")) {
      long looks = 0;
      do {
        look(connection);
        if (looks++ % PUBLICATION_EVERY == 0) {
          publicationProblem = publication.problem(connection);
        }
        problem = "";
      } while (!stop.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (SQLException e) {
      if (problem.isEmpty()) {
        LOG.atWarn()
            .addKeyValue("slot", config.slot())
            .addKeyValue("problem", e.getMessage())
            .log("cannot look at the slot");
      }
      problem = String.valueOf(e.getMessage());
    }
  }

  private void look(Connection connection) throws SQLException {
    if (leading.getAsBoolean()) {
      heartbeat(connection);
    } else {
      awaited = null;
    }
    sample(connection);
  }

  private void heartbeat(Connection connection) throws SQLException {
    Sample sample = awaited;
    if (sample != null && sample.lsn().isAtOrBefore(handed.get())) {
      awaited = null;
    }
    long now = System.nanoTime();
    if (now - lastHeartbeat >= config.heartbeat().toNanos()) {
      lastHeartbeat = now;
      Lsn lsn = emit(connection, HEARTBEAT_PREFIX, "");
      if (awaited == null) {
        awaited = new Sample(lsn, now);
      }
    }
  }

  /** Commits a logical message; its transaction's commit LSN is above the LSN returned. */
  static Lsn emit(Connection connection, String prefix, String content) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_logical_emit_message(true, ?, ?)::text")) {
      statement.setString(1, prefix);
      statement.setString(2, content);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("pg_logical_emit_message gave no row");
        }
        return Lsn.parse(row.getString(1));
      }
    }
  }

  private void sample(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select pg_current_wal_lsn()::text, confirmed_flush_lsn::text"
                + " from pg_replication_slots where slot_name = ?")) {
      statement.setString(1, config.slot());
      try (ResultSet row = statement.executeQuery()) {
        if (row.next() && row.getString(2) != null) {
          update(Lsn.parse(row.getString(1)), Lsn.parse(row.getString(2)));
        }
      }
    }
  }

  private void update(Lsn end, Lsn confirmed) {
    lagBytes = Math.max(0, end.value() - confirmed.value());
    while (!unconfirmed.isEmpty() && unconfirmed.getFirst().lsn().isAtOrBefore(confirmed)) {
      unconfirmed.removeFirst();
    }
    boolean grown = unconfirmed.isEmpty() || unconfirmed.getLast().lsn().compareTo(end) < 0;
    if (lagBytes > 0 && grown && unconfirmed.size() < MAX_SAMPLES) {
      unconfirmed.addLast(new Sample(end, System.nanoTime()));
    }
    lagSeconds =
        lagBytes == 0 || unconfirmed.isEmpty()
            ? 0
            : unconfirmed.getFirst().age().toMillis() / 1_000.0;
  }
}
