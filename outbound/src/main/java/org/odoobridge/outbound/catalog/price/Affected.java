package org.odoobridge.outbound.catalog.price;

import java.util.Optional;
import java.util.Set;

/**
 * Whose price may have changed.
 *
 * @param templates {@code product_template.id}
 * @param all why every product is concerned; {@code templates} says nothing then
 */
public record Affected(Set<Integer> templates, Optional<String> all) {
  public static final Affected NOBODY = new Affected(Set.of(), Optional.empty());

  public Affected {
    templates = Set.copyOf(templates);
  }

  public static Affected everybody(String reason) {
    return new Affected(Set.of(), Optional.of(reason));
  }

  public boolean isNobody() {
    return templates.isEmpty() && all.isEmpty();
  }
}
