package org.odoobridge.outbound.catalog.drift;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.odoobridge.core.model.Sku;

/** SKUs that several products of a shop have, as seen since this node began to read. */
final class Doubles {
  private record At(long id, String name) {}

  private final Map<Sku, At> first = new HashMap<>();
  private final Map<Sku, List<At>> several = new HashMap<>();

  void see(Shelf.Row row) {
    row.sku()
        .ifPresent(
            sku -> {
              At here = new At(row.id(), row.name());
              At before = first.putIfAbsent(sku, here);
              if (before != null && before.id() != here.id()) {
                several.computeIfAbsent(sku, key -> new ArrayList<>(List.of(before))).add(here);
              }
            });
  }

  boolean has(Sku sku) {
    return several.containsKey(sku);
  }

  boolean saw(Sku sku) {
    return first.containsKey(sku);
  }

  List<Finding> findings(Instant now) {
    List<Finding> findings = new ArrayList<>();
    several.forEach(
        (sku, all) ->
            findings.add(
                new Finding(
                    Drift.DUPLICATE,
                    all.getLast().id(),
                    0,
                    0,
                    sku.value(),
                    all.getLast().name(),
                    Finding.PRODUCT,
                    "several products of the shop have this SKU: "
                        + all.stream()
                            .map(At::id)
                            .map(String::valueOf)
                            .collect(Collectors.joining(", ")),
                    "leave the SKU to one of them; its stock is not told until then",
                    Finding.State.FOUND,
                    now)));
    return findings;
  }
}
