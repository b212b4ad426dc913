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
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.delivery.LaneItem.Stage;

/**
 * A lane's items filed by stage, first come first served, and by the time they are due. What may be
 * sent is filed by the request it shares with others as well, what goes down before what goes up: a
 * number that is too high is sold again.
 */
final class LaneIndex {
  /** After so many requests for what goes down one is for what goes up, if anything is. */
  private static final int FALLING_IN_A_ROW = 3;

  private final ToLongFunction<Sku> requestOf;
  private final RequestQueue falling = new RequestQueue();
  private final RequestQueue rising = new RequestQueue();
  private final RequestQueue unswept = new RequestQueue();
  private int inARow;
  private final Map<Stage, Set<LaneItem>> stages = new EnumMap<>(Stage.class);
  private final NavigableMap<Instant, Set<LaneItem>> due = new TreeMap<>();

  LaneIndex(ToLongFunction<Sku> requestOf) {
    this.requestOf = requestOf;
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
      enqueue(item);
      return;
    }
    remove(item);
    item.stage = stage;
    item.due = dueAt;
    set(stage).add(item);
    if (!dueAt.equals(Instant.MAX)) {
      due.computeIfAbsent(dueAt, at -> new LinkedHashSet<>()).add(item);
    }
    enqueue(item);
  }

  private void enqueue(LaneItem item) {
    RequestQueue queue =
        switch (item.stage) {
          case READY -> item.raises() ? rising : falling;
          case SWEEP -> unswept;
          case SETTLED, WAITING, READ, BUSY, PARKED -> null;
        };
    if (queue == item.queue) {
      return;
    }
    dequeue(item);
    item.queue = queue;
    if (queue != null) {
      item.request = requestOf.applyAsLong(item.sku);
      queue.add(item);
    }
  }

  private static void dequeue(LaneItem item) {
    if (item.queue != null) {
      item.queue.remove(item);
      item.queue = null;
    }
  }

  /**
   * Offers what may be sent in one request, the most urgent first, until {@code more} has enough.
   */
  void offerReady(Predicate<LaneItem> more) {
    if (falling.isEmpty() && rising.isEmpty()) {
      return;
    }
    boolean up = falling.isEmpty() || (inARow >= FALLING_IN_A_ROW && !rising.isEmpty());
    inARow = up ? 0 : inARow + 1;
    RequestQueue first = up ? rising : falling;
    RequestQueue second = up ? falling : rising;
    long request = first.next();
    if (first.offer(request, more)) {
      second.offer(request, more);
    }
    first.behind(request);
    second.behind(request);
  }

  /** Offers what waits for a sweep, those of one request together. */
  void offerUnswept(Predicate<LaneItem> more) {
    unswept.offerAll(more);
  }

  void remove(LaneItem item) {
    dequeue(item);
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
