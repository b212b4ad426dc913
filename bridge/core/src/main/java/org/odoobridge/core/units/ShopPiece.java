package org.odoobridge.core.units;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * One piece of a product in a shop, as Odoo measures it.
 *
 * @param amount how much of the product's own unit it is, to a millionth; above zero
 * @param own the product's own unit
 * @param orderUnit id of the unit in which orders are entered: the product's own, or the one the
 *     rule names
 * @param ordered how much of {@code orderUnit} a piece is
 */
public record ShopPiece(BigDecimal amount, UnitOfMeasure own, int orderUnit, BigDecimal ordered) {

  /**
   * What pieces are in the product's own unit, rounded to its step as Odoo rounds what an order
   * moves.
   */
  public BigDecimal inOdoo(BigDecimal pieces) {
    BigDecimal quantity = pieces.multiply(amount);
    return own.rounding().signum() <= 0
        ? quantity
        : quantity.divide(own.rounding(), 0, RoundingMode.HALF_UP).multiply(own.rounding());
  }

  /** Whether {@link #inOdoo} is exact, so that Odoo can move just what was sold. */
  public boolean exact(BigDecimal pieces) {
    return orderUnit != own.id() || inOdoo(pieces).compareTo(pieces.multiply(amount)) == 0;
  }

  /** For a person: {@code 0.25 kg}. */
  public String text() {
    return amount.stripTrailingZeros().toPlainString()
        + (own.name().isEmpty() ? "" : " " + own.name());
  }
}
