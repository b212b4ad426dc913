package org.odoobridge.outbound;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.capture.WalTransaction;
import org.odoobridge.outbound.projection.SourceShape;

/**
 * Compares how the stream's rows look with how the tables looked when they were loaded. A row that
 * looks otherwise cannot be folded into a right number: a module was upgraded, or a column dropped,
 * between the two. The owner's thread alone writes it.
 */
final class ShapeGuard {
  private final Map<String, Map<String, String>> streamed = new HashMap<>();
  private final Map<String, String> differing = new HashMap<>();
  private volatile SourceShape loaded = SourceShape.UNKNOWN;

  /** How the tables looked when they were loaded. */
  SourceShape loaded() {
    return loaded;
  }

  /** The tables have been loaded anew. */
  void loaded(SourceShape shape) {
    loaded = shape;
    differing.clear();
    streamed.forEach(this::compare);
  }

  /** Whether a transaction has rows that differ, and how; takes note of its shapes. */
  Optional<String> difference(WalTransaction transaction) {
    transaction
        .shapes()
        .forEach(
            (table, columns) -> {
              streamed.put(table, columns);
              compare(table, columns);
            });
    if (differing.isEmpty()) {
      return Optional.empty();
    }
    for (RowChange change : transaction.changes()) {
      String difference = differing.get(change.table());
      if (difference != null) {
        return Optional.of(difference);
      }
    }
    return Optional.empty();
  }

  /** Whether a row lacks what no row can be read without, or has it in a type that cannot be. */
  boolean isUnreadable(RowChange change) {
    return differing.containsKey(change.table())
        && SourceShape.isUnreadable(
            change.table(), streamed.getOrDefault(change.table(), Map.of()));
  }

  private void compare(String table, Map<String, String> columns) {
    loaded
        .difference(table, columns)
        .ifPresentOrElse(how -> differing.put(table, how), () -> differing.remove(table));
  }
}
