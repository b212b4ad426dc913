package org.odoobridge.outbound.delivery;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.delivery.LaneItem.Stage;

/** A lane's items filed by stage, first come first served, and by the time they are due. */
final class LaneIndex {
  private final Map<Stage, Set<LaneItem>> stages = new EnumMap<>(Stage.class);
  private final NavigableMap<Instant, Set<LaneItem>> due = new TreeMap<>();

  LaneIndex() {
    for (Stage stage : Stage.values()) {
      stages.put(stage, new LinkedHashSet<>());
    }
  }

  Set<LaneItem> in(Stage stage) {
    return Collections.unmodifiableSet(set(stage));
  }

  /** A copy, for moving items while walking over them. */
  List<LaneItem> copyOf(Stage stage) {
    return List.copyOf(set(stage));
  }

  /** Files {@code item} where it belongs now; one that stays keeps its turn. */
  void file(LaneItem item, Stage stage, Instant dueAt) {
    if (set(item.stage).contains(item) && item.stage == stage && item.due.equals(dueAt)) {
      return;
    }
    remove(item);
    item.stage = stage;
    item.due = dueAt;
    set(stage).add(item);
    if (!dueAt.equals(Instant.MAX)) {
      due.computeIfAbsent(dueAt, at -> new LinkedHashSet<>()).add(item);
    }
  }

  void remove(LaneItem item) {
    set(item.stage).remove(item);
    Set<LaneItem> same = due.get(item.due);
    if (same != null) {
      same.remove(item);
      if (same.isEmpty()) {
        due.remove(item.due);
      }
    }
  }

  @Nullable Instant nextDue() {
    return due.isEmpty() ? null : due.firstKey();
  }

  /** Items of the earliest due time. */
  List<LaneItem> first() {
    return due.isEmpty() ? List.of() : List.copyOf(due.firstEntry().getValue());
  }

  private Set<LaneItem> set(Stage stage) {
    return Objects.requireNonNull(stages.get(stage));
  }
}
