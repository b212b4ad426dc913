package org.odoobridge.inbound.refund;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.odoobridge.inbound.order.ChannelOrder;
import org.odoobridge.inbound.order.ChannelOrder.TaxShare;

/**
 * An order less what refunds have taken off it: pure. A shop keeps an order's lines whole and puts
 * refunds beside them; Odoo shall show what is still to be delivered and paid.
 */
final class NetOrder {
  private NetOrder() {}

  /** What is taken off one line, summed over refunds. */
  private record Off(
      BigDecimal quantity, BigDecimal net, BigDecimal tax, Map<String, BigDecimal> taxes) {
    static Off of(Refund.Part part) {
      Map<String, BigDecimal> taxes = new HashMap<>();
      part.taxes().forEach(share -> taxes.merge(share.rateId(), share.amount(), BigDecimal::add));
      return new Off(part.quantity(), part.net(), part.tax(), taxes);
    }

    Off plus(Off other) {
      Map<String, BigDecimal> sum = new HashMap<>(taxes);
      other.taxes().forEach((rate, amount) -> sum.merge(rate, amount, BigDecimal::add));
      return new Off(
          quantity.add(other.quantity()), net.add(other.net()), tax.add(other.tax()), sum);
    }
  }

  /** {@code order} less the given parts; lines of which nothing is left are gone. */
  static ChannelOrder of(ChannelOrder order, List<Refund.Part> off) {
    if (off.isEmpty()) {
      return order;
    }
    Map<String, Off> byLine = new HashMap<>();
    off.forEach(part -> byLine.merge(part.line(), Off.of(part), Off::plus));
    BigDecimal net = sum(off, Refund.Part::net);
    BigDecimal tax = sum(off, Refund.Part::tax);
    return new ChannelOrder(
        order.key(),
        order.number(),
        order.version(),
        order.status(),
        order.currency(),
        order.pricesIncludeTax(),
        order.createdAt(),
        order.customer(),
        order.billing(),
        order.shipping(),
        order.lines().stream()
            .map(line -> less(line, Optional.ofNullable(byLine.get(line.id()))))
            .flatMap(Optional::stream)
            .toList(),
        charges(order.shippingLines(), byLine),
        charges(order.fees(), byLine),
        order.coupons(),
        taxLines(order.taxLines(), byLine.values().stream().toList()),
        new ChannelOrder.Totals(
            order.totals().gross().subtract(net).subtract(tax),
            order.totals().tax().subtract(tax),
            order.totals().discount()),
        order.payment(),
        order.refunds(),
        order.note(),
        order.meta());
  }

  private static Optional<ChannelOrder.Line> less(ChannelOrder.Line line, Optional<Off> taken) {
    if (taken.isEmpty()) {
      return Optional.of(line);
    }
    Off off = taken.get();
    BigDecimal quantity = line.quantity().subtract(off.quantity());
    BigDecimal net = line.total().subtract(off.net());
    if (quantity.signum() <= 0 && net.signum() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new ChannelOrder.Line(
            line.id(),
            line.sku(),
            line.knownProduct(),
            line.name(),
            quantity,
            net,
            line.totalTax().subtract(off.tax()),
            taxes(line.taxes(), off)));
  }

  private static List<ChannelOrder.Charge> charges(
      List<ChannelOrder.Charge> charges, Map<String, Off> byLine) {
    List<ChannelOrder.Charge> left = new ArrayList<>();
    for (ChannelOrder.Charge charge : charges) {
      Off off = byLine.get(charge.id());
      if (off == null) {
        left.add(charge);
      } else if (charge.total().compareTo(off.net()) != 0
          || charge.totalTax().compareTo(off.tax()) != 0) {
        left.add(
            new ChannelOrder.Charge(
                charge.id(),
                charge.name(),
                charge.total().subtract(off.net()),
                charge.totalTax().subtract(off.tax()),
                taxes(charge.taxes(), off)));
      }
    }
    return left;
  }

  private static List<TaxShare> taxes(List<TaxShare> taxes, Off off) {
    return taxes.stream()
        .map(
            share ->
                new TaxShare(
                    share.rateId(),
                    share
                        .amount()
                        .subtract(off.taxes().getOrDefault(share.rateId(), BigDecimal.ZERO))))
        .toList();
  }

  private static List<ChannelOrder.TaxLine> taxLines(
      List<ChannelOrder.TaxLine> lines, List<Off> offs) {
    return lines.stream()
        .map(
            line ->
                new ChannelOrder.TaxLine(
                    line.rateId(),
                    line.code(),
                    line.label(),
                    line.percent(),
                    line.compound(),
                    line.amount()
                        .subtract(
                            offs.stream()
                                .map(
                                    off -> off.taxes().getOrDefault(line.rateId(), BigDecimal.ZERO))
                                .reduce(BigDecimal.ZERO, BigDecimal::add))))
        .toList();
  }

  private static BigDecimal sum(List<Refund.Part> parts, Function<Refund.Part, BigDecimal> amount) {
    return parts.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
