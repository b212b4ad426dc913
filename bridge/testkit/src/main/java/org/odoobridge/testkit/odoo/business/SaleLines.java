package org.odoobridge.testkit.odoo.business;

import static org.odoobridge.testkit.odoo.business.MoveLines.orFalse;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.orm.Args;
import org.odoobridge.testkit.odoo.orm.Decimals;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Row;

/**
 * Lines of sale orders: defaults from the product, amounts, delivered and invoiceable quantities.
 */
final class SaleLines {

  /** Context key of a write that comes through the order. */
  static final String WITHIN_ORDER = "simulator.within_order";

  /** Context key: the currency of an order that does not store it yet. */
  static final String CURRENCY = "simulator.currency";

  private static final String DONE = "m.state = 'done'";
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Records records;
  private final Supplying supplying;

  /** Launches deliveries for lines of confirmed orders. */
  @FunctionalInterface
  interface Supplying {
    void launch(Env env, int order);
  }

  SaleLines(Records records, Supplying supplying) {
    this.records = records;
    this.supplying = supplying;
  }

  void register(Ops ops) {
    ops.onCreate(
        "sale.order.line",
        (env, values) -> {
          int line = create(env, values);
          settle(env, env.get("sale_order_line", line).ref("order_id"), true);
          return line;
        });
    ops.onWrite("sale.order.line", this::write);
    ops.onUnlink("sale.order.line", this::unlink);
  }

  static List<Row> of(Env env, int order) {
    return env.rows(
        "SELECT * FROM sale_order_line WHERE order_id = ? ORDER BY sequence, id", order);
  }

  private int create(Env env, Map<String, Object> given) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("sequence", 10);
    values.put("product_uom_qty", 1);
    values.put("discount", 0);
    values.put("customer_lead", 0);
    values.put("invoice_status", "no");
    values.put("qty_delivered", 0);
    values.put("qty_delivered_manual", 0);
    values.putAll(given);
    Object ref = values.getOrDefault("order_id", false);
    if (Args.ids(ref).isEmpty()) {
      throw OdooError.validation(
          "Missing required value for the field 'Order Reference' (order_id)");
    }
    Row order = env.get("sale_order", Args.ids(ref).getFirst());
    List<Integer> products = Args.ids(values.getOrDefault("product_id", false));
    if (!products.isEmpty()) {
      complete(env, order, products.getFirst(), values);
    }
    values.putIfAbsent("price_unit", 0);
    values.put("state", order.text("state"));
    if (env.release().technicalPriceUnit()) {
      values.putIfAbsent("technical_price_unit", values.getOrDefault("price_unit", 0));
      values.put("warehouse_id", orFalse(order.ref("warehouse_id")));
    }
    int id = records.insert(env, "sale.order.line", values);
    compute(env, order, id, true);
    return id;
  }

  /** What the form would have filled in from the product. */
  private void complete(Env env, Row order, int product, Map<String, Object> values) {
    Row template =
        env.row(
                "SELECT t.* FROM product_template t JOIN product_product p ON p.product_tmpl_id = t.id WHERE p.id = ?",
                product)
            .orElseThrow(() -> OdooError.missing("product.product", List.of(product), env.uid()));
    if (!values.containsKey("name") || Boolean.FALSE.equals(values.get("name"))) {
      String shown =
          records.names(env, "product.product", List.of(product)).getOrDefault(product, "");
      values.put(
          "name",
          template.has("description_sale")
              ? shown + "\n" + template.text("description_sale")
              : shown);
    }
    if (!values.containsKey("price_unit")) {
      BigDecimal quantity =
          values.get("product_uom_qty") instanceof Number n ? Decimals.of(n) : BigDecimal.ONE;
      values.put("price_unit", Prices.of(env, product, order.ref("pricelist_id"), quantity));
    }
    values.putIfAbsent(env.release().lineUomField(), template.ref("uom_id"));
    String tax = env.release().lineTaxField();
    if (!values.containsKey(tax)) {
      List<Integer> taxes =
          env.ids("SELECT tax_id FROM product_taxes_rel WHERE prod_id = ?", template.id());
      values.put(
          tax, List.of(List.of(6, 0, Taxes.mapped(env, taxes, order.ref("fiscal_position_id")))));
    }
  }

  /** Computed columns of a line, in one write as Odoo flushes them. */
  private static void compute(Env env, Row order, int id, boolean created) {
    Row line = env.get("sale_order_line", id);
    BigDecimal quantity = line.dec("product_uom_qty");
    BigDecimal price = discounted(line);
    Taxes.Amounts amounts =
        amounts(env, line, env.release().roundsEveryLine() || !Taxes.globally(env));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("price_subtotal", amounts.net());
    values.put("price_tax", amounts.tax());
    values.put("price_total", amounts.gross());
    values.put("price_reduce", Decimals.round(price, 2));
    values.put("price_reduce_taxinc", each(amounts.gross(), quantity));
    values.put("price_reduce_taxexcl", each(amounts.net(), quantity));
    if (created) {
      values.put("salesman_id", orFalse(order.ref("user_id")));
      values.put(
          "currency_id", env.context().getOrDefault(CURRENCY, orFalse(order.ref("currency_id"))));
      values.put("company_id", order.ref("company_id"));
      values.put("order_partner_id", order.ref("partner_id"));
      values.put("qty_invoiced", 0);
      values.put("untaxed_amount_invoiced", 0);
      values.put(
          "qty_delivered_method", delivers(env, line.ref("product_id")) ? "stock_move" : "manual");
    }
    values.putAll(invoicing(env, order.text("state"), line, amounts.net()));
    env.update("sale_order_line", id, values);
  }

  private static Taxes.Amounts amounts(Env env, Row line, boolean rounded) {
    List<Integer> taxes =
        env.ids(
            "SELECT account_tax_id FROM account_tax_sale_order_line_rel WHERE sale_order_line_id = ?",
            line.id());
    return Taxes.of(env, discounted(line), line.dec("product_uom_qty"), taxes, rounded);
  }

  private static BigDecimal discounted(Row line) {
    return line.dec("price_unit")
        .multiply(HUNDRED.subtract(line.dec("discount")))
        .divide(HUNDRED, MathContext.DECIMAL64);
  }

  private static BigDecimal each(BigDecimal amount, BigDecimal quantity) {
    return quantity.signum() == 0
        ? BigDecimal.ZERO
        : Decimals.round(amount.divide(quantity, MathContext.DECIMAL64), 2);
  }

  static boolean delivers(Env env, int product) {
    String type = MoveLines.type(env, product);
    return type.equals("product") || type.equals("consu");
  }

  /** Unit of a line. */
  static int uom(Row line) {
    return line.ref(line.has("product_uom_id") ? "product_uom_id" : "product_uom");
  }

  private static Map<String, Object> invoicing(Env env, String state, Row line, BigDecimal net) {
    boolean sold = state.equals("sale") || state.equals("done");
    boolean byDelivery =
        env.row(
                "SELECT 1 AS x FROM product_product p JOIN product_template t ON t.id = p.product_tmpl_id WHERE p.id = ? AND t.invoice_policy = 'delivery'",
                line.ref("product_id"))
            .isPresent();
    BigDecimal quantity = line.dec(byDelivery ? "qty_delivered" : "product_uom_qty");
    BigDecimal discounted = Decimals.round(discounted(line), 2);
    BigDecimal value = byDelivery ? Decimals.round(discounted.multiply(quantity), 2) : net;
    BigDecimal open = sold ? quantity.subtract(line.dec("qty_invoiced")) : BigDecimal.ZERO;
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("qty_to_invoice", open);
    values.put("invoice_status", open.signum() == 0 ? "no" : "to invoice");
    values.put("untaxed_amount_to_invoice", sold ? value : BigDecimal.ZERO);
    return values;
  }

  /** Writes the lines' state after their order's changed. */
  static void follow(Env env, int order, String state) {
    for (Row line : of(env, order)) {
      Map<String, Object> values = invoicing(env, state, line, line.dec("price_subtotal"));
      values.put("state", state);
      env.update("sale_order_line", line.id(), values);
    }
  }

  /** Delivered quantity from done moves, returns to be refunded taken off. */
  static void delivered(Env env, int order) {
    for (Row line : of(env, order)) {
      BigDecimal delivered = moved(env, line, DONE);
      if (delivered.compareTo(line.dec("qty_delivered")) != 0) {
        Map<String, Object> seen = new LinkedHashMap<>(line.values());
        seen.put("qty_delivered", delivered);
        Map<String, Object> values =
            invoicing(env, line.text("state"), new Row(seen), line.dec("price_subtotal"));
        values.put("qty_delivered", delivered);
        env.update("sale_order_line", line.id(), values);
      }
    }
  }

  /** Quantity that moves of a line were made for: to the customer, or on the way there. */
  static BigDecimal asked(Env env, Row line) {
    String onTheWay =
        env.release().finalLocations()
            ? """
               AND NOT EXISTS (SELECT FROM stock_move_move_rel r JOIN stock_move o ON o.id = r.move_orig_id
                                WHERE r.move_dest_id = m.id AND o.sale_line_id = m.sale_line_id
                                  AND m.origin_returned_move_id IS NULL)"""
            : "";
    return moved(env, line, "m.state <> 'cancel'" + onTheWay);
  }

  /** Quantity of a line's moves to the customer, less what comes back to be refunded. */
  static BigDecimal moved(Env env, Row line, String condition) {
    BigDecimal quantity = BigDecimal.ZERO;
    String kept = env.has("stock_move", "scrapped") ? "NOT coalesce(m.scrapped, FALSE)" : "TRUE";
    boolean done = condition.equals(DONE);
    for (Row move :
        env.rows(
            """
            SELECT m.*, d.usage AS dest_usage%s FROM stock_move m JOIN stock_location d ON d.id = m.location_dest_id %s
             WHERE m.sale_line_id = ? AND m.product_id = ? AND d.usage <> 'inventory' AND %s AND %s"""
                .formatted(
                    env.release().finalLocations() ? ", f.usage AS final_usage" : "",
                    env.release().finalLocations()
                        ? "LEFT JOIN stock_location f ON f.id = m.location_final_id"
                        : "",
                    kept,
                    condition),
            line.id(),
            line.ref("product_id"))) {
      boolean counted = env.release().quantityPicked() && move.text("state").equals("done");
      BigDecimal part =
          Uoms.convert(
              env,
              move.dec(counted ? "quantity" : "product_uom_qty"),
              move.ref("product_uom"),
              uom(line));
      boolean toCustomer =
          move.text("dest_usage").equals("customer")
              || (!done && move.text("final_usage").equals("customer"));
      if (toCustomer) {
        if (!move.has("origin_returned_move_id") || move.flag("to_refund")) {
          quantity = quantity.add(part);
        }
      } else if (move.flag("to_refund")) {
        quantity = quantity.subtract(part);
      }
    }
    return quantity;
  }

  private void write(Env env, List<Integer> ids, Map<String, Object> values) {
    List<Row> before = env.rows("SELECT * FROM sale_order_line WHERE id = ANY (?)", ids);
    records.store(env, "sale.order.line", ids, values);
    if (values.containsKey("product_uom_qty") && !values.containsKey("price_unit")) {
      before.forEach(line -> priceAgain(env, line));
    }
    List<Integer> orders =
        env.ids("SELECT DISTINCT order_id FROM sale_order_line WHERE id = ANY (?)", ids);
    for (int order : orders) {
      Row row = env.get("sale_order", order);
      for (Row line : of(env, order)) {
        if (ids.contains(line.id())) {
          compute(env, row, line.id(), false);
        }
      }
      settle(env, order, values.containsKey("product_uom_qty"));
    }
  }

  /**
   * After a quantity changed: the price list's price, unless the line says that its price was set
   * by hand.
   */
  private static void priceAgain(Env env, Row before) {
    Row line = env.get("sale_order_line", before.id());
    boolean byHand =
        env.release().technicalPriceUnit()
            && line.dec("technical_price_unit").compareTo(line.dec("price_unit")) != 0;
    boolean same = line.dec("product_uom_qty").compareTo(before.dec("product_uom_qty")) == 0;
    if (!env.release().pricesFollowQuantity()
        || byHand
        || same
        || line.dec("qty_invoiced").signum() > 0
        || !line.has("product_id")) {
      return;
    }
    BigDecimal price =
        Prices.of(
            env,
            line.ref("product_id"),
            env.get("sale_order", line.ref("order_id")).ref("pricelist_id"),
            line.dec("product_uom_qty"));
    env.update(
        "sale_order_line",
        line.id(),
        env.release().technicalPriceUnit()
            ? Map.of("price_unit", price, "technical_price_unit", price)
            : Map.of("price_unit", price));
  }

  /** Totals and deliveries after lines changed; once at the end when their order writes them. */
  private void settle(Env env, int order, boolean quantities) {
    if (env.asks(WITHIN_ORDER)) {
      return;
    }
    total(env, order);
    if (quantities && env.get("sale_order", order).text("state").equals("sale")) {
      supplying.launch(env, order);
    }
  }

  private void unlink(Env env, List<Integer> ids) {
    List<Row> lines = env.rows("SELECT * FROM sale_order_line WHERE id = ANY (?)", ids);
    if (lines.stream()
        .anyMatch(l -> l.text("state").equals("sale") || l.text("state").equals("done"))) {
      throw OdooError.user(
          "You can not remove an order line once the sales order is confirmed.\nYou should rather set the quantity to 0.");
    }
    env.delete("sale_order_line", ids);
    lines.stream()
        .map(l -> l.ref("order_id"))
        .distinct()
        .forEach(order -> settle(env, order, false));
  }

  /** Sums the lines into the order. */
  static void total(Env env, int order) {
    env.update("sale_order", order, sums(env, order));
  }

  static Map<String, Object> sums(Env env, int order) {
    BigDecimal net = BigDecimal.ZERO;
    BigDecimal tax = BigDecimal.ZERO;
    List<String> states = new ArrayList<>();
    boolean overall = env.release().roundsEveryLine() && Taxes.globally(env);
    for (Row line : of(env, order)) {
      Taxes.Amounts exact = overall ? amounts(env, line, false) : null;
      net = net.add(exact == null ? line.dec("price_subtotal") : exact.net());
      tax = tax.add(exact == null ? line.dec("price_tax") : exact.tax());
      states.add(line.text("invoice_status"));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("amount_untaxed", Decimals.round(net, 2));
    values.put("amount_tax", Decimals.round(tax, 2));
    values.put("amount_total", Decimals.round(net.add(tax), 2));
    values.put("invoice_status", states.contains("to invoice") ? "to invoice" : "no");
    return values;
  }
}
