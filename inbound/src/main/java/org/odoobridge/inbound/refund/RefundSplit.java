package org.odoobridge.inbound.refund;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.inbound.odoo.OdooFulfilment;
import org.odoobridge.inbound.order.ChannelOrder;
import org.odoobridge.inbound.order.ChannelOrder.TaxShare;
import org.odoobridge.inbound.order.ShopRefund;

/**
 * Splits what a shop says about new refunds by what has left the house: pure. Decided once per
 * refund, oldest first; each sees what the ones before it have taken.
 */
public final class RefundSplit {
  private static final int CENTS = 2;

  private final ChannelOrder order;
  private final Optional<OdooFulfilment> odoo;
  private final RefundPolicy policy;
  private final Map<String, BigDecimal> restocked;
  private final List<Refund> known;
  private final Instant now;

  /** What the shop says of an order. */
  public record Snapshot(List<ShopRefund> refunds, Map<String, BigDecimal> restocked) {
    public Snapshot {
      refunds = List.copyOf(refunds);
      restocked = Map.copyOf(restocked);
    }
  }

  /**
   * @param order as the shop states it, whole
   * @param odoo how far it is delivered; empty = it is not in Odoo, or a quotation
   * @param restocked pieces per line that the shop took back into stock, over all refunds
   * @param known the order's refunds that were split before
   */
  RefundSplit(
      ChannelOrder order,
      Optional<OdooFulfilment> odoo,
      RefundPolicy policy,
      Map<String, BigDecimal> restocked,
      List<Refund> known,
      Instant now) {
    this.order = order;
    this.odoo = odoo;
    this.policy = policy;
    this.restocked = restocked;
    this.known = new ArrayList<>(known.stream().filter(refund -> !refund.withdrawn()).toList());
    this.now = now;
  }

  /** The refunds ready for the journal. */
  List<Refund> split(List<ShopRefund> fresh) {
    List<Refund> refunds = new ArrayList<>();
    for (int i = 0; i < fresh.size(); i++) {
      boolean last = i == fresh.size() - 1;
      Refund refund = split(fresh.get(i), last && order.status().equals("refunded"));
      known.add(refund);
      refunds.add(refund);
    }
    return refunds;
  }

  /** The order is cancelled though goods have left: what is left of it, as if it were refunded. */
  Refund cancelled() {
    ShopRefund nothing =
        new ShopRefund(Refund.CANCELLED, now, BigDecimal.ZERO, "cancelled in the shop", List.of());
    List<Refund.Part> parts = new ArrayList<>();
    for (ShopRefund.Item item : left(nothing)) {
      parts.addAll(parts(item, parts));
    }
    boolean invoiced = odoo.filter(shown -> !shown.invoices().isEmpty()).isPresent();
    return new Refund(
        new RefundKey(order.key(), Refund.CANCELLED),
        now,
        BigDecimal.ZERO,
        order.currency(),
        nothing.reason(),
        parts,
        false,
        new Refund.Goods(Refund.GoodsState.PENDING, "", "", now),
        new Refund.Money(
            invoiced ? Refund.MoneyState.REFUSED : Refund.MoneyState.NONE,
            invoiced ? "invoiced, but the shop gave no money back" : "the shop gave no money back",
            invoiced ? "refund it in the shop, or credit the invoice in Odoo" : "",
            0,
            now));
  }

  private Refund split(ShopRefund refund, boolean completes) {
    BigDecimal rest = refund.amount().subtract(refund.itemised());
    if (rest.signum() < 0) {
      return refund(
          refund,
          List.of(unspecific(refund.amount())),
          refused(
              "its lines add up to %s, but the customer got %s"
                  .formatted(refund.itemised().toPlainString(), refund.amount().toPlainString()),
              "see in the shop what was meant, and enter the goods' part in Odoo by hand"));
    }
    List<ShopRefund.Item> items = new ArrayList<>(refund.items());
    if (completes && rest.signum() > 0) {
      List<ShopRefund.Item> left = left(refund);
      if (left.stream()
              .map(ShopRefund.Item::gross)
              .reduce(BigDecimal.ZERO, BigDecimal::add)
              .compareTo(rest)
          == 0) {
        items.addAll(left);
        rest = BigDecimal.ZERO;
      }
    }
    List<Refund.Part> parts = new ArrayList<>();
    for (ShopRefund.Item item : items) {
      parts.addAll(parts(item, parts));
    }
    if (rest.signum() > 0) {
      parts.add(unspecific(rest));
    }
    Optional<String> orphan = moneyWithoutGoods(parts);
    if (orphan.isPresent()) {
      return refund(
          refund,
          parts.stream().map(RefundSplit::staying).toList(),
          refused(
              "line %s would have no piece left, but money is kept for it".formatted(orphan.get()),
              "decide in Odoo what is still delivered and invoiced for it"));
    }
    boolean moves = parts.stream().anyMatch(part -> part.way() != Refund.Way.STAY);
    return refund(
        refund,
        parts,
        moves
            ? new Refund.Goods(Refund.GoodsState.PENDING, "", "", now)
            : new Refund.Goods(Refund.GoodsState.NONE, "no goods move", "", now));
  }

  private Refund refund(ShopRefund refund, List<Refund.Part> parts, Refund.Goods goods) {
    boolean credits =
        policy.crediting() != RefundPolicy.CreditNotes.NEVER && refund.amount().signum() > 0;
    return new Refund(
        new RefundKey(order.key(), refund.id()),
        refund.createdAt(),
        refund.amount(),
        order.currency(),
        refund.reason(),
        parts,
        false,
        goods,
        new Refund.Money(
            credits ? Refund.MoneyState.PENDING : Refund.MoneyState.NONE,
            credits
                ? ""
                : refund.amount().signum() == 0
                    ? "the amount is zero"
                    : "credit notes are off for this source",
            "",
            0,
            now));
  }

  private Refund.Goods refused(String detail, String remedy) {
    return new Refund.Goods(Refund.GoodsState.REFUSED, detail, remedy, now);
  }

  /** What of the order no refund has named yet, once {@code refund}'s own items are taken. */
  private List<ShopRefund.Item> left(ShopRefund refund) {
    Map<String, List<Refund.Part>> taken = new HashMap<>();
    known.forEach(
        before ->
            before
                .parts()
                .forEach(
                    part -> taken.computeIfAbsent(part.line(), k -> new ArrayList<>()).add(part)));
    refund
        .items()
        .forEach(
            item -> taken.computeIfAbsent(item.line(), k -> new ArrayList<>()).add(whole(item)));
    List<ShopRefund.Item> left = new ArrayList<>();
    for (ChannelOrder.Line line : order.lines()) {
      left.add(
          new ShopRefund.Item(
              line.id(),
              true,
              line.quantity().subtract(sum(taken.get(line.id()), Refund.Part::quantity)),
              line.total().subtract(sum(taken.get(line.id()), Refund.Part::net)),
              line.totalTax().subtract(sum(taken.get(line.id()), Refund.Part::tax)),
              less(line.taxes(), taken.getOrDefault(line.id(), List.of()))));
    }
    Stream.concat(order.shippingLines().stream(), order.fees().stream())
        .forEach(
            charge ->
                left.add(
                    new ShopRefund.Item(
                        charge.id(),
                        false,
                        BigDecimal.ZERO,
                        charge.total().subtract(sum(taken.get(charge.id()), Refund.Part::net)),
                        charge.totalTax().subtract(sum(taken.get(charge.id()), Refund.Part::tax)),
                        less(charge.taxes(), taken.getOrDefault(charge.id(), List.of())))));
    return left.stream()
        .filter(item -> item.quantity().signum() > 0 || item.gross().signum() != 0)
        .toList();
  }

  private List<Refund.Part> parts(ShopRefund.Item item, List<Refund.Part> sameRefund) {
    Optional<OdooFulfilment.Line> line = odooLine(item.line());
    if (item.quantity().signum() <= 0) {
      return List.of(money(item, line));
    }
    BigDecimal open = open(item.line(), line, sameRefund);
    BigDecimal off = item.quantity().min(open);
    BigDecimal shopTook =
        restocked
            .getOrDefault(item.line(), BigDecimal.ZERO)
            .subtract(taken(item.line(), Refund.Part::restocked, sameRefund))
            .max(BigDecimal.ZERO)
            .min(item.quantity());
    BigDecimal back = item.quantity().subtract(off).min(returnable(item.line(), line, sameRefund));
    back =
        switch (policy.restocking()) {
          case ALWAYS -> back;
          case NEVER -> BigDecimal.ZERO;
          case AS_SHOP -> back.min(shopTook.subtract(off).max(BigDecimal.ZERO));
        };
    BigDecimal stay = item.quantity().subtract(off).subtract(back);
    return share(item, off, back, stay, shopTook);
  }

  /** Splits the item's money in proportion to the pieces; the last part has what is left. */
  private static List<Refund.Part> share(
      ShopRefund.Item item,
      BigDecimal off,
      BigDecimal back,
      BigDecimal stay,
      BigDecimal restocked) {
    List<Refund.Part> parts = new ArrayList<>();
    Refund.Part left = whole(item);
    BigDecimal restockedLeft = restocked;
    List<Map.Entry<Refund.Way, BigDecimal>> ways =
        Stream.of(
                Map.entry(Refund.Way.OFF, off),
                Map.entry(Refund.Way.BACK, back),
                Map.entry(Refund.Way.STAY, stay))
            .filter(way -> way.getValue().signum() > 0)
            .toList();
    for (int i = 0; i < ways.size(); i++) {
      BigDecimal pieces = ways.get(i).getValue();
      BigDecimal took = restockedLeft.min(pieces);
      restockedLeft = restockedLeft.subtract(took);
      Refund.Part part =
          i == ways.size() - 1
              ? left.with(ways.get(i).getKey(), pieces, took)
              : left.portion(pieces.divide(item.quantity(), 12, RoundingMode.HALF_UP), item, CENTS)
                  .with(ways.get(i).getKey(), pieces, took);
      parts.add(part);
      left = left.less(part);
    }
    return parts;
  }

  /** Only money goes back for a line: off the order while that is not invoiced. */
  private Refund.Part money(ShopRefund.Item item, Optional<OdooFulfilment.Line> line) {
    boolean invoiced = line.filter(shown -> shown.invoiced().signum() != 0).isPresent();
    return whole(item)
        .with(invoiced ? Refund.Way.STAY : Refund.Way.OFF, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /** Pieces of a line that have not left the house and no other refund has taken off. */
  private BigDecimal open(
      String id, Optional<OdooFulfilment.Line> line, List<Refund.Part> sameRefund) {
    if (line.isEmpty()) {
      BigDecimal ordered =
          order.lines().stream()
              .filter(one -> one.id().equals(id))
              .map(ChannelOrder.Line::quantity)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      return odoo.isPresent()
          ? BigDecimal.ZERO
          : ordered.subtract(off(id, known, sameRefund)).max(BigDecimal.ZERO);
    }
    OdooFulfilment.Line shown = line.get();
    if (!shown.goods()) {
      return shown.invoiced().signum() != 0 ? BigDecimal.ZERO : shown.ordered();
    }
    // What is off already, and done, is no longer ordered in Odoo.
    List<Refund> pending =
        known.stream()
            .filter(refund -> refund.goods().state() == Refund.GoodsState.PENDING)
            .toList();
    return shown.open().subtract(off(id, pending, sameRefund)).max(BigDecimal.ZERO);
  }

  private static BigDecimal off(String id, List<Refund> refunds, List<Refund.Part> sameRefund) {
    return Stream.concat(
            refunds.stream().flatMap(refund -> refund.parts(Refund.Way.OFF)), sameRefund.stream())
        .filter(part -> part.line().equals(id) && part.way() == Refund.Way.OFF)
        .map(Refund.Part::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Pieces that are with the customer and no other refund brings back. */
  private BigDecimal returnable(
      String id, Optional<OdooFulfilment.Line> line, List<Refund.Part> sameRefund) {
    if (line.isEmpty() || !line.get().goods()) {
      return BigDecimal.ZERO;
    }
    BigDecimal expected = BigDecimal.ZERO;
    OdooFulfilment shown = odoo.orElseThrow();
    for (OdooFulfilment.Move move : shown.moves()) {
      if (move.line() == line.get().id() && move.returns() != 0 && move.isOpen()) {
        expected = expected.add(move.quantity());
      }
    }
    BigDecimal pending =
        Stream.concat(
                known.stream()
                    .filter(refund -> refund.goods().state() == Refund.GoodsState.PENDING)
                    .flatMap(refund -> refund.parts(Refund.Way.BACK)),
                sameRefund.stream())
            .filter(part -> part.line().equals(id) && part.way() == Refund.Way.BACK)
            .map(Refund.Part::quantity)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return line.get().delivered().subtract(expected).subtract(pending).max(BigDecimal.ZERO);
  }

  private BigDecimal taken(
      String id, Function<Refund.Part, BigDecimal> amount, List<Refund.Part> sameRefund) {
    return Stream.concat(
            known.stream().flatMap(refund -> refund.parts().stream()), sameRefund.stream())
        .filter(part -> part.line().equals(id))
        .map(amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A line that would have no piece left but still cost something; Odoo cannot show that. */
  private Optional<String> moneyWithoutGoods(List<Refund.Part> parts) {
    for (ChannelOrder.Line line : order.lines()) {
      BigDecimal quantity =
          line.quantity().subtract(taken(line.id(), RefundSplit::offQuantity, parts));
      BigDecimal net = line.total().subtract(taken(line.id(), RefundSplit::offNet, parts));
      boolean touched =
          parts.stream()
              .anyMatch(part -> part.line().equals(line.id()) && part.way() == Refund.Way.OFF);
      if (touched && quantity.signum() <= 0 && net.signum() != 0) {
        return Optional.of(line.id());
      }
    }
    return Optional.empty();
  }

  private static BigDecimal offQuantity(Refund.Part part) {
    return part.way() == Refund.Way.OFF ? part.quantity() : BigDecimal.ZERO;
  }

  private static BigDecimal offNet(Refund.Part part) {
    return part.way() == Refund.Way.OFF ? part.net() : BigDecimal.ZERO;
  }

  private Optional<OdooFulfilment.Line> odooLine(String id) {
    return odoo.flatMap(shown -> shown.line(ExternalRef.orderLine(order.key(), id).name()));
  }

  private static Refund.Part staying(Refund.Part part) {
    return part.with(Refund.Way.STAY, part.quantity(), part.restocked());
  }

  private static Refund.Part whole(ShopRefund.Item item) {
    return new Refund.Part(
        item.line(),
        Refund.Way.STAY,
        item.quantity(),
        BigDecimal.ZERO,
        item.net(),
        item.tax(),
        item.taxes());
  }

  private static Refund.Part unspecific(BigDecimal amount) {
    return new Refund.Part(
        "", Refund.Way.STAY, BigDecimal.ZERO, BigDecimal.ZERO, amount, BigDecimal.ZERO, List.of());
  }

  private static List<TaxShare> less(List<TaxShare> taxes, List<Refund.Part> taken) {
    return taxes.stream()
        .map(
            share ->
                new TaxShare(
                    share.rateId(),
                    share
                        .amount()
                        .subtract(
                            taken.stream()
                                .flatMap(part -> part.taxes().stream())
                                .filter(tax -> tax.rateId().equals(share.rateId()))
                                .map(TaxShare::amount)
                                .reduce(BigDecimal.ZERO, BigDecimal::add))))
        .filter(share -> share.amount().signum() != 0)
        .toList();
  }

  private static BigDecimal sum(
      @Nullable List<Refund.Part> parts, Function<Refund.Part, BigDecimal> amount) {
    return parts == null
        ? BigDecimal.ZERO
        : parts.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
