package org.odoobridge.outbound.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.outbound.capture.WalTransaction.Message;

/**
 * Gathers the records between BEGIN and END into one {@link WalTransaction} and hands it on, once:
 * what ends at or before the resume position is left out.
 *
 * <p>A transaction is held in memory until its end, about 360 bytes a row of a dozen columns
 * (200,000 rows were measured at 71 MB). Nothing else keeps a copy, and the stream waits while it
 * is handled. One thread's.
 */
final class TransactionAssembler {
  private final String transactionTopic;
  private final String messageTopic;
  private final RowReader rows;
  private final TransactionHandler next;

  /** Not told yet: a transaction that is left out may show one. */
  private final Map<String, Map<String, String>> shapes = new HashMap<>();

  private Lsn resume = Lsn.ZERO;
  private @Nullable Open open;

  private record Open(long xid, List<RowChange> changes, List<Message> messages) {}

  TransactionAssembler(String topicPrefix, RowReader rows, TransactionHandler next) {
    this.transactionTopic = topicPrefix + ".transaction";
    this.messageTopic = topicPrefix + ".message";
    this.rows = rows;
    this.next = next;
  }

  /** From here on; everything up to {@code position} is known already. */
  void resumeAfter(Lsn position) {
    resume = position;
    open = null;
  }

  void accept(SourceRecord record) {
    if (!(record.value() instanceof Struct value)) {
      return;
    }
    if (record.topic().equals(transactionTopic)) {
      boundary(record, value);
    } else if (record.topic().equals(messageTopic)) {
      message(value);
    } else {
      change(record, value).ifPresent(required(record).changes()::add);
    }
  }

  private void boundary(SourceRecord record, Struct value) {
    String id = value.getString("id");
    int colon = id.indexOf(':');
    switch (value.getString("status")) {
      case "BEGIN" ->
          open =
              new Open(
                  Long.parseLong(id.substring(0, colon)), new ArrayList<>(), new ArrayList<>());
      case "END" -> {
        Open ended = required(record);
        open = null;
        Lsn end = new Lsn(Long.parseLong(id.substring(colon + 1)));
        shapes.putAll(rows.takeReshaped());
        if (!end.isAtOrBefore(resume)) {
          next.onTransaction(
              new WalTransaction(
                  end,
                  ended.xid(),
                  committedAt(record),
                  ended.changes(),
                  ended.messages(),
                  Map.copyOf(shapes)));
          shapes.clear();
        }
      }
      default -> throw new IllegalStateException("neither BEGIN nor END: " + value);
    }
  }

  private void message(Struct value) {
    Struct content = value.getStruct("message");
    Message message = new Message(content.getString("prefix"), text(content.get("content")));
    if (open != null) {
      open.messages().add(message);
      return;
    }
    // Emitted outside a transaction. It starts where the transaction before it ends, so at the
    // resume position itself it may be new.
    Lsn at = new Lsn(value.getStruct("source").getInt64("lsn"));
    if (resume.isAtOrBefore(at)) {
      next.onTransaction(new WalTransaction(at, 0, readAt(value), List.of(), List.of(message)));
    }
  }

  private Optional<RowChange> change(SourceRecord record, Struct value) {
    String table = value.getStruct("source").getString("table");
    return switch (value.getString("op")) {
      case "c", "r" -> Optional.of(new RowChange.Inserted(table, after(table, value)));
      case "u" -> Optional.of(new RowChange.Updated(table, after(table, value)));
      case "d" -> Optional.of(new RowChange.Deleted(table, key(table, record, value)));
      case "t" -> Optional.of(new RowChange.Truncated(table));
      default -> throw new IllegalStateException("unknown operation in " + value);
    };
  }

  private Row after(String table, Struct value) {
    return rows.read(table, value.getStruct("after"));
  }

  private Row key(String table, SourceRecord record, Struct value) {
    return record.key() instanceof Struct key
        ? rows.readKey(table, key)
        : rows.read(table, value.getStruct("before"));
  }

  private Open required(SourceRecord record) {
    if (open == null) {
      throw new IllegalStateException("a record outside BEGIN and END on " + record.topic());
    }
    return open;
  }

  /** A message outside a transaction carries no time of its own. */
  private static Instant readAt(Struct value) {
    return Instant.ofEpochMilli(value.getInt64("ts_ms"));
  }

  private static Instant committedAt(SourceRecord record) {
    if (record.sourceOffset().get("ts_usec") instanceof Long micros) {
      return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
    throw new IllegalStateException("a transaction without a commit time: " + record);
  }

  private static String text(Object content) {
    byte[] bytes = content instanceof ByteBuffer buffer ? copy(buffer) : (byte[]) content;
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] copy(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
