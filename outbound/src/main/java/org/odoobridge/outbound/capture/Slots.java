package org.odoobridge.outbound.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.odoobridge.core.model.Lsn;

/** What the bridge asks and does about its slot in the source database. */
public final class Slots {
  private static final String DUPLICATE_OBJECT = "42710";

  private static final int OLDEST_MAJOR = 14;

  private Slots() {}

  /**
   * Creates the logical slot on {@code pgoutput} unless it exists; needs REPLICATION. Safe to
   * repeat and from two nodes at once. Waits for transactions that are open at the time.
   */
  public static void ensure(Connection connection, String slot) throws SQLException {
    if (find(connection, slot).isPresent()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_create_logical_replication_slot(?, 'pgoutput')")) {
      statement.setString(1, slot);
      statement.execute();
    } catch (SQLException e) {
      if (!DUPLICATE_OBJECT.equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  /**
   * From 14 on, logical messages come through {@code pgoutput}: the gate and heartbeats need them.
   */
  static void requireVersion(Connection connection) throws SQLException {
    int major = connection.getMetaData().getDatabaseMajorVersion();
    if (major < OLDEST_MAJOR) {
      throw new SQLException(
          "Odoo's database runs on PostgreSQL " + major + "; the bridge needs 14 or newer");
    }
  }

  static void drop(Connection connection, String slot) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("select pg_drop_replication_slot(?)")) {
      statement.setString(1, slot);
      statement.execute();
    }
  }

  static Optional<SlotState> find(Connection connection, String slot) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select active_pid, confirmed_flush_lsn::text, wal_status, plugin, database"
                + ", current_database() from pg_replication_slots where slot_name = ?")) {
      statement.setString(1, slot);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        requireOurs(slot, row.getString(4), row.getString(5), row.getString(6));
        int pid = row.getInt(1);
        OptionalInt holder = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(pid);
        String confirmed = row.getString(2);
        boolean lost = "lost".equals(row.getString(3)) || confirmed == null;
        return Optional.of(
            new SlotState(holder, confirmed == null ? Lsn.ZERO : Lsn.parse(confirmed), lost));
      }
    }
  }

  /** Asks over a replication connection: there REPLICATION suffices. */
  static ServerIdentity identify(Connection replication) throws SQLException {
    try (Statement statement = replication.createStatement()) {
      String systemIdentifier;
      int timeline;
      Lsn end;
      try (ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
        if (!row.next()) {
          throw new SQLException("IDENTIFY_SYSTEM gave no row");
        }
        systemIdentifier = row.getString("systemid");
        timeline = row.getInt("timeline");
        end = Lsn.parse(row.getString("xlogpos"));
      }
      return new ServerIdentity(systemIdentifier, timeline, end, forks(statement, timeline));
    }
  }

  private static Map<Integer, Lsn> forks(Statement statement, int timeline) throws SQLException {
    Map<Integer, Lsn> forks = new HashMap<>();
    if (timeline > 1) {
      try (ResultSet row = statement.executeQuery("TIMELINE_HISTORY " + timeline)) {
        if (row.next()) {
          row.getString("content")
              .lines()
              .map(line -> line.strip().split("\\s+", 3))
              .filter(parts -> parts.length > 1 && parts[0].matches("\\d+"))
              .forEach(parts -> forks.put(Integer.valueOf(parts[0]), Lsn.parse(parts[1])));
        }
      }
    }
    return forks;
  }

  private static void requireOurs(String slot, String plugin, String database, String ours)
      throws SQLException {
    if (!"pgoutput".equals(plugin) || !ours.equals(database)) {
      throw new SQLException(
          "slot %s exists but is not ours: plugin %s of database %s; choose another name"
              .formatted(slot, plugin, database));
    }
  }
}
