package org.odoobridge.outbound.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of {@code pgoutput}'s messages the columns that nobody reads, before anything is
 * decoded: an Odoo table grows by hundreds of them, and decoding a column costs a hundred times
 * what passing over its bytes does. What is left is as if the table had no more columns. In place,
 * since every message has bytes of its own. One thread's.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html">the
 *     format</a>, protocol version 1
 */
final class ColumnCut {
  private static final String SCHEMA = "public";
  private static final char FULL_IDENTITY = 'f';
  private static final int KEY_FLAG = 1;

  private final Map<String, Set<String>> columns;
  private final Map<Integer, boolean[]> kept = new HashMap<>();

  /**
   * @param columns by table of schema {@code public}, those to keep; a table not named stays whole.
   *     Columns of the key stay anyway
   */
  ColumnCut(Map<String, Set<String>> columns) {
    this.columns = columns;
  }

  /** {@code message}, narrowed; its position is as before. */
  ByteBuffer narrowed(ByteBuffer message) {
    int start = message.position();
    switch (message.get()) {
      case 'R' -> relation(message);
      case 'I', 'U', 'D' -> row(message);
      default -> {}
    }
    return message.position(start);
  }

  private void relation(ByteBuffer message) {
    int id = message.getInt();
    boolean ours = text(message).equals(SCHEMA);
    Set<String> wanted = columns.get(text(message));
    boolean full = message.get() == FULL_IDENTITY;
    kept.remove(id);
    if (!ours || wanted == null) {
      return;
    }
    int countAt = message.position();
    boolean[] keep = new boolean[message.getShort()];
    int end = message.position();
    short left = 0;
    for (int i = 0; i < keep.length; i++) {
      int from = message.position();
      boolean key = (message.get() & KEY_FLAG) != 0 && !full;
      keep[i] = wanted.contains(text(message)) || key;
      message.position(message.position() + 2 * Integer.BYTES);
      if (keep[i]) {
        end = move(message, from, end);
        left++;
      }
    }
    if (left < keep.length) {
      message.putShort(countAt, left);
      message.limit(end);
      kept.put(id, keep);
    }
  }

  private void row(ByteBuffer message) {
    boolean @Nullable [] keep = kept.get(message.getInt());
    if (keep == null) {
      return;
    }
    int end = message.position();
    while (message.hasRemaining()) { // the old row or its key, if there is one, and the new row
      int from = message.position();
      int marker = message.get();
      int count = message.getShort();
      if (count != keep.length) {
        throw new IllegalStateException(
            "a row '%c' of %d columns in a table of %d".formatted(marker, count, keep.length));
      }
      int countAt = end + 1;
      end = move(message, from, end);
      short left = 0;
      for (boolean wanted : keep) {
        int column = message.position();
        switch (message.get()) {
          case 't', 'b' -> {
            int length = message.getInt();
            message.position(message.position() + length);
          }
          default -> {} // null, or unchanged and not sent
        }
        if (wanted) {
          end = move(message, column, end);
          left++;
        }
      }
      message.putShort(countAt, left);
    }
    message.limit(end);
  }

  /** Moves what lies between {@code from} and the position to {@code to}; returns its new end. */
  private static int move(ByteBuffer message, int from, int to) {
    int length = message.position() - from;
    if (from != to) {
      int base = message.arrayOffset();
      System.arraycopy(message.array(), base + from, message.array(), base + to, length);
    }
    return to + length;
  }

  private static String text(ByteBuffer message) {
    int start = message.position();
    int end = start;
    while (message.get(end) != 0) {
      end++;
    }
    message.position(end + 1);
    return new String(
        message.array(), message.arrayOffset() + start, end - start, StandardCharsets.UTF_8);
  }
}
