package org.odoobridge.outbound.capture;

import java.sql.SQLException;
import java.time.Duration;
import org.odoobridge.core.cluster.PgEpoch;
import org.odoobridge.core.cluster.StaleEpochException;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the durable position of one lead to the journal and then to the slot, never the other way
 * round: the slot's confirmed LSN stays at or before the journal's position.
 */
final class CheckpointWriter {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointWriter.class);
  private static final long EVERY_NANOS = Duration.ofMillis(200).toNanos();
  private static final long SIGN_OF_LIFE_NANOS = Duration.ofSeconds(1).toNanos();

  private final Progress progress;
  private final PgSession journal;
  private final PositionStore positions;
  private final Lease.Lead lead;
  private final LeasedReplication.Confirmation confirmation;
  private Lsn written;
  private long lastWrite = System.nanoTime();
  private long lastSign = System.nanoTime();
  private volatile String problem = "";

  CheckpointWriter(
      Progress progress,
      PgSession journal,
      PositionStore positions,
      Lease.Lead lead,
      LeasedReplication.Confirmation confirmation) {
    this.progress = progress;
    this.journal = journal;
    this.positions = positions;
    this.lead = lead;
    this.confirmation = confirmation;
    this.written = lead.resume();
  }

  /**
   * Writes when it is time to. Throws {@link StaleEpochException} when another node leads and
   * {@link SqlFailure} when the stream is gone; a journal that is away is tried again.
   *
   * @param last whether to write without waiting for the time
   */
  void tick(boolean last) {
    long now = System.nanoTime();
    Lsn durable = progress.durable();
    boolean moved = written.compareTo(durable) < 0 && (last || now - lastWrite >= EVERY_NANOS);
    if (moved) {
      lastWrite = now;
      moved = write(durable);
    }
    if (moved || now - lastSign >= SIGN_OF_LIFE_NANOS) {
      lastSign = now;
      if (!moved) {
        checkEpoch();
      }
      confirm();
    }
  }

  /** On a quiet stream nothing else would notice that another node leads. */
  private void checkEpoch() {
    try {
      if (journal.read(PgEpoch::current) != lead.epoch()) {
        throw new StaleEpochException(lead.epoch());
      }
    } catch (SqlFailure e) {
      LOG.atDebug().addKeyValue("problem", e.getMessage()).log("epoch not read");
    }
  }

  /** Why the position is not written to the journal; empty when it is. */
  String problem() {
    return problem;
  }

  private boolean write(Lsn durable) {
    try {
      journal.transact(tx -> positions.advance(tx, lead.epoch(), durable));
      written = durable;
      problem = "";
      return true;
    } catch (SqlFailure e) {
      if (problem.isEmpty()) {
        LOG.atWarn().addKeyValue("problem", e.getMessage()).log("capture position not stored");
      }
      problem = String.valueOf(e.getMessage());
      return false;
    }
  }

  private void confirm() {
    try {
      confirmation.confirm(written);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }
}
