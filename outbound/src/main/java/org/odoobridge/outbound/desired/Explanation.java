package org.odoobridge.outbound.desired;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/**
 * Why a channel shows a number: every term of the formula. Made by the computation itself. Plain
 * values only, so that it serialises to JSON as it is.
 *
 * @param published the number; {@code max(0, floor(sellable − inFlight − buffer))}
 * @param note why nothing is published, or empty
 * @param sellable Σ over the warehouses
 * @param buffer withheld
 * @param bufferRule the rule that says so, such as {@code 10 % for category All / Toys}
 * @param elsewhere stock that does not count, since it lies outside the channel's scope
 * @param lsn commit LSN of the newest change in the number last offered; empty = never offered
 * @param changedAt when what caused that number was committed, ISO 8601 in UTC
 */
public record Explanation(
    String channel,
    String sku,
    String product,
    long published,
    String note,
    String mode,
    BigDecimal sellable,
    List<Warehouse> warehouses,
    BigDecimal inFlight,
    List<Order> orders,
    BigDecimal buffer,
    String bufferRule,
    List<Stock> elsewhere,
    List<String> problems,
    String lsn,
    String changedAt) {
  public Explanation {
    warehouses = List.copyOf(warehouses);
    orders = List.copyOf(orders);
    elsewhere = List.copyOf(elsewhere);
    problems = List.copyOf(problems);
  }

  /**
   * @param sellable max(0, on hand − promised)
   */
  public record Warehouse(
      String code,
      BigDecimal onHand,
      BigDecimal promised,
      BigDecimal sellable,
      List<Stock> stock,
      List<Promise> promises) {
    public Warehouse {
      stock = List.copyOf(stock);
      promises = List.copyOf(promises);
    }
  }

  /**
   * @param owner id of the partner that owns it; 0 = the company
   * @param why {@code counted}, or why not
   */
  public record Stock(
      String location, int owner, BigDecimal quantity, boolean counted, String why) {}

  /**
   * @param source Odoo model of the row behind it
   * @param quantity whole demand
   * @param counted what of it is kept back
   */
  public record Promise(
      String source, int id, String origin, BigDecimal quantity, BigDecimal counted, String why) {}

  /**
   * An order of a channel that Odoo does not show (all of) yet.
   *
   * @param saleOrder its number in Odoo; empty while there is none
   */
  public record Order(
      String channel,
      String order,
      String saleOrder,
      BigDecimal ordered,
      BigDecimal visible,
      BigDecimal counted) {}

  /** The same for a person, several lines. */
  public String text() {
    StringBuilder out = new StringBuilder();
    line(out, 0, "%s shows %d of %s%s", channel, published, sku, named(product));
    if (!note.isEmpty()) {
      line(out, 1, "%s", note);
    }
    line(
        out,
        1,
        "= max(0, floor(%s sellable - %s in flight - %s buffer))   mode %s",
        sellable.toPlainString(),
        inFlight.toPlainString(),
        buffer.toPlainString(),
        mode);
    if (!bufferRule.isEmpty() && !bufferRule.equals(buffer.toPlainString() + " units")) {
      line(out, 1, "buffer: %s", bufferRule);
    }
    warehouses.forEach(warehouse -> render(out, warehouse));
    for (Order order : orders) {
      line(
          out,
          1,
          "in flight: order %s/%s%s ordered %s, visible in Odoo %s, counts %s",
          order.channel,
          order.order,
          named(order.saleOrder),
          order.ordered.toPlainString(),
          order.visible.toPlainString(),
          order.counted.toPlainString());
    }
    elsewhere.forEach(
        stock ->
            line(
                out,
                1,
                "not sold here: %s %s (%s)",
                stock.location,
                stock.quantity.toPlainString(),
                stock.why));
    problems.forEach(problem -> line(out, 1, "problem: %s", problem));
    line(out, 1, lsn.isEmpty() ? "not offered yet" : "last changed at %s, LSN %s", changedAt, lsn);
    return out.toString();
  }

  private static void render(StringBuilder out, Warehouse warehouse) {
    line(
        out,
        1,
        "warehouse %s: max(0, %s on hand - %s promised) = %s",
        warehouse.code,
        warehouse.onHand.toPlainString(),
        warehouse.promised.toPlainString(),
        warehouse.sellable.toPlainString());
    for (Stock stock : warehouse.stock) {
      line(
          out,
          2,
          "%s %s%s%s",
          stock.location,
          stock.quantity.toPlainString(),
          stock.owner == 0 ? "" : " owned by partner " + stock.owner,
          stock.counted ? "" : ", left out: " + stock.why);
    }
    for (Promise promise : warehouse.promises) {
      line(
          out,
          2,
          "promised %s of %s: %s%s (%s %d)",
          promise.counted.toPlainString(),
          promise.quantity.toPlainString(),
          promise.why,
          named(promise.origin),
          promise.source,
          promise.id);
    }
  }

  private static String named(String name) {
    return name.isEmpty() ? "" : " [" + name + "]";
  }

  private static void line(StringBuilder out, int depth, String format, Object... values) {
    out.append("  ".repeat(depth)).append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
