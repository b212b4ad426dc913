package org.odoobridge.core.journal.pg;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.journal.DemandFeed;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.runtime.PgSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Demand from the journal: told by this node's appends before their commit, and by reading what
 * other nodes have committed.
 */
public final class PgDemand implements DemandFeed {
  private static final Logger LOG = LoggerFactory.getLogger(PgDemand.class);

  /** Far more than change between two looks; a forgotten one is only told again. */
  private static final int REMEMBERED = 100_000;

  private final PgSession journal;
  private final List<Consumer<OrderDemand>> listeners = new CopyOnWriteArrayList<>();

  /** The revision last told, of the orders told latest; guarded by this. */
  private final Map<OrderKey, Long> told =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OrderKey, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Revisions told whose commit failed or is in doubt; guarded by this. */
  private final Map<OrderKey, Long> doubtful = new HashMap<>();

  /** Changes at or after this transaction have not been read yet; null = read nothing so far. */
  private @Nullable String readUpTo;

  public PgDemand(PgSession journal) {
    this.journal = journal;
  }

  @Override
  public List<OrderDemand> open() {
    return journal.read(DemandTable::open).stream().map(DemandRow::demand).toList();
  }

  @Override
  public void subscribe(Consumer<OrderDemand> listener) {
    listeners.add(listener);
  }

  @Override
  public void settled(List<OrderKey> orders) {
    if (orders.isEmpty()) {
      return;
    }
    journal.transact(connection -> DemandTable.settle(connection, orders));
  }

  /** Tells what an append of this node is about to commit. */
  synchronized void beforeCommit(Collection<DemandRow> rows) {
    for (DemandRow row : rows) {
      told.put(row.key(), row.rev());
      tell(row.demand());
    }
  }

  /** Notes that {@code rows} were told but perhaps not committed; the next look sets it right. */
  synchronized void doubt(Collection<DemandRow> rows) {
    rows.forEach(row -> doubtful.put(row.key(), row.rev()));
  }

  /**
   * Reads what has changed since the last look, tells what is new, and takes back what was told but
   * never committed. Called on every wake-up from another node, and steadily.
   */
  void look() {
    takeBack();
    String since = readUpTo;
    if (since == null) {
      readUpTo = journal.read(DemandTable::oldestRunning);
      return;
    }
    String next = journal.read(DemandTable::oldestRunning);
    List<DemandRow> rows = journal.read(connection -> DemandTable.changedSince(connection, since));
    readUpTo = next;
    synchronized (this) {
      for (DemandRow row : rows) {
        if (row.rev() > told.getOrDefault(row.key(), 0L)) {
          told.put(row.key(), row.rev());
          tell(row.demand());
        }
      }
    }
  }

  private void takeBack() {
    Map<OrderKey, Long> asked;
    synchronized (this) {
      asked = Map.copyOf(doubtful);
    }
    if (asked.isEmpty()) {
      return;
    }
    // The lock waits for an append that may still be running on a connection we gave up.
    Map<OrderKey, DemandRow> stored =
        journal.inTransaction(connection -> DemandTable.lockExisting(connection, asked.keySet()));
    synchronized (this) {
      asked.forEach((order, rev) -> takeBack(order, rev, stored.get(order)));
    }
  }

  private void takeBack(OrderKey order, long doubted, @Nullable DemandRow stored) {
    doubtful.remove(order, doubted);
    if (told.getOrDefault(order, 0L) != doubted) {
      return; // a later append of the order has been told since
    }
    DemandRow now = stored == null ? new DemandRow(order, 0, false, List.of(), 0) : stored;
    told.put(order, now.rev());
    if (now.rev() != doubted) {
      tell(now.demand());
    }
  }

  private void tell(OrderDemand demand) {
    for (Consumer<OrderDemand> listener : listeners) {
      try {
        listener.accept(demand);
      } catch (RuntimeException e) {
        // The order must be accepted whatever a listener makes of it; the number it computes may
        // be wrong until it reads again, so somebody must come.
        LOG.atError()
            .setCause(e)
            .addKeyValue("channel", demand.key().channel())
            .addKeyValue("order", demand.key().orderId())
            .log("demand.listener.failed");
      }
    }
  }
}
