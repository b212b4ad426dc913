package org.odoobridge.outbound.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.cluster.PgEpoch;
import org.odoobridge.core.cluster.StaleEpochException;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.runtime.Component;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.SqlFailure;
import org.odoobridge.outbound.capture.Checkpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes behind what channels acknowledged and lets the slot advance. Its rule: the checkpoint
 * passes a change only after every item the change touched is in the journal, as acknowledged or as
 * unsure. So it reads how far numbers were offered first, then takes what the lanes have not
 * written, then commits both in one transaction, and only then tells the slot.
 *
 * <p>Self-clocking: one round at a time, and the next takes whatever gathered meanwhile. While the
 * journal is away the slot stands still and channels go on being told.
 */
public final class Checkpointer implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

  /** Moves the capture position in the caller's transaction. */
  @FunctionalInterface
  public interface Position {
    void advance(Connection connection, long epoch, Lsn lsn) throws SQLException;
  }

  /**
   * What it reads and moves.
   *
   * @param offered newest commit whose numbers all lanes have been offered
   * @param checkpoint told after the commit
   * @param deposed called once when another node leads
   */
  public record Wiring(
      Supplier<Lsn> offered,
      Collection<ChannelLane> lanes,
      Position position,
      Checkpoint checkpoint,
      Runnable deposed) {}

  private final PgSession journal;
  private final ListingStore store;
  private final long epoch;
  private final Duration gap;
  private final Wiring wiring;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wake = lock.newCondition();
  private boolean work;
  private boolean stopping;
  private @Nullable Thread loop;
  private volatile Lsn durable = Lsn.ZERO;
  private volatile @Nullable Instant failingSince;
  private volatile String failure = "";
  private volatile boolean deposed;

  /**
   * @param gap shortest time between two rounds: spares the disk, delays nothing but the slot
   */
  public Checkpointer(
      PgSession journal, ListingStore store, long epoch, Duration gap, Wiring wiring) {
    this.journal = journal;
    this.store = store;
    this.epoch = epoch;
    this.gap = gap;
    this.wiring = wiring;
  }

  @Override
  public String name() {
    return "checkpointer";
  }

  @Override
  public void start() {
    loop = Thread.ofVirtual().name("checkpointer").start(this::loop);
  }

  /** There may be something to write; from any thread, returns at once. */
  public void nudge() {
    lock.lock();
    try {
      work = true;
      wake.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Stops after a last round, so that a clean restart finds nothing unsure that is known. */
  @Override
  public void stop(Duration deadline) {
    lock.lock();
    try {
      stopping = true;
      wake.signal();
    } finally {
      lock.unlock();
    }
    Thread running = loop;
    if (running == null) {
      return;
    }
    try {
      if (!running.join(deadline)) {
        LOG.atWarn().log("checkpointer.stopped.without.last.round");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The newest position the slot may go to. */
  public Lsn durable() {
    return durable;
  }

  public Health health() {
    if (deposed) {
      return new Health.Down("another node has taken the slot");
    }
    Instant since = failingSince;
    return since == null
        ? Health.UP
        : new Health.Degraded(
            "the journal cannot be written since "
                + since
                + ", so the slot stands still: "
                + failure);
  }

  /**
   * One round. Throws {@link SqlFailure} when the journal is away (nothing is lost: the next round
   * takes the same and more) and {@link StaleEpochException} when another node leads.
   *
   * @return whether anything was written
   */
  boolean round() {
    Lsn offered = wiring.offered().get();
    List<ListingChanges> changes = new ArrayList<>();
    List<ChannelLane> changedLanes = new ArrayList<>();
    for (ChannelLane lane : wiring.lanes()) {
      ListingChanges one = lane.unpersisted();
      if (!one.isEmpty()) {
        changes.add(one);
        changedLanes.add(lane);
      }
    }
    boolean moves = !offered.isAtOrBefore(durable);
    if (changes.isEmpty() && !moves) {
      return false;
    }
    journal.transact(
        connection -> {
          PgEpoch.guard(connection, epoch);
          for (ListingChanges one : changes) {
            store.write(connection, epoch, one);
          }
          if (moves) {
            wiring.position().advance(connection, epoch, offered);
          }
        });
    for (int i = 0; i < changes.size(); i++) {
      changedLanes.get(i).persisted(changes.get(i));
    }
    if (moves) {
      durable = offered;
      wiring.checkpoint().durable(offered);
    }
    return true;
  }

  private void loop() {
    try {
      boolean last = false;
      while (!last && !deposed) {
        last = awaitWork();
        attempt();
        pause(failingSince == null ? gap : RETRY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt() {
    try {
      boolean unused = round();
      if (failingSince != null) {
        LOG.atInfo().addKeyValue("failingSince", failingSince).log("journal.back");
        failingSince = null;
      }
    } catch (StaleEpochException e) {
      deposed = true;
      LOG.atError().addKeyValue("epoch", epoch).log("checkpoint.epoch.over");
      wiring.deposed().run();
    } catch (SqlFailure e) {
      failure = String.valueOf(e.getMessage());
      if (failingSince == null) {
        failingSince = Instant.now();
        LOG.atWarn().addKeyValue("problem", failure).log("journal.unavailable");
      }
      nudge();
    }
  }

  /**
   * Waits for a nudge, or a while: commits that touch no item move the slot, too. Returns whether
   * this is the last round.
   */
  private boolean awaitWork() throws InterruptedException {
    lock.lock();
    try {
      long left = LOOK_NANOS;
      while (!work && !stopping && left > 0) {
        left = wake.awaitNanos(left);
      }
      work = false;
      return stopping;
    } finally {
      lock.unlock();
    }
  }

  /** Rests between rounds, but not when stopping. */
  private void pause(Duration rest) throws InterruptedException {
    lock.lock();
    try {
      long left = rest.toNanos();
      while (!stopping && left > 0) {
        left = wake.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
