package org.odoobridge.outbound.projection;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.capture.Row;
import org.odoobridge.outbound.capture.RowChange;

/** A many-to-many table: a row is its two ids, and both are its key. */
final class LinkTable {
  private final String from;
  private final String to;
  private final IntMap<IntBag> links = new IntMap<>();
  private final IntConsumer changed;

  /**
   * @param from the column that is asked by
   * @param changed hears {@code from} of every row that comes or goes
   */
  LinkTable(String from, String to, IntConsumer changed) {
    this.from = from;
    this.to = to;
    this.changed = changed;
  }

  @Nullable IntBag of(int id) {
    return links.get(id);
  }

  void fold(RowChange change) {
    switch (change) {
      case RowChange.Inserted row -> add(row.after());
      case RowChange.Updated row -> add(row.after());
      case RowChange.Deleted row -> {
        Indexes.remove(links, row.key().intOf(from), row.key().intOf(to));
        changed.accept(row.key().intOf(from));
      }
      case RowChange.Truncated all -> {
        int[] ids = links.ids();
        links.clear();
        for (int id : ids) {
          changed.accept(id);
        }
      }
    }
  }

  private void add(Row row) {
    Indexes.add(links, row.intOf(from), row.intOf(to));
    changed.accept(row.intOf(from));
  }
}
