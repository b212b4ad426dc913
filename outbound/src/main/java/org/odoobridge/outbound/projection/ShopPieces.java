package org.odoobridge.outbound.projection;

import java.math.BigDecimal;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.units.PieceSize;
import org.odoobridge.core.units.ShopUnits;

/** How much of its unit a piece of each product is in one channel, by the tables of now. */
public final class ShopPieces {
  private static final PieceSize ONE = new PieceSize.OneUnit();
  private final OdooTables tables;
  private final ShopUnits units;
  private final ChannelId channel;
  private final boolean concerned;

  public ShopPieces(OdooTables tables, ShopUnits units, ChannelId channel) {
    this.tables = tables;
    this.units = units;
    this.channel = channel;
    this.concerned = units.concern(channel);
  }

  public PieceSize of(int product) {
    if (!concerned || product == 0) {
      return ONE;
    }
    Catalog catalog = tables.catalog();
    return units.of(
        channel,
        new ShopUnits.Product(
            catalog.skuOf(product).map(Sku::value).orElse(""),
            catalog.categoriesOf(product),
            catalog.unit(catalog.uomOf(product))),
        catalog::everyUnit);
  }

  /** What pieces are in the product's own unit, in {@link Millionths}. */
  long inOdoo(int product, BigDecimal pieces) {
    return switch (of(product)) {
      case PieceSize.OneUnit one -> Millionths.of(pieces);
      case PieceSize.Amount amount -> Millionths.of(amount.piece().inOdoo(pieces));
      // Not ordered either: it waits for a person, and what it holds back is the safe guess.
      case PieceSize.Unusable unusable -> Millionths.of(pieces);
    };
  }

  /**
   * Whole pieces in a quantity of the product's own unit, both in {@link Millionths} but for the
   * result.
   *
   * @param rounding the unit's smallest step; 0 when unknown
   */
  public static long whole(PieceSize size, long quantity, long rounding) {
    return switch (size) {
      case PieceSize.OneUnit one -> Millionths.floorUnits(quantity, rounding);
      case PieceSize.Amount amount ->
          Math.floorDiv(
              Millionths.snapped(quantity, rounding), Millionths.of(amount.piece().amount()));
      case PieceSize.Unusable unusable -> 0;
    };
  }

  /** One piece in {@link Millionths} of the product's own unit. */
  static long millionths(PieceSize size) {
    return switch (size) {
      case PieceSize.OneUnit one -> Millionths.UNIT;
      case PieceSize.Amount amount -> Millionths.of(amount.piece().amount());
      case PieceSize.Unusable unusable -> Millionths.UNIT;
    };
  }

  /** Whether a quantity is no whole number of the product's own unit. */
  public static boolean fractional(long quantity, long rounding) {
    return quantity > 0
        && Math.floorMod(Millionths.snapped(quantity, rounding), Millionths.UNIT) != 0;
  }
}
