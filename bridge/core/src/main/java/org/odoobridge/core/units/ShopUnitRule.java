package org.odoobridge.core.units;

import java.math.BigDecimal;
import org.odoobridge.core.config.Default;

/**
 * How much of Odoo's unit one piece in a shop is, for some products: an entry of {@code shopUnits}.
 * Of several the one that says the most about a product wins: its SKU, then its category, then the
 * nearest category above, then its unit; and among these a rule for one channel before one for all.
 *
 * @param channel the one shop it is for; empty = every shop
 * @param sku the one product it is for; empty = not by product
 * @param category complete name ({@code All / Rice}) or id ({@code #12}) of a product category,
 *     with all below it; empty = not by category
 * @param uom products counted in this unit of Odoo's: its English name ({@code kg}) or {@code #id};
 *     empty = not by unit
 * @param perPiece how much of the product's unit a piece is, such as 0.25; 0 = {@code unit} says it
 * @param unit a piece is one of this unit of Odoo's, of the same kind as the product's own: its
 *     English name ({@code Bag of 250 g}) or {@code #id}; empty = {@code perPiece} says it
 */
public record ShopUnitRule(
    @Default("") String channel,
    @Default("") String sku,
    @Default("") String category,
    @Default("") String uom,
    @Default("0") BigDecimal perPiece,
    @Default("") String unit) {
  private static final int DIGITS = 6;

  public ShopUnitRule {
    if ((sku.isEmpty() ? 0 : 1) + (category.isEmpty() ? 0 : 1) + (uom.isEmpty() ? 0 : 1) != 1) {
      throw new IllegalArgumentException(
          "sku: a rule is for a SKU, a category or a uom; name exactly one of them");
    }
    if (perPiece.signum() < 0 || perPiece.stripTrailingZeros().scale() > DIGITS) {
      throw new IllegalArgumentException(
          "perPiece: must be above zero, with at most " + DIGITS + " digits after the point");
    }
    if ((perPiece.signum() == 0) == unit.isEmpty()) {
      throw new IllegalArgumentException(
          "perPiece: say how much a piece is, or name its unit; exactly one of the two");
    }
  }

  /** Whether it names the same products for the same shop. */
  boolean sameTarget(ShopUnitRule other) {
    return channel.equals(other.channel)
        && sku.equals(other.sku)
        && category.equals(other.category)
        && uom.equals(other.uom);
  }

  /** For a person: what it is for. */
  public String target() {
    return sku.isEmpty()
        ? category.isEmpty() ? "unit " + uom : "category " + category
        : "SKU " + sku;
  }
}
