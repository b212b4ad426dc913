package org.odoobridge.outbound.projection;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.capture.Row;
import org.odoobridge.outbound.capture.RowChange;

/**
 * Rows of one table by id. Rows from SQL and from the WAL come in by the same {@link #upsert}; the
 * listener hears only of rows that really changed, with what was there before.
 */
public final class Table<R> {
  private final IntMap<R> rows = new IntMap<>();
  private final Parser<R> parser;
  private final Listener<R> listener;

  /** Reads a row over what was known of it; null = of no interest. */
  @FunctionalInterface
  public interface Parser<R> {
    @Nullable R parse(Row row, @Nullable R old);
  }

  /** Hears of a change; {@code old} null = new, {@code now} null = gone. */
  @FunctionalInterface
  public interface Listener<R> {
    void changed(int id, @Nullable R old, @Nullable R now);
  }

  public Table(Parser<R> parser, Listener<R> listener) {
    this.parser = parser;
    this.listener = listener;
  }

  public void upsert(Row row) {
    int id = row.intOf("id");
    R old = rows.get(id);
    set(id, old, parser.parse(row, old));
  }

  public void delete(Row key) {
    int id = key.intOf("id");
    set(id, rows.get(id), null);
  }

  public void remove(int id) {
    set(id, rows.get(id), null);
  }

  public void truncate() {
    for (int id : rows.ids()) {
      remove(id);
    }
  }

  public @Nullable R get(int id) {
    return rows.get(id);
  }

  public IntMap<R> rows() {
    return rows;
  }

  /** Folds one change of this table. */
  public void fold(RowChange change) {
    switch (change) {
      case RowChange.Inserted row -> upsert(row.after());
      case RowChange.Updated row -> upsert(row.after());
      case RowChange.Deleted row -> delete(row.key());
      case RowChange.Truncated all -> truncate();
    }
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
