package org.odoobridge.inbound.apply.docket;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;

/** The orders of one call and what became of each; the first word on an order is the last. */
public final class Docket {
  private final List<OrderChange> asked;
  private final Map<OrderKey, OrderChange> current = new LinkedHashMap<>();
  private final Map<OrderKey, Outcome> decided = new LinkedHashMap<>();

  public Docket(List<OrderChange> asked) {
    this.asked = List.copyOf(asked);
    asked.forEach(change -> current.merge(change.key(), change, Docket::newer));
  }

  /** One change per order: the newest, should several have come. */
  public List<OrderChange> changes() {
    return List.copyOf(current.values());
  }

  public void decide(OrderKey key, Outcome outcome) {
    decided.putIfAbsent(key, outcome);
  }

  public boolean isOpen(OrderKey key) {
    return !decided.containsKey(key);
  }

  public void decideOpen(Supplier<Outcome> outcome) {
    current.keySet().forEach(key -> decided.computeIfAbsent(key, k -> outcome.get()));
  }

  /** One outcome per change asked for, in the same order. */
  public List<Outcome> outcomes() {
    List<Outcome> outcomes = new ArrayList<>();
    for (OrderChange change : asked) {
      boolean current = this.current.get(change.key()) == change;
      outcomes.add(
          current
              ? Optional.ofNullable(decided.get(change.key())).orElseGet(Docket::forgotten)
              : new Outcome.Superseded("a newer state of the order came with it"));
    }
    return outcomes;
  }

  private static Outcome forgotten() {
    return new Outcome.Failed(
        Problem.Technical.of(
            Problem.TechnicalKind.PROTOCOL, "no step decided about this order; this is a bug"));
  }

  private static OrderChange newer(OrderChange a, OrderChange b) {
    return version(a) > version(b) ? a : b;
  }

  private static long version(OrderChange change) {
    return switch (change) {
      case OrderChange.Gone ignored -> Long.MAX_VALUE;
      case OrderChange.Stated stated -> stated.order().version().orElse(Long.MIN_VALUE);
    };
  }
}
