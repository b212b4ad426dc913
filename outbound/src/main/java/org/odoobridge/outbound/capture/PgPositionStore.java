package org.odoobridge.outbound.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.odoobridge.core.cluster.PgEpoch;
import org.odoobridge.core.model.Lsn;

/** Tables {@code capture_position} and {@code capture_gap} of the journal, for one slot. */
public final class PgPositionStore implements PositionStore {
  private final String slot;

  public PgPositionStore(String slot) {
    this.slot = slot;
  }

  @Override
  public Optional<CapturePosition> load(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select lsn::text, system_identifier, timeline, incarnation from capture_position"
                + " where slot = ?")) {
      statement.setString(1, slot);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new CapturePosition(
                    slot,
                    Lsn.parse(row.getString(1)),
                    row.getString(2),
                    row.getInt(3),
                    row.getInt(4)))
            : Optional.empty();
      }
    }
  }

  @Override
  public void advance(Connection connection, long epoch, Lsn lsn) throws SQLException {
    PgEpoch.guard(connection, epoch);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update capture_position set lsn = ?::pg_lsn, epoch = ?, updated_at = now()"
                + " where slot = ? and lsn < ?::pg_lsn")) {
      statement.setString(1, lsn.toString());
      statement.setLong(2, epoch);
      statement.setString(3, slot);
      statement.setString(4, lsn.toString());
      statement.executeUpdate();
    }
  }

  @Override
  public void reset(Connection connection, long epoch, CapturePosition position)
      throws SQLException {
    PgEpoch.guard(connection, epoch);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into capture_position"
                + " (slot, lsn, system_identifier, timeline, incarnation, epoch)"
                + " values (?, ?::pg_lsn, ?, ?, ?, ?) on conflict (slot) do update set"
                + " lsn = excluded.lsn, system_identifier = excluded.system_identifier,"
                + " timeline = excluded.timeline, incarnation = excluded.incarnation,"
                + " epoch = excluded.epoch, updated_at = now()")) {
      statement.setString(1, slot);
      statement.setString(2, position.lsn().toString());
      statement.setString(3, position.systemIdentifier());
      statement.setInt(4, position.timeline());
      statement.setInt(5, position.incarnation());
      statement.setLong(6, epoch);
      statement.executeUpdate();
    }
  }

  @Override
  public void recordGap(
      Connection connection, long epoch, String reason, CapturePosition before, CapturePosition now)
      throws SQLException {
    PgEpoch.guard(connection, epoch);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into capture_gap (slot, reason, journal_lsn, slot_lsn, incarnation, epoch)"
                + " values (?, ?, ?::pg_lsn, ?::pg_lsn, ?, ?)")) {
      statement.setString(1, slot);
      statement.setString(2, reason);
      statement.setString(3, before.lsn().toString());
      statement.setString(4, now.lsn().toString());
      statement.setInt(5, now.incarnation());
      statement.setLong(6, epoch);
      statement.executeUpdate();
    }
  }

  @Override
  public Optional<String> openGap(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select reason from capture_gap where slot = ? and acknowledged_at is null"
                + " order by id desc limit 1")) {
      statement.setString(1, slot);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  @Override
  public void acknowledgeGaps(Connection connection, long epoch) throws SQLException {
    PgEpoch.guard(connection, epoch);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update capture_gap set acknowledged_at = now()"
                + " where slot = ? and acknowledged_at is null")) {
      statement.setString(1, slot);
      statement.executeUpdate();
    }
  }
}
