package org.odoobridge.outbound.catalog.drift;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.catalog.model.ProductField;

/** Puts findings right by telling the channel again; never by writing anything of its own. */
final class Repairs {
  private final Told told;

  Repairs(Told told) {
    this.told = told;
  }

  /** Whether the bridge can put it right at all, if a person wishes so. */
  static boolean possible(Finding finding) {
    return switch (finding.drift()) {
      case EDITED, MAPPING -> true;
      case LOST -> finding.template() > 0;
      case UNKNOWN, DUPLICATE -> false;
    };
  }

  /** What a repair touches, for counting how much of a shop is changed at once. */
  static String item(Finding finding) {
    return finding.sku().isEmpty() ? "i" + finding.item() : finding.sku();
  }

  void carryOut(Collection<Finding> findings) {
    Set<Sku> stock = new LinkedHashSet<>();
    Map<Integer, Set<ProductField>> fields = new LinkedHashMap<>();
    Map<Integer, Map<Integer, Set<ProductField>>> variants = new HashMap<>();
    for (Finding finding : findings) {
      if (finding.drift() == Drift.LOST) {
        told.makeAgain(finding.template(), finding.product());
      } else if (finding.facet().equals(Finding.STOCK)) {
        stock.add(new Sku(finding.sku()));
      } else {
        field(finding.facet())
            .ifPresent(
                field -> {
                  Set<ProductField> own =
                      fields.computeIfAbsent(
                          finding.template(), key -> EnumSet.noneOf(ProductField.class));
                  if (finding.product() == 0) {
                    own.add(field);
                  } else {
                    variants
                        .computeIfAbsent(finding.template(), key -> new HashMap<>())
                        .computeIfAbsent(
                            finding.product(), key -> EnumSet.noneOf(ProductField.class))
                        .add(field);
                  }
                });
      }
    }
    if (!stock.isEmpty()) {
      told.repairStock(stock);
    }
    fields.forEach(
        (template, own) ->
            told.repairFields(template, own, variants.getOrDefault(template, Map.of())));
  }

  private static Optional<ProductField> field(String key) {
    for (ProductField field : ProductField.values()) {
      if (field.key().equals(key)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }
}
