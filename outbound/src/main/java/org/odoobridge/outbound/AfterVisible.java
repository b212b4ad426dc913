package org.odoobridge.outbound;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what a transaction calls for once SQL sees it. PostgreSQL writes a commit to the WAL before
 * it lets other sessions see the rows: who reads them by SQL as soon as the stream tells of them
 * may read the old ones, and nothing would tell again.
 */
final class AfterVisible {
  private static final Logger LOG = LoggerFactory.getLogger(AfterVisible.class);
  private static final Duration LOOK = Duration.ofMillis(2);
  private static final Duration AWAY = Duration.ofSeconds(1);
  private static final long LOW_BITS = 0xFFFF_FFFFL;

  private final PgSession odoo;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean stopped;

  private record Waiting(long xid, Runnable then) {}

  /**
   * Which transactions a session that asks now does not see.
   *
   * @param next low 32 bits of the first that had not begun
   * @param running low 32 bits of those that had not ended
   */
  record Snapshot(long next, Set<Long> running) {
    /**
     * @param xid low 32 bits, as the stream has them
     */
    boolean sees(long xid) {
      // Numbers wrap: half of all lie before any other.
      boolean begun = (int) (xid - next) < 0;
      return begun && !running.contains(xid & LOW_BITS);
    }
  }

  AfterVisible(PgSession odoo) {
    this.odoo = odoo;
    this.thread = Thread.ofVirtual().name("catalog-visible").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void stop() {
    stopped = true;
    thread.interrupt();
  }

  /** Does {@code then} soon, on a thread of its own, in the order of calls as far as visible. */
  void run(long xid, Runnable then) {
    queue.add(new Waiting(xid, then));
  }

  private void run() {
    List<Waiting> waiting = new ArrayList<>();
    while (!stopped) {
      try {
        if (waiting.isEmpty()) {
          waiting.add(queue.take());
        }
        queue.drainTo(waiting);
        Snapshot now = odoo.read(AfterVisible::snapshot);
        waiting.removeIf(one -> done(one, now));
        if (!waiting.isEmpty()) {
          TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (SqlFailure e) {
        LOG.atWarn().addKeyValue("problem", e.getMessage()).log("catalog.database.away");
        if (!slept()) {
          return;
        }
      }
    }
  }

  private static boolean done(Waiting one, Snapshot now) {
    boolean seen = now.sees(one.xid());
    if (seen) {
      one.then().run();
    }
    return seen;
  }

  private static boolean slept() {
    try {
      TimeUnit.NANOSECONDS.sleep(AWAY.toNanos());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Snapshot snapshot(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select pg_snapshot_xmax(s)::text::bigint,"
                    + " array(select x::text::bigint from pg_snapshot_xip(s) x)"
                    + " from pg_current_snapshot() s");
        ResultSet row = statement.executeQuery()) {
      row.next();
      Set<Long> running = new HashSet<>();
      Array array = row.getArray(2);
      for (Object xid : (Object[]) array.getArray()) {
        running.add(((Long) xid) & LOW_BITS);
      }
      return new Snapshot(row.getLong(1) & LOW_BITS, running);
    }
  }
}
