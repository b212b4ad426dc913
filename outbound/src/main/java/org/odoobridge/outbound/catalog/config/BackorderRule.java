package org.odoobridge.outbound.catalog.config;

import org.odoobridge.core.config.Default;

/**
 * What a channel says of some products: an entry of {@code catalog.backorders.rules}. A rule for a
 * SKU counts before one for the nearest category, that before one for everything.
 *
 * @param sku the one product it is for; empty = not by product
 * @param category complete name or id ({@code #12}) of a product category, with all below it
 * @param backorders what the shop says
 * @param lowStock pieces at which the shop calls the stock low; -1 = as Odoo says
 */
public record BackorderRule(
    @Default("") String sku,
    @Default("") String category,
    @Default("odoo") Says backorders,
    @Default("-1") int lowStock) {
  /** Whether a product may be ordered beyond its stock. */
  public enum Says {
    /** What Odoo says, if anything. */
    ODOO,
    NO,
    NOTIFY,
    YES
  }

  public BackorderRule {
    if (!sku.isEmpty() && !category.isEmpty()) {
      throw new IllegalArgumentException("sku: a rule is for a SKU or a category; write two rules");
    }
    if (backorders == Says.ODOO && lowStock < 0) {
      throw new IllegalArgumentException("backorders: the rule says nothing; say it, or lowStock");
    }
  }

  /** Whether it is for every product. */
  public boolean general() {
    return sku.isEmpty() && category.isEmpty();
  }
}
