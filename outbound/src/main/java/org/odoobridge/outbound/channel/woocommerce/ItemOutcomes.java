package org.odoobridge.outbound.channel.woocommerce;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.outbound.delivery.Channel;

/**
 * What became of each SKU of a batch. Where several products have it, all must show the number: the
 * answer that leaves most to do counts.
 */
final class ItemOutcomes {
  private final Map<Sku, Outcome> outcomes = new LinkedHashMap<>();

  void add(Sku sku, Outcome outcome) {
    outcomes.merge(sku, outcome, (one, other) -> openness(other) > openness(one) ? other : one);
  }

  /** What was said of a SKU before does not count: it is told anew. */
  void forget(Sku sku) {
    outcomes.remove(sku);
  }

  private static int openness(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Applied applied -> 0;
      case Outcome.Superseded superseded -> 1;
      case Outcome.Rejected rejected -> 2;
      case Outcome.Failed failed -> 3;
      case Outcome.Uncertain uncertain -> 4;
    };
  }

  List<Channel.ItemOutcome> list() {
    return outcomes.entrySet().stream()
        .map(entry -> new Channel.ItemOutcome(entry.getKey(), entry.getValue()))
        .toList();
  }
}
