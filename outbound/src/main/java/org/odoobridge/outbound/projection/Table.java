package org.odoobridge.outbound.projection;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.capture.Row;

/**
 * Rows of one table by id. Rows from SQL and from the WAL come in by the same {@link #upsert}; the
 * listener hears only of rows that really changed, with what was there before.
 */
final class Table<R> {
  private final IntMap<R> rows = new IntMap<>();
  private final Parser<R> parser;
  private final Listener<R> listener;

  /** Reads a row over what was known of it; null = of no interest. */
  @FunctionalInterface
  interface Parser<R> {
    @Nullable R parse(Row row, @Nullable R old);
  }

  /** Hears of a change; {@code old} null = new, {@code now} null = gone. */
  @FunctionalInterface
  interface Listener<R> {
    void changed(int id, @Nullable R old, @Nullable R now);
  }

  Table(Parser<R> parser, Listener<R> listener) {
    this.parser = parser;
    this.listener = listener;
  }

  void upsert(Row row) {
    int id = row.intOf("id");
    R old = rows.get(id);
    set(id, old, parser.parse(row, old));
  }

  void delete(Row key) {
    int id = key.intOf("id");
    set(id, rows.get(id), null);
  }

  void remove(int id) {
    set(id, rows.get(id), null);
  }

  void truncate() {
    for (int id : rows.ids()) {
      remove(id);
    }
  }

  @Nullable R get(int id) {
    return rows.get(id);
  }

  IntMap<R> rows() {
    return rows;
  }

  private void set(int id, @Nullable R old, @Nullable R now) {
    if (Objects.equals(old, now)) {
      return;
    }
    if (now == null) {
      rows.remove(id);
    } else {
      rows.put(id, now);
    }
    listener.changed(id, old, now);
  }
}
