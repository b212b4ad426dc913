package org.odoobridge.outbound.catalog.price;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.odoobridge.outbound.capture.Row;
import org.odoobridge.outbound.capture.RowChange;

/** A many-to-many table: pairs of ids, found by the first. */
final class Links {
  private final String from;
  private final String to;
  private final IntConsumer changed;
  private final Map<Integer, List<Integer>> links = new HashMap<>();

  /**
   * @param from column of the id that finds
   * @param to column of the id that is found
   * @param changed hears of each {@code from} whose links changed
   */
  Links(String from, String to, IntConsumer changed) {
    this.from = from;
    this.to = to;
    this.changed = changed;
  }

  List<Integer> of(int id) {
    return links.getOrDefault(id, List.of());
  }

  Map<Integer, List<Integer>> all() {
    return links;
  }

  void fold(RowChange change) {
    switch (change) {
      case RowChange.Inserted row -> add(row.after());
      case RowChange.Updated row -> add(row.after());
      case RowChange.Deleted row -> remove(row.key());
      case RowChange.Truncated all -> {
        List<Integer> gone = List.copyOf(links.keySet());
        links.clear();
        gone.forEach(changed::accept);
      }
    }
  }

  private void add(Row row) {
    int id = row.intOf(from);
    int other = row.intOf(to);
    List<Integer> found = links.computeIfAbsent(id, key -> new ArrayList<>(2));
    if (!found.contains(other)) {
      found.add(other);
      changed.accept(id);
    }
  }

  private void remove(Row key) {
    int id = key.intOf(from);
    List<Integer> found = links.get(id);
    if (found != null && found.remove((Integer) key.intOf(to))) {
      if (found.isEmpty()) {
        links.remove(id);
      }
      changed.accept(id);
    }
  }
}
