package org.odoobridge.testkit.odoo.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.person.OdooClient;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.person.OdooRefusal;

/**
 * What a run makes in somebody's Odoo, and how it goes away again. Records are known by having been
 * made through this person's client, told by {@link #made}, or carrying an external id of the run;
 * nothing else is ever touched. Odoo keeps what has been shipped or counted: then stock becomes
 * zero, orders are cancelled, products and customers archived (SKU {@code CT-gone-…}), and each is
 * named. Works over RPC alone, as an administrator.
 */
public final class Footprint {

  /** Models whose rows are counted before and after; those with {@code active} both ways. */
  private static final List<String> ARCHIVABLE =
      List.of(
          "res.partner",
          "product.template",
          "product.product",
          "product.pricelist",
          "account.tax",
          "res.users");

  /** Begins the SKU of products that Odoo keeps. */
  private static final String GONE = "CT-gone-";

  private static final List<String> LASTING = List.of("sale.order", "stock.picking");

  /** Goods, papers and dialogs: they go with their product, or Odoo clears them itself. */
  private static final Set<String> NOT_REMOVED_ONE_BY_ONE =
      Set.of(
          "sale.order",
          "stock.picking",
          "product.product",
          "product.template",
          "stock.quant",
          "res.users",
          "res.partner");

  private static final String DIALOGS =
      "(stock\\.(change|return|immediate|backorder)|choose|sale\\.advance|pos\\.make|account\\..*(register|reversal)).*";

  private final OdooPerson person;
  private final OdooClient odoo;
  private final Map<String, Integer> before;
  private final Map<String, Set<Integer>> made = new LinkedHashMap<>();
  private final Map<String, Set<Integer>> kept = new LinkedHashMap<>();
  private final List<List<?>> externalIds = new ArrayList<>();

  private Footprint(OdooPerson person) {
    this.person = person;
    this.odoo = person.client();
    this.before = counts();
    odoo.onMade(this::made);
  }

  /**
   * What is left after {@link #remove}.
   *
   * @param kept each record that Odoo would not delete, as {@code model id}
   * @param unexplained counts that differ by more than those; empty when all went well and nobody
   *     else worked on the server
   */
  public record Left(List<String> kept, List<String> unexplained) {}

  /** Counts what there is and watches what this person makes from now on. */
  public static Footprint of(OdooPerson person) {
    return new Footprint(person);
  }

  public OdooPerson person() {
    return person;
  }

  /** A record that was made by another client. */
  public synchronized void made(String model, int id) {
    made.computeIfAbsent(model, key -> new LinkedHashSet<>()).add(id);
  }

  /** Records that the bridge enters: by the start of their external ids in its module. */
  public synchronized void externalIds(String module, String start) {
    externalIds.add(List.of(List.of("module", "=", module), List.of("name", "=like", start + "%")));
  }

  /** Removes or archives everything; may be repeated. */
  public synchronized Left remove() {
    kept.clear();
    for (List<?> domain : externalIds) {
      for (Map<String, Object> row : odoo.searchRead("ir.model.data", domain, "model", "res_id")) {
        made(String.valueOf(row.get("model")), ((Number) row.getOrDefault("res_id", 0)).intValue());
      }
    }
    Set<Integer> products = products();
    Set<Integer> transfers = new TreeSet<>();
    orders(products, transfers);
    transfers(products, transfers);
    for (int product : products) {
      empty(product);
    }
    for (int template : templates(products)) {
      away("product.template", template);
    }
    users();
    others();
    for (int partner : existing("res.partner")) {
      away("res.partner", partner);
    }
    for (int variant : existing("product.product")) {
      // Its SKU may be one that a shop sells: what stays must not answer to it.
      odoo.write("product.product", List.of(variant), Map.of("default_code", GONE + variant));
      keep("product.product", variant);
    }
    return new Left(
        kept.entrySet().stream()
            .flatMap(e -> e.getValue().stream().map(id -> e.getKey() + " " + id))
            .toList(),
        unexplained());
  }

  private Set<Integer> products() {
    Set<Integer> products = new LinkedHashSet<>(existing("product.product"));
    Set<Integer> templates = existing("product.template");
    if (!templates.isEmpty()) {
      List<?> ofThem = List.of(List.of("product_tmpl_id", "in", List.copyOf(templates)));
      products.addAll(searchAll("product.product", ofThem));
    }
    products.forEach(id -> made("product.product", id));
    return products;
  }

  private Set<Integer> templates(Set<Integer> products) {
    Set<Integer> templates = new LinkedHashSet<>(existing("product.template"));
    if (!products.isEmpty()) {
      templates.addAll(references("product.product", List.copyOf(products), "product_tmpl_id"));
    }
    return templates;
  }

  private void orders(Set<Integer> products, Set<Integer> transfers) {
    Set<Integer> orders = new TreeSet<>(existing("sale.order"));
    if (!products.isEmpty()) {
      orders.addAll(
          odoo.search(
              "sale.order",
              List.of(List.of("order_line.product_id", "in", List.copyOf(products)))));
    }
    for (int order : orders) {
      transfers.addAll(odoo.search("stock.picking", List.of(List.of("sale_id", "=", order))));
      cancel(order);
      if (refused("sale.order", "unlink", order)) {
        keep("sale.order", order);
      }
    }
  }

  /** A locked order is unlocked first; what was shipped stays shipped. */
  private void cancel(int order) {
    String state =
        String.valueOf(
            odoo.searchRead("sale.order", List.of(List.of("id", "=", order)), "state")
                .getFirst()
                .get("state"));
    if (state.equals("cancel")) {
      return;
    }
    try {
      person.cancel(order);
    } catch (OdooRefusal locked) {
      if (!refused(
          "sale.order", odoo.release().locksOrders() ? "action_unlock" : "action_draft", order)) {
        person.cancel(order);
      }
    }
  }

  private void transfers(Set<Integer> products, Set<Integer> transfers) {
    if (!products.isEmpty()) {
      for (Map<String, Object> move :
          odoo.searchRead(
              "stock.move",
              List.of(
                  List.of("product_id", "in", List.copyOf(products)),
                  List.of("picking_id", "!=", false)),
              "picking_id")) {
        transfers.add(reference(move.get("picking_id")));
      }
    }
    transfers.addAll(existing("stock.picking"));
    for (int transfer : transfers) {
      for (Map<String, Object> row :
          odoo.searchRead("stock.picking", List.of(List.of("id", "=", transfer)), "state")) {
        boolean done = "done".equals(row.get("state"));
        if (!done && !"cancel".equals(row.get("state"))) {
          odoo.call("stock.picking", "action_cancel", List.of(transfer));
        }
        if (done || refused("stock.picking", "unlink", transfer)) {
          keep("stock.picking", transfer);
        }
      }
    }
  }

  /** Counts everything of a product to zero. */
  private void empty(int product) {
    for (int quant :
        odoo.search(
            "stock.quant",
            List.of(
                List.of("product_id", "=", product),
                List.of("location_id.usage", "in", List.of("internal", "transit")),
                List.of("quantity", "!=", 0)))) {
      person.recount(quant, 0);
    }
  }

  private void users() {
    for (int user : existing("res.users")) {
      references("res.users", List.of(user), "partner_id")
          .forEach(partner -> made("res.partner", partner));
      away("res.users", user);
    }
  }

  private void others() {
    for (String model : List.copyOf(made.keySet()).reversed()) {
      if (!NOT_REMOVED_ONE_BY_ONE.contains(model) && !model.matches(DIALOGS)) {
        existing(model).forEach(id -> away(model, id));
      }
    }
  }

  private void away(String model, int id) {
    if (refused(model, "unlink", id)) {
      try {
        odoo.write(model, List.of(id), Map.of("active", false));
      } catch (OdooRefusal neither) {
        // It has no archive, or Odoo wants it to stay: named all the same.
      }
      keep(model, id);
    }
  }

  private boolean refused(String model, String method, int id) {
    try {
      odoo.call(model, method, List.of(id));
      return false;
    } catch (OdooRefusal refusal) {
      return true;
    }
  }

  private void keep(String model, int id) {
    kept.computeIfAbsent(model, key -> new TreeSet<>()).add(id);
  }

  /** Those that the run made and that are still there, archived ones, too. */
  private Set<Integer> existing(String model) {
    Set<Integer> ids = made.getOrDefault(model, Set.of());
    return ids.isEmpty()
        ? Set.of()
        : new LinkedHashSet<>(searchAll(model, List.of(List.of("id", "in", List.copyOf(ids)))));
  }

  private static final Map<String, Object> ALL = Map.of("active_test", false);

  private List<Integer> searchAll(String model, List<?> domain) {
    return list(odoo.execute(model, "search", List.of(domain), Map.of("context", ALL))).stream()
        .map(id -> ((Number) id).intValue())
        .toList();
  }

  /** What a field of records points to, of archived ones, too. */
  private List<Integer> references(String model, List<Integer> ids, String field) {
    Object rows =
        odoo.execute(
            model,
            "search_read",
            List.of(List.of(List.of("id", "in", ids))),
            Map.of("fields", List.of(field), "context", ALL));
    return list(rows).stream().map(row -> reference(((Map<?, ?>) row).get(field))).toList();
  }

  private static List<?> list(@Nullable Object answer) {
    if (answer instanceof List<?> list) {
      return list;
    }
    throw new IllegalStateException("no list: " + answer);
  }

  private Map<String, Integer> counts() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String model : ARCHIVABLE) {
      counts.put("active " + model, count(model, Map.of()));
      counts.put("all " + model, count(model, ALL));
    }
    for (String model : LASTING) {
      counts.put("all " + model, count(model, ALL));
    }
    return counts;
  }

  private int count(String model, Map<String, Object> context) {
    Object answer =
        odoo.execute(
            model,
            "search_count",
            List.of(List.of()),
            context.isEmpty() ? Map.of() : Map.of("context", context));
    if (answer instanceof Number number) {
      return number.intValue();
    }
    throw new IllegalStateException("no number: " + answer);
  }

  private List<String> unexplained() {
    List<String> differences = new ArrayList<>();
    counts()
        .forEach(
            (what, after) -> {
              String model = what.substring(what.indexOf(' ') + 1);
              int expected =
                  before.getOrDefault(what, 0)
                      + (what.startsWith("all ") ? kept.getOrDefault(model, Set.of()).size() : 0);
              if (after != expected) {
                differences.add("%s: %d, expected %d".formatted(what, after, expected));
              }
            });
    return List.copyOf(differences);
  }

  private static int reference(@Nullable Object value) {
    return value instanceof List<?> pair && pair.getFirst() instanceof Number id
        ? id.intValue()
        : 0;
  }
}
