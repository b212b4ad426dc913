package org.odoobridge.outbound.desired;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.odoobridge.outbound.desired.Explanation.Component;
import org.odoobridge.outbound.desired.Explanation.Order;
import org.odoobridge.outbound.desired.Explanation.Promise;
import org.odoobridge.outbound.desired.Explanation.Stock;
import org.odoobridge.outbound.desired.Explanation.Warehouse;

/** An {@link Explanation} for a person, a line a term. */
final class ExplanationText {
  private final StringBuilder out = new StringBuilder();

  private ExplanationText() {}

  static String of(Explanation explanation) {
    ExplanationText text = new ExplanationText();
    text.write(explanation);
    return text.out.toString();
  }

  private void write(Explanation it) {
    line(0, "%s shows %d of %s%s", it.channel(), it.published(), it.sku(), named(it.product()));
    if (!it.note().isEmpty()) {
      line(1, "%s", it.note());
    }
    if (it.components().isEmpty()) {
      line(
          1,
          it.piece().isEmpty()
              ? "= max(0, floor(%s sellable - %s in flight - %s buffer))   mode %s"
              : "= max(0, floor((%s sellable - %s in flight - %s buffer) / %s a piece))   mode %s",
          Stream.of(
                  plain(it.sellable()),
                  plain(it.inFlight()),
                  plain(it.buffer()),
                  it.piece(),
                  it.mode())
              .filter(term -> !term.isEmpty())
              .toArray());
    } else {
      line(
          1,
          "= max(0, %s kits that can be made - %s buffer)   mode %s",
          plain(it.sellable()),
          plain(it.buffer()),
          it.mode());
    }
    if (!it.bufferRule().isEmpty() && !it.bufferRule().equals(plain(it.buffer()) + " units")) {
      line(1, "buffer: %s", it.bufferRule());
    }
    if (!it.pieceRule().isEmpty()) {
      line(1, "a piece: %s", it.pieceRule());
    }
    it.components().forEach(this::component);
    terms(1, it.warehouses(), it.orders(), it.elsewhere());
    it.problems().forEach(problem -> line(1, "problem: %s", problem));
    line(
        1,
        it.lsn().isEmpty() ? "not offered yet" : "last changed at %s, LSN %s",
        it.changedAt(),
        it.lsn());
    if (!it.shown().quantity().isEmpty()) {
      line(
          1,
          "the channel acknowledged %s %s (%s)",
          it.shown().quantity(),
          it.shown().at().isEmpty() ? "before this start" : "at " + it.shown().at(),
          it.shown().state());
    }
    it.places().forEach(place -> place(place, it.places().size()));
  }

  private void place(Explanation.Place place, int several) {
    String what = place.parent().isEmpty() ? "product" : "variation";
    line(
        1,
        "shown at %s %s%s%s",
        what,
        place.id(),
        place.parent().isEmpty() ? "" : " of product " + place.parent(),
        place.quantity().isEmpty()
            ? several == 1 ? "" : ": not acknowledged"
            : ": acknowledged %s at %s".formatted(place.quantity(), place.at()));
  }

  private void component(Component part) {
    line(
        1,
        "%s%s is enough for %d%s: takes %s for %s, has %s sellable - %s in flight",
        part.sku(),
        named(part.product()),
        part.kits(),
        part.limiting() ? " (limits)" : "",
        plain(part.needed()),
        plain(part.makes()),
        plain(part.sellable()),
        plain(part.inFlight()));
    terms(2, part.warehouses(), part.orders(), part.elsewhere());
  }

  private void terms(
      int depth, List<Warehouse> warehouses, List<Order> orders, List<Stock> elsewhere) {
    warehouses.forEach(warehouse -> warehouse(depth, warehouse));
    for (Order order : orders) {
      line(
          depth,
          "in flight: order %s/%s%s ordered %s, visible in Odoo %s, counts %s",
          order.channel(),
          order.order(),
          named(order.saleOrder()),
          plain(order.ordered()),
          plain(order.visible()),
          plain(order.counted()));
    }
    for (Stock stock : elsewhere) {
      line(
          depth,
          "not sold here: %s %s (%s)",
          stock.location(),
          plain(stock.quantity()),
          stock.why());
    }
  }

  private void warehouse(int depth, Warehouse warehouse) {
    line(
        depth,
        "warehouse %s: max(0, %s on hand%s - %s promised) = %s",
        warehouse.code(),
        plain(warehouse.onHand()),
        warehouse.receipts().isEmpty() ? "" : " + " + plain(warehouse.incoming()) + " incoming",
        plain(warehouse.promised()),
        plain(warehouse.sellable()));
    for (Stock stock : warehouse.stock()) {
      line(
          depth + 1,
          "%s %s%s%s%s",
          stock.location(),
          plain(stock.quantity()),
          stock.lot().isEmpty() ? "" : " of lot " + stock.lot(),
          stock.owner() == 0 ? "" : " owned by partner " + stock.owner(),
          stock.counted() ? "" : ", left out: " + stock.why());
    }
    warehouse.receipts().forEach(move -> move(depth + 1, "incoming", move));
    warehouse.promises().forEach(move -> move(depth + 1, "promised", move));
  }

  private void move(int depth, String what, Promise move) {
    line(
        depth,
        "%s %s of %s: %s%s (%s %d)",
        what,
        plain(move.counted()),
        plain(move.quantity()),
        move.why(),
        named(move.origin()),
        move.source(),
        move.id());
  }

  private static String plain(BigDecimal number) {
    return number.toPlainString();
  }

  private static String named(String name) {
    return name.isEmpty() ? "" : " [" + name + "]";
  }

  private void line(int depth, String format, Object... values) {
    out.append("  ".repeat(depth)).append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
