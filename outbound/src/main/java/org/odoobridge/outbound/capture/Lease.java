package org.odoobridge.outbound.capture;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.odoobridge.core.cluster.PgEpoch;
import org.odoobridge.core.cluster.StaleEpochException;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to capture: the slot, which PostgreSQL gives to one reader, and the epoch in the
 * journal, which fences a reader that lost it. Finds where to start and whether WAL is missing.
 */
final class Lease {
  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final long STANDBY_POLL_MS = 200;

  private final String slot;
  private final Publication publication;
  private final String node;
  private final SourceConnections connections;
  private final PgSession journal;
  private final PositionStore positions;
  private final PgEpoch epochs;
  private long epoch;

  /**
   * Where to start, as seen before the slot is taken.
   *
   * @param from position asked of the server
   * @param gap why WAL is missing after {@code stored}
   */
  record Start(
      Lsn from, Optional<CapturePosition> stored, ServerIdentity server, Optional<String> gap) {}

  /**
   * The lease, taken.
   *
   * @param fresh the epoch was raised: what is known of Odoo may be old
   * @param resume everything up to it is durable already
   */
  record Lead(long epoch, boolean fresh, Lsn resume, Optional<String> gap) {}

  Lease(
      CaptureConfig config,
      CaptureSource source,
      SourceConnections connections,
      PgSession journal,
      PositionStore positions) {
    this.slot = config.slot();
    this.publication = new Publication(config.publication(), source.tables());
    this.node = source.node();
    this.connections = connections;
    this.journal = journal;
    this.positions = positions;
    this.epochs = new PgEpoch(journal);
  }

  /**
   * Waits until nobody reads the slot; creates it when missing.
   *
   * @param standby told the holder's process id at each look
   * @return empty when {@code stop} came first
   */
  Optional<Start> awaitSlot(CountDownLatch stop, IntConsumer standby)
      throws SQLException, InterruptedException {
    try (Connection source = connections.open("lease")) {
      while (stop.getCount() > 0) {
        Optional<SlotState> found = Slots.find(source, slot);
        if (found.isEmpty() || found.get().holder().isEmpty()) {
          return Optional.of(start(source, found));
        }
        standby.accept(found.get().holder().getAsInt());
        if (stop.await(STANDBY_POLL_MS, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
      return Optional.empty();
    }
  }

  private Start start(Connection source, Optional<SlotState> found) throws SQLException {
    Slots.requireVersion(source);
    publication.check(source);
    Optional<CapturePosition> stored = journal.read(positions::load);
    ServerIdentity server = identify();
    Optional<String> gap = stored.flatMap(position -> GapCheck.reason(position, found, server));
    if (found.isPresent() && found.get().lost()) {
      Slots.drop(source, slot);
    }
    Slots.ensure(source, slot);
    Lsn confirmed = confirmed(source);
    Lsn from = gap.isPresent() ? confirmed : stored.map(CapturePosition::lsn).orElse(confirmed);
    return new Start(from, stored, server, gap);
  }

  /**
   * Takes over: to be called while the slot is held by this node's stream. Reads the position
   * again, since another node may have led in between, records a gap, raises the epoch.
   *
   * @param keep whether what this node knows is whole, so that it may go on under its old epoch if
   *     nobody else has led
   */
  Lead take(Start start, boolean keep) {
    try (Connection source = connections.open("lease")) {
      Optional<SlotState> held = Slots.find(source, slot);
      Optional<CapturePosition> stored = journal.read(positions::load);
      Optional<String> gap = stored.flatMap(position -> gap(start, position, held));
      boolean fresh = gap.isPresent() || !keep || !isStillOurs();
      if (fresh) {
        epoch = epochs.raise(node);
      }
      Lsn confirmed = held.map(SlotState::confirmed).orElse(start.from());
      Lsn resume = journal.inTransaction(tx -> settle(tx, start, stored, gap, confirmed));
      if (!start.from().isAtOrBefore(resume)) {
        throw new IllegalStateException("another node moved the position back; starting again");
      }
      return new Lead(epoch, fresh, resume, gap);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  private Optional<String> gap(Start start, CapturePosition stored, Optional<SlotState> held) {
    boolean unchanged = start.stored().filter(stored::equals).isPresent();
    return unchanged && start.gap().isPresent()
        ? start.gap()
        : GapCheck.reason(stored, held, start.server());
  }

  private Lsn settle(
      Connection tx,
      Start start,
      Optional<CapturePosition> stored,
      Optional<String> gap,
      Lsn confirmed)
      throws SQLException {
    ServerIdentity server = start.server();
    if (stored.isPresent() && gap.isEmpty()) {
      CapturePosition position = stored.get();
      if (position.timeline() != server.timeline()) {
        positions.reset(
            tx,
            epoch,
            new CapturePosition(
                slot,
                position.lsn(),
                server.systemIdentifier(),
                server.timeline(),
                position.incarnation()));
      }
      return position.lsn();
    }
    int incarnation = stored.map(CapturePosition::incarnation).orElse(0) + 1;
    CapturePosition now =
        new CapturePosition(
            slot, confirmed, server.systemIdentifier(), server.timeline(), incarnation);
    positions.reset(tx, epoch, now);
    if (gap.isPresent()) {
      positions.recordGap(tx, epoch, gap.get(), stored.orElseThrow(), now);
      LOG.atError()
          .addKeyValue("slot", slot)
          .addKeyValue("lsn", confirmed)
          .addKeyValue("reason", gap.get())
          .log("changes of Odoo were missed; everything is loaded and compared again");
    }
    return confirmed;
  }

  private boolean isStillOurs() {
    if (epoch == 0) {
      return false;
    }
    try {
      journal.transact(tx -> PgEpoch.guard(tx, epoch));
      return true;
    } catch (StaleEpochException e) {
      LOG.atInfo().addKeyValue("epoch", epoch).log("another node has led since");
      return false;
    }
  }

  private Lsn confirmed(Connection source) throws SQLException {
    return Slots.find(source, slot)
        .orElseThrow(() -> new SQLException("slot " + slot + " has vanished"))
        .confirmed();
  }

  private ServerIdentity identify() throws SQLException {
    try (Connection replication = connections.openReplication("identify")) {
      return Slots.identify(replication);
    }
  }
}
