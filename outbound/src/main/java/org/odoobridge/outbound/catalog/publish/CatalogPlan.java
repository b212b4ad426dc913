package org.odoobridge.outbound.catalog.publish;

import java.util.List;
import java.util.Optional;

/**
 * What publishing would change of a page of products.
 *
 * @param compared products looked at
 * @param entries those of them that are not in step
 * @param next to go on after; empty when this was the last page
 */
public record CatalogPlan(int compared, List<Entry> entries, Optional<Integer> next) {
  public CatalogPlan {
    entries = List.copyOf(entries);
  }

  /**
   * One product.
   *
   * @param action {@code create}, {@code take-over}, {@code update}, {@code unpublish} or {@code
   *     blocked}
   * @param shopId of the product that is or would be written; 0 = none
   * @param fields that would be written
   * @param variantsAdded variants that would be created
   * @param variantsChanged variants that would be written
   * @param variantsRemoved variants that would be taken off sale
   * @param problem why it is blocked, else empty
   * @param remedy what a person can do about it, else empty
   */
  public record Entry(
      int template,
      String sku,
      String name,
      String action,
      long shopId,
      List<String> fields,
      int variantsAdded,
      int variantsChanged,
      int variantsRemoved,
      String problem,
      String remedy) {}
}
