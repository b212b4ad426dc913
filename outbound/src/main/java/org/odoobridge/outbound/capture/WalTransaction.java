package org.odoobridge.outbound.capture;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.odoobridge.core.model.Lsn;

/**
 * One committed transaction of the source database, whole.
 *
 * @param commitLsn position of its end; later transactions have higher ones
 * @param committedAt the server's clock at the commit, microseconds
 * @param changes rows of published tables, in WAL order; one row may occur many times
 * @param messages logical messages emitted in it (gate, heartbeat, probes)
 * @param shapes columns by table, with their PostgreSQL types, of tables whose rows look otherwise
 *     from here on than before in this stream; empty for nearly every transaction
 */
public record WalTransaction(
    Lsn commitLsn,
    long xid,
    Instant committedAt,
    List<RowChange> changes,
    List<Message> messages,
    Map<String, Map<String, String>> shapes) {
  public WalTransaction {
    changes = List.copyOf(changes);
    messages = List.copyOf(messages);
    shapes = Map.copyOf(shapes);
  }

  /** One whose tables look as before. */
  public WalTransaction(
      Lsn commitLsn,
      long xid,
      Instant committedAt,
      List<RowChange> changes,
      List<Message> messages) {
    this(commitLsn, xid, committedAt, changes, messages, Map.of());
  }

  /** A {@code pg_logical_emit_message}. */
  public record Message(String prefix, String content) {}
}
