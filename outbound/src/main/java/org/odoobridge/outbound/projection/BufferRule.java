package org.odoobridge.outbound.projection;

import java.math.BigDecimal;
import org.odoobridge.core.config.Default;

/**
 * What is withheld of some products: an entry of {@code stock.buffers}. The rule that says the most
 * about a product wins: its SKU, then its category, then the nearest category above, then a rule
 * for everything, then {@code stock.buffer}.
 *
 * @param sku the one product it is for; empty = not by product
 * @param category complete name ({@code All / Toys}) or id ({@code #12}) of a category, with all
 *     below it; empty = not by category
 * @param units withheld, in the product's own unit; not together with {@code percent}
 * @param percent withheld of what is left after promises and orders in flight, rounded up to whole
 *     units; not together with {@code units}
 */
public record BufferRule(
    @Default("") String sku,
    @Default("") String category,
    @Default("0") BigDecimal units,
    @Default("0") BigDecimal percent) {
  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  public BufferRule {
    if (!sku.isEmpty() && !category.isEmpty()) {
      throw new IllegalArgumentException("sku: a rule is for a SKU or a category; write two rules");
    }
    if (units.signum() < 0) {
      throw new IllegalArgumentException("units: what is withheld cannot be negative");
    }
    if (percent.signum() < 0 || percent.compareTo(ALL) > 0 || percent.scale() > 2) {
      throw new IllegalArgumentException("percent: write 0 to 100 with at most two decimals");
    }
    if (units.signum() > 0 && percent.signum() > 0) {
      throw new IllegalArgumentException("percent: a rule has units or percent; leave one out");
    }
  }

  /** Whether it is for every product. */
  boolean general() {
    return sku.isEmpty() && category.isEmpty();
  }

  /** For a person: how much, and for what. */
  String text() {
    String amount =
        percent.signum() > 0 ? percent.toPlainString() + " %" : units.toPlainString() + " units";
    return amount
        + (general() ? "" : sku.isEmpty() ? " for category " + category : " for SKU " + sku);
  }
}
