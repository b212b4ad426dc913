package org.odoobridge.outbound.delivery;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.desired.DesiredStock;
import org.slf4j.event.Level;

/** One send and what became of each of its items. */
record Attempt(List<Item> items) {
  record Item(DesiredStock value, Outcome outcome) {}

  /** Pairs values with answers; an item without an answer has failed. */
  static Attempt of(List<DesiredStock> batch, List<Channel.ItemOutcome> outcomes) {
    Map<Sku, Outcome> bySku = new HashMap<>();
    outcomes.forEach(outcome -> bySku.put(outcome.sku(), outcome.outcome()));
    List<Item> items = new ArrayList<>(batch.size());
    for (DesiredStock value : batch) {
      Outcome outcome = bySku.get(value.sku());
      items.add(
          new Item(
              value,
              outcome == null
                  ? new Outcome.Failed(
                      Problem.Technical.of(
                          TechnicalKind.PROTOCOL, "the channel did not answer for this item"))
                  : outcome));
    }
    return new Attempt(List.copyOf(items));
  }

  /**
   * The channel's own failure: no item got an answer of its own. A business refusal is an answer.
   */
  Optional<Problem.Technical> wholeFailure() {
    Problem.Technical first = null;
    for (Item item : items) {
      switch (item.outcome()) {
        case Outcome.Failed failed -> first = first == null ? failed.problem() : first;
        case Outcome.Uncertain uncertain ->
            first =
                first == null
                    ? Problem.Technical.of(TechnicalKind.TIMEOUT, uncertain.detail())
                    : first;
        case Outcome.Applied applied -> {
          return Optional.empty();
        }
        case Outcome.Rejected rejected -> {
          return Optional.empty();
        }
        case Outcome.Superseded superseded -> {
          return Optional.empty();
        }
      }
    }
    return Optional.ofNullable(first);
  }

  /** Items by outcome word, for the meter. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    items.forEach(item -> counts.merge(word(item.outcome()), 1, Integer::sum));
    return counts;
  }

  /** Counts and the first problem, for the log. */
  String summary() {
    String counts = counts().toString();
    return items.stream()
        .map(Item::outcome)
        .filter(outcome -> !(outcome instanceof Outcome.Applied))
        .findFirst()
        .map(outcome -> counts + " " + outcome)
        .orElse(counts);
  }

  /** A person need not see a success; a failure is one line per attempt. */
  Level level() {
    return items.stream().allMatch(item -> item.outcome() instanceof Outcome.Applied)
        ? Level.DEBUG
        : Level.INFO;
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Applied applied -> "applied";
      case Outcome.Rejected rejected -> "rejected";
      case Outcome.Failed failed -> "failed";
      case Outcome.Uncertain uncertain -> "uncertain";
      case Outcome.Superseded superseded -> "superseded";
    };
  }
}
