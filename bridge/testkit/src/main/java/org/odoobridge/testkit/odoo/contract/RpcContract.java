package org.odoobridge.testkit.odoo.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.person.OdooClient;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.person.OdooPerson.Line;
import org.odoobridge.testkit.odoo.person.OdooPerson.Product;
import org.odoobridge.testkit.odoo.person.OdooRefusal;

/**
 * What a bridge relies on in every Odoo, done and seen over RPC alone: no look into the tables, so
 * it runs against a server anywhere. Nothing in it depends on other data of the server.
 */
public final class RpcContract {

  private static final List<String> ORDER =
      List.of(
          "id",
          "client_order_ref",
          "partner_id/.id",
          "order_line/id",
          "order_line/product_id/.id",
          "order_line/product_uom_qty",
          "order_line/price_unit");

  private RpcContract() {}

  /**
   * One clause.
   *
   * @param story what is done
   * @param said what comes of it, in every release
   */
  public record Clause(String name, OdooScenario.Story story, List<String> said) {}

  public static List<Clause> clauses() {
    return List.of(
        new Clause("a-count-is-stored", RpcContract::count, List.of("5.0 0.0", "3.0 0.0")),
        new Clause(
            "an-order-reserves-and-ships",
            RpcContract::ship,
            List.of("5.0 0.0", "5.0 2.0", "3.0 0.0", "delivered 2.0")),
        new Clause(
            "cancelling-gives-back", RpcContract::cancel, List.of("5.0 4.0", "5.0 0.0", "cancel")),
        new Clause(
            "a-load-twice-is-one-order",
            RpcContract::loadTwice,
            List.of("same true", "orders 1", "lines 1", "moves 1 2.0")),
        new Clause(
            "a-bad-load-says-why",
            RpcContract::badLoad,
            List.of("ids false", "type error", "orders 0")),
        new Clause(
            "refusals-have-names",
            RpcContract::refusals,
            List.of(
                "odoo.exceptions.MissingError",
                "[]",
                "builtins.ValueError",
                "odoo.exceptions.AccessError")));
  }

  private static List<String> count(OdooPerson person, String prefix) {
    Product product = person.createProduct(prefix + "A", "Probe", 10);
    List<String> said = new ArrayList<>();
    person.setStock(product, person.stock(), 5);
    said.add(shelf(person, product));
    person.setStock(product, person.stock(), 3);
    said.add(shelf(person, product));
    return said;
  }

  private static List<String> ship(OdooPerson person, String prefix) {
    Product product = person.createProduct(prefix + "A", "Probe", 10);
    List<String> said = new ArrayList<>();
    person.setStock(product, person.stock(), 5);
    said.add(shelf(person, product));
    int order = person.quote(customer(person, prefix), List.of(Line.of(product, 2)));
    person.confirm(order);
    said.add(shelf(person, product));
    person.ship(order);
    said.add(shelf(person, product));
    said.add(
        "delivered "
            + person
                .client()
                .searchRead(
                    "sale.order.line", List.of(List.of("order_id", "=", order)), "qty_delivered")
                .getFirst()
                .get("qty_delivered"));
    return said;
  }

  private static List<String> cancel(OdooPerson person, String prefix) {
    Product product = person.createProduct(prefix + "A", "Probe", 10);
    List<String> said = new ArrayList<>();
    person.setStock(product, person.stock(), 5);
    int order = person.quote(customer(person, prefix), List.of(Line.of(product, 4)));
    person.confirm(order);
    said.add(shelf(person, product));
    person.cancel(order);
    said.add(shelf(person, product));
    said.add(
        String.valueOf(
            person
                .client()
                .searchRead("sale.order", List.of(List.of("id", "=", order)), "state")
                .getFirst()
                .get("state")));
    return said;
  }

  private static List<String> loadTwice(OdooPerson person, String prefix) {
    Product product = person.createProduct(prefix + "A", "Probe", 10);
    List<List<String>> rows =
        List.of(
            List.of(
                external(prefix) + "order",
                prefix + "1",
                String.valueOf(customer(person, prefix)),
                external(prefix) + "line",
                String.valueOf(product.id()),
                "2",
                "9.5"));
    OdooClient odoo = person.client();
    Object first = ids(odoo.call("sale.order", "load", ORDER, rows));
    Object second = ids(odoo.call("sale.order", "load", ORDER, rows));
    List<Integer> orders = orders(odoo, prefix);
    orders.forEach(person::confirm);
    List<Map<String, Object>> moves =
        odoo.searchRead(
            "stock.move", List.of(List.of("product_id", "=", product.id())), "product_uom_qty");
    return List.of(
        "same " + first.equals(second),
        "orders " + orders.size(),
        "lines "
            + odoo.search("sale.order.line", List.of(List.of("order_id", "in", orders))).size(),
        "moves " + moves.size() + " " + moves.getFirst().get("product_uom_qty"));
  }

  private static List<String> badLoad(OdooPerson person, String prefix) {
    List<List<String>> rows =
        List.of(
            List.of(
                external(prefix) + "bad",
                prefix + "BAD",
                "987654321",
                external(prefix) + "bad_line",
                "987654321",
                "1",
                "1"));
    OdooClient odoo = person.client();
    Object answer = odoo.call("sale.order", "load", ORDER, rows);
    Object type =
        answer instanceof Map<?, ?> map
                && map.get("messages") instanceof List<?> messages
                && !messages.isEmpty()
                && messages.getFirst() instanceof Map<?, ?> message
            ? message.get("type")
            : answer;
    return List.of("ids " + ids(answer), "type " + type, "orders " + orders(odoo, prefix).size());
  }

  private static List<String> refusals(OdooPerson person, String prefix) {
    OdooClient odoo = person.client();
    return List.of(
        refusal(
            () -> odoo.call("res.partner", "write", List.of(987654321), Map.of("name", prefix))),
        String.valueOf(odoo.call("res.partner", "read", List.of(987654321), List.of("name"))),
        refusal(() -> odoo.search("res.partner", List.of(List.of("no_such_field", "=", 1)))),
        refusal(() -> odoo.call("sale.order", "_create_invoices", List.of())));
  }

  private static String refusal(Runnable call) {
    try {
      call.run();
      return "no refusal";
    } catch (OdooRefusal e) {
      return e.name();
    }
  }

  private static int customer(OdooPerson person, String prefix) {
    return person.createCustomer(prefix + "Customer", "customer@example.test");
  }

  /** External ids have a module of the run's own. */
  static String external(String prefix) {
    return "test_" + prefix.toLowerCase(Locale.ROOT).replace("-", "") + ".";
  }

  private static List<Integer> orders(OdooClient odoo, String prefix) {
    return odoo.search("sale.order", List.of(List.of("client_order_ref", "=like", prefix + "%")));
  }

  private static Object ids(@Nullable Object answer) {
    return answer instanceof Map<?, ?> map && map.get("ids") != null ? map.get("ids") : "none";
  }

  /** Quantity and reserved quantity on the shelf. */
  private static String shelf(OdooPerson person, Product product) {
    double quantity = 0;
    double reserved = 0;
    for (Map<String, Object> quant :
        person
            .client()
            .searchRead(
                "stock.quant",
                List.of(
                    List.of("product_id", "=", product.id()),
                    List.of("location_id", "=", person.stock())),
                "quantity",
                "reserved_quantity")) {
      quantity += ((Number) quant.getOrDefault("quantity", 0)).doubleValue();
      reserved += ((Number) quant.getOrDefault("reserved_quantity", 0)).doubleValue();
    }
    return quantity + " " + reserved;
  }
}
