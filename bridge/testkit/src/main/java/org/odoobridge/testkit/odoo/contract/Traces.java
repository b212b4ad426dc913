package org.odoobridge.testkit.odoo.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.person.OdooClient;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.person.OdooRefusal;

/**
 * Takes away what a run made, found by its prefix. Odoo keeps what has been shipped or counted:
 * then orders stay as they are, stock becomes zero, and products and customers are archived.
 */
public final class Traces {

  private Traces() {}

  /** Removes or archives; answers a line for each record that stays. */
  public static List<String> remove(OdooPerson person, String prefix) {
    OdooClient odoo = person.client();
    List<String> kept = new ArrayList<>();
    List<Object> marked = List.of("default_code", "=like", prefix + "%");
    List<Integer> products = odoo.search("product.product", List.of(marked));
    if (!products.isEmpty()) {
      orders(person, products, kept);
    }
    for (int product : products) {
      empty(person, product);
      away(odoo, "product.template", template(odoo, product), kept);
    }
    for (int partner :
        odoo.search("res.partner", List.of(List.of("name", "=like", prefix + "%")))) {
      away(odoo, "res.partner", partner, kept);
    }
    return List.copyOf(kept);
  }

  private static void orders(OdooPerson person, List<Integer> products, List<String> kept) {
    OdooClient odoo = person.client();
    for (Map<String, Object> order :
        odoo.searchRead(
            "sale.order", List.of(List.of("order_line.product_id", "in", products)), "state")) {
      int id = ((Number) order.getOrDefault("id", 0)).intValue();
      boolean shipped =
          !odoo.search(
                  "stock.move",
                  List.of(List.of("sale_line_id.order_id", "=", id), List.of("state", "=", "done")))
              .isEmpty();
      if (shipped) {
        kept.add("sale.order " + id);
        continue;
      }
      if (!"cancel".equals(order.get("state"))) {
        person.cancel(id);
      }
      try {
        odoo.call("sale.order", "unlink", List.of(id));
      } catch (OdooRefusal e) {
        kept.add("sale.order " + id);
      }
    }
  }

  private static void empty(OdooPerson person, int product) {
    boolean stocked =
        !person
            .client()
            .search(
                "stock.quant",
                List.of(
                    List.of("product_id", "=", product),
                    List.of("location_id", "=", person.stock()),
                    List.of("quantity", "!=", 0)))
            .isEmpty();
    if (stocked) {
      person.setStock(person.product(product), person.stock(), 0);
    }
  }

  private static int template(OdooClient odoo, int product) {
    Object value =
        odoo.searchRead("product.product", List.of(List.of("id", "=", product)), "product_tmpl_id")
            .getFirst()
            .get("product_tmpl_id");
    return value instanceof List<?> pair && pair.getFirst() instanceof Number id
        ? id.intValue()
        : 0;
  }

  private static void away(OdooClient odoo, String model, int id, List<String> kept) {
    try {
      odoo.call(model, "unlink", List.of(id));
    } catch (OdooRefusal used) {
      odoo.write(model, List.of(id), Map.of("active", false));
      kept.add(model + " " + id);
    }
  }
}
