package org.odoobridge.outbound.capture;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.odoobridge.core.model.Lsn;

/**
 * The capture position in the journal. Everything that writes takes the caller's transaction and
 * checks the epoch in it.
 */
public interface PositionStore {
  /** The stored position; empty before the first lead. */
  Optional<CapturePosition> load(Connection connection) throws SQLException;

  /**
   * Moves the position up to {@code lsn} in the caller's transaction; a lower one changes nothing,
   * so a repeat is safe.
   *
   * @throws org.odoobridge.core.cluster.StaleEpochException when another node leads
   */
  void advance(Connection connection, long epoch, Lsn lsn) throws SQLException;

  /** Stores a position as it is, up or down: at the first lead, at a promotion and after a gap. */
  void reset(Connection connection, long epoch, CapturePosition position) throws SQLException;

  /** Records that WAL between the two positions was not read. */
  void recordGap(
      Connection connection, long epoch, String reason, CapturePosition before, CapturePosition now)
      throws SQLException;

  /** Gaps that no reload has answered yet, the newest one's reason; empty when there is none. */
  Optional<String> openGap(Connection connection) throws SQLException;

  /** Marks all gaps as answered. */
  void acknowledgeGaps(Connection connection, long epoch) throws SQLException;
}
