package org.odoobridge.testkit.odoo.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.person.OdooPerson.Product;

/** Orders and customers through {@code load} with external ids. */
final class ImportScenarios {

  private static final String TAXES = "order_line/taxes/.id";

  private static final List<String> FIELDS =
      List.of(
          "id",
          "client_order_ref",
          "partner_id/.id",
          "date_order",
          "note",
          "order_line/id",
          "order_line/product_id/.id",
          "order_line/product_uom_qty",
          "order_line/price_unit",
          TAXES,
          "order_line/name",
          "order_line/discount",
          "order_line/sequence");

  private ImportScenarios() {}

  static List<OdooScenario> all() {
    return List.of(
        new OdooScenario("load-order", ImportScenarios::order),
        new OdooScenario("load-replay-confirmed", ImportScenarios::replay),
        new OdooScenario("load-changed", ImportScenarios::changed),
        new OdooScenario("load-defaults", ImportScenarios::defaults),
        new OdooScenario("load-bad", ImportScenarios::bad),
        new OdooScenario("load-partner", ImportScenarios::partner),
        new OdooScenario("load-two", ImportScenarios::two));
  }

  private static List<List<Object>> rows(String name, int customer, Product a, Product b) {
    String id = ref(name);
    return List.of(
        List.of(
            id,
            name,
            String.valueOf(customer),
            "2026-11-20 10:11:12",
            "by hand",
            id + "_1",
            String.valueOf(a.id()),
            "3",
            "10.555",
            "1",
            "First",
            "0",
            "1"),
        List.of(
            "",
            "",
            "",
            "",
            "",
            id + "_2",
            String.valueOf(b.id()),
            "2",
            "8.39",
            "",
            "Second",
            "10",
            "2"),
        List.of(
            "",
            "",
            "",
            "",
            "",
            id + "_3",
            String.valueOf(b.id()),
            "1",
            "-2.5",
            "1",
            "Third\nmore",
            "0",
            "3"));
  }

  /** External id of an order by its reference. */
  private static String ref(String name) {
    return name + "_order";
  }

  private static List<String> order(OdooPerson person, String prefix) {
    Product a = stocked(person, prefix + "A");
    Product b = stocked(person, prefix + "B");
    int customer = person.createCustomer("Ada", "ada@example.test");
    return List.of(load(person, "sale.order", FIELDS, rows(prefix + "1", customer, a, b)));
  }

  private static List<String> replay(OdooPerson person, String prefix) {
    Product a = stocked(person, prefix + "A");
    Product b = stocked(person, prefix + "B");
    int customer = person.createCustomer("Ada", "ada@example.test");
    List<List<Object>> rows = rows(prefix + "1", customer, a, b);
    List<String> said = new ArrayList<>();
    said.add(load(person, "sale.order", FIELDS, rows));
    person.confirm(ordered(person, prefix + "1"));
    said.add(load(person, "sale.order", FIELDS, rows));
    if (person.client().release().refusesSecondConfirmation()) {
      said.add(OdooScenarios.said(() -> person.confirm(ordered(person, prefix + "1"))));
    } else {
      person.confirm(ordered(person, prefix + "1"));
    }
    return said;
  }

  private static List<String> changed(OdooPerson person, String prefix) {
    Product a = stocked(person, prefix + "A");
    Product b = stocked(person, prefix + "B");
    int customer = person.createCustomer("Ada", "ada@example.test");
    List<String> said = new ArrayList<>();
    said.add(load(person, "sale.order", FIELDS, rows(prefix + "1", customer, a, b)));
    person.confirm(ordered(person, prefix + "1"));
    List<String> fields =
        List.of(
            "id",
            "order_line/id",
            "order_line/product_id/.id",
            "order_line/product_uom_qty",
            "order_line/price_unit");
    String id = ref(prefix + "1");
    said.add(
        load(
            person,
            "sale.order",
            fields,
            List.of(
                List.of(id, id + "_1", String.valueOf(a.id()), "5", "9"),
                List.of("", id + "_4", String.valueOf(b.id()), "1", "4"))));
    return said;
  }

  private static List<String> defaults(OdooPerson person, String prefix) {
    Product a = stocked(person, prefix + "A");
    int customer = person.createCustomer("Ada", "ada@example.test");
    List<String> fields =
        List.of(
            "id",
            "client_order_ref",
            "partner_id/.id",
            "order_line/id",
            "order_line/product_id/.id",
            "order_line/product_uom_qty");
    String id = ref(prefix + "1");
    return List.of(
        load(
            person,
            "sale.order",
            fields,
            List.of(
                List.of(
                    id,
                    prefix + "1",
                    String.valueOf(customer),
                    id + "_1",
                    String.valueOf(a.id()),
                    "2"))));
  }

  private static List<String> bad(OdooPerson person, String prefix) {
    Product a = stocked(person, prefix + "A");
    int customer = person.createCustomer("Ada", "ada@example.test");
    List<String> said = new ArrayList<>();
    List<List<Object>> rows = new ArrayList<>(rows(prefix + "1", customer, a, a));
    rows.addAll(rows(prefix + "2", 99_999_999, a, a));
    said.add(load(person, "sale.order", FIELDS, rows));
    List<Object> word = new ArrayList<>(rows.getFirst());
    word.set(7, "three");
    said.add(load(person, "sale.order", FIELDS, List.of(word)));
    said.add(
        OdooScenarios.said(
            () ->
                load(
                    person,
                    "sale.order",
                    List.of("id", "nope"),
                    List.of(List.of(prefix + "x", "1")))));
    return said;
  }

  private static List<String> partner(OdooPerson person, String prefix) {
    List<String> fields =
        List.of("id", "name", "email", "street", "zip", "city", "country_id/id", "phone");
    List<String> said = new ArrayList<>();
    for (String name : List.of("Bob", "Robert")) {
      said.add(
          load(
              person,
              "res.partner",
              fields,
              List.of(
                  List.of(
                      "shop." + prefix + "12",
                      name,
                      "Bob@Example.test",
                      "1 Road",
                      "10115",
                      "Town",
                      "base.us",
                      ""))));
    }
    person
        .client()
        .searchRead(
            "res.partner",
            List.of(List.of("email", "=ilike", "bob@example.test")),
            "name",
            "display_name",
            "email",
            "street",
            "zip",
            "city",
            "phone",
            "type",
            "is_company",
            "lang",
            "active")
        .stream()
        .reduce((first, second) -> second)
        .ifPresent(
            row -> {
              row.remove("id");
              said.add(new TreeMap<>(row).toString());
            });
    return said;
  }

  private static List<String> two(OdooPerson person, String prefix) {
    Product a = stocked(person, prefix + "A");
    Product b = stocked(person, prefix + "B");
    int customer = person.createCustomer("Ada", "ada@example.test");
    List<List<Object>> rows = new ArrayList<>(rows(prefix + "1", customer, a, b));
    rows.addAll(rows(prefix + "2", customer, b, a));
    String said = load(person, "sale.order", FIELDS, rows);
    person.confirm(ordered(person, prefix + "1"), ordered(person, prefix + "2"));
    return List.of(said);
  }

  private static Product stocked(OdooPerson person, String sku) {
    Product product = person.createProduct(sku, "Probe " + sku, 10);
    person.setStock(product, person.stock(), 20);
    return product;
  }

  private static int ordered(OdooPerson person, String reference) {
    return person
        .client()
        .search("sale.order", List.of(List.of("client_order_ref", "=", reference)))
        .getFirst();
  }

  /** Calls {@code load}; answers how many ids came back and the messages without ids in them. */
  private static String load(
      OdooPerson person, String model, List<String> fields, List<List<Object>> rows) {
    String taxes = "order_line/" + person.client().release().lineTaxField() + "/.id";
    List<String> named = fields.stream().map(field -> field.equals(TAXES) ? taxes : field).toList();
    Object answer = person.client().call(model, "load", named, rows);
    if (!(answer instanceof Map<?, ?> map)) {
      return "no answer: " + answer;
    }
    StringBuilder said = new StringBuilder();
    said.append(
        map.get("ids") instanceof List<?> ids ? ids.size() + " ids" : "ids " + map.get("ids"));
    if (map.get("messages") instanceof List<?> messages) {
      for (Object message : messages) {
        Map<?, ?> one = (Map<?, ?>) message;
        said.append("; ")
            .append(one.get("type"))
            .append(' ')
            .append(one.get("record"))
            .append(' ')
            .append(one.get("rows"))
            .append(' ')
            .append(String.valueOf(one.get("message")).strip());
      }
    }
    return said.toString();
  }
}
