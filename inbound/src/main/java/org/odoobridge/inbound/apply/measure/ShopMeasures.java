package org.odoobridge.inbound.apply.measure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.units.PieceSize;
import org.odoobridge.core.units.ShopPiece;
import org.odoobridge.core.units.ShopUnits;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.odoo.MeasuredProducts;
import org.odoobridge.inbound.odoo.OdooDirectory;
import org.odoobridge.inbound.order.ChannelOrder;

/**
 * Turns pieces into Odoo's units by the rules of {@code shopUnits}, the ones by which stock was
 * published: 3 pieces of 0.25 kg are 0.75 kg. A line's amount stays; its unit price follows from
 * it. Orders of shops without a rule cost no look-up.
 */
public final class ShopMeasures {
  private final ShopUnits units;
  private final OdooDirectory directory;

  public ShopMeasures(ShopUnits units, OdooDirectory directory) {
    this.units = units;
    this.directory = directory;
  }

  /** Looks up what these orders name, once for all; the result measures each of them. */
  public Scale scale(Collection<ChannelOrder> orders) {
    Set<Sku> skus =
        orders.stream()
            .filter(order -> units.concern(order.key().channel()))
            .flatMap(order -> order.lines().stream())
            .map(ChannelOrder.Line::sku)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    return new Scale(units, skus.isEmpty() ? MeasuredProducts.NONE : directory.measured(skus));
  }

  /** What is known of the products in some orders. */
  public record Scale(ShopUnits units, MeasuredProducts products) {

    public Measured of(ChannelOrder order) {
      List<ChannelOrder.Line> lines = new ArrayList<>();
      for (ChannelOrder.Line line : order.lines()) {
        switch (size(order.key().channel(), line)) {
          case PieceSize.OneUnit one -> lines.add(line);
          case PieceSize.Unusable unusable -> {
            return new Measured(
                order,
                Optional.of(
                    new Problem.Business(
                        "bad-shop-unit",
                        where(line) + ": " + unusable.problem(),
                        unusable.remedy() + ", then redrive")));
          }
          case PieceSize.Amount amount -> {
            ShopPiece piece = amount.piece();
            if (!piece.exact(line.quantity())) {
              return new Measured(order, Optional.of(inexact(line, piece)));
            }
            lines.add(
                line.measured(
                    line.quantity().multiply(piece.ordered()), OptionalInt.of(piece.orderUnit())));
          }
        }
      }
      return new Measured(
          lines.equals(order.lines()) ? order : order.with(lines), Optional.empty());
    }

    /** Which product a SKU means is decided later; here it matters that all are sold alike. */
    private PieceSize size(ChannelId channel, ChannelOrder.Line line) {
      List<PieceSize> sizes =
          line.sku().map(products::of).orElse(List.of()).stream()
              .map(product -> units.of(channel, product, products::units))
              .distinct()
              .toList();
      return sizes.size() == 1 ? sizes.getFirst() : new PieceSize.OneUnit();
    }

    private static Problem.Business inexact(ChannelOrder.Line line, ShopPiece piece) {
      BigDecimal quantity = line.quantity().multiply(piece.amount()).stripTrailingZeros();
      return new Problem.Business(
          "bad-quantity",
          "%s: %s pieces of %s are %s %s, and Odoo counts in steps of %s"
              .formatted(
                  where(line),
                  line.quantity().toPlainString(),
                  piece.text(),
                  quantity.toPlainString(),
                  piece.own().name(),
                  piece.own().rounding().stripTrailingZeros().toPlainString()),
          "make the rounding of the unit '%s' in Odoo finer, then redrive"
              .formatted(piece.own().name()));
    }

    private static String where(ChannelOrder.Line line) {
      return "line %s '%s'".formatted(line.id(), line.name());
    }
  }
}
