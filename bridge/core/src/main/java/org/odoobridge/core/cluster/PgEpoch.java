package org.odoobridge.core.cluster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.odoobridge.core.runtime.PgSession;

/**
 * The fencing token of the capturing node: a number in the journal, raised by each node that takes
 * the replication slot. Every write of the capture side checks it in its own transaction, so a node
 * that lost the slot without noticing changes nothing.
 */
public final class PgEpoch {
  private final PgSession journal;

  public PgEpoch(PgSession journal) {
    this.journal = journal;
  }

  /** Raises the epoch for {@code holder}, which must hold the slot already, and returns it. */
  public long raise(String holder) {
    return journal.inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "update epoch set epoch = epoch + 1, holder = ?, since = now() returning epoch")) {
            statement.setString(1, holder);
            try (ResultSet row = statement.executeQuery()) {
              if (!row.next()) {
                throw new IllegalStateException("the journal has no epoch row");
              }
              return row.getLong(1);
            }
          }
        });
  }

  /** The epoch as it is now; only {@link #guard} keeps it so. */
  public static long current(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select epoch from epoch");
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new IllegalStateException("the journal has no epoch row");
      }
      return row.getLong(1);
    }
  }

  /**
   * Locks the epoch row in the caller's transaction and checks that it still is {@code epoch}.
   *
   * @throws StaleEpochException when another node has taken over
   */
  public static void guard(Connection connection, long epoch) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("update epoch set epoch = epoch where epoch = ?")) {
      statement.setLong(1, epoch);
      if (statement.executeUpdate() != 1) {
        throw new StaleEpochException(epoch);
      }
    }
  }
}
