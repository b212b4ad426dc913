package org.odoobridge.testkit.odoo.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.person.OdooPerson.Line;
import org.odoobridge.testkit.odoo.person.OdooPerson.Product;
import org.odoobridge.testkit.odoo.person.OdooRefusal;

/** What a simulated Odoo must do as the real one does. */
public final class OdooScenarios {

  private OdooScenarios() {}

  /** All scenarios; each leaves the warehouse's settings as it found them. */
  public static List<OdooScenario> all() {
    List<OdooScenario> all = new ArrayList<>(stock());
    all.addAll(sales());
    all.addAll(steps());
    all.addAll(ImportScenarios.all());
    all.addAll(RefusalScenarios.all());
    all.addAll(TillScenarios.all());
    return List.copyOf(all);
  }

  private static List<OdooScenario> stock() {
    return List.of(
        new OdooScenario(
            "count",
            (person, prefix) -> {
              Product product = person.createProduct(prefix + "A", "Probe", 10);
              int quant = person.setStock(product, person.stock(), 100);
              person.recount(quant, 120);
              person.changeQuantity(product, 110);
              person.setStock(product, person.stock(), 105.5);
              person.recount(quant, 105.5);
              return List.of();
            }),
        new OdooScenario(
            "foreign-owner",
            (person, prefix) -> {
              Product product = person.createProduct(prefix + "A", "Probe", 10);
              int owner = person.createCustomer("Owner", "owner@example.test");
              person.setStock(product, person.stock(), 3);
              person.setStock(product, person.stock(), 4, owner);
              int order = sell(person, prefix, product, 5);
              person.ship(order);
              return List.of();
            }),
        new OdooScenario(
            "internal-and-transit",
            (person, prefix) -> {
              Product product = person.createProduct(prefix + "A", "Probe", 10);
              int shelf = person.createLocation("Shelf", person.stock(), "internal");
              int transit = person.createLocation("Transit", person.stock(), "transit");
              person.setStock(product, person.stock(), 10);
              person.transfer(product, person.stock(), shelf, 4);
              person.transfer(product, person.stock(), transit, 3);
              person.planTransfer(product, shelf, person.stock(), 2);
              return List.of();
            }),
        new OdooScenario(
            "second-warehouse",
            (person, prefix) -> {
              Product product = person.createProduct(prefix + "A", "Probe", 10);
              String code = "W" + prefix.substring(prefix.length() - 5, prefix.length() - 1);
              OdooPerson.Warehouse second = person.createWarehouse("Branch " + prefix, code);
              person.setStock(product, person.stock(), 2);
              person.setStock(product, second.stock(), 5);
              int customer = person.createCustomer("Customer", "customer@example.test");
              int there = person.quote(customer, List.of(Line.of(product, 4)), second.id());
              int shipped = person.quote(customer, List.of(Line.of(product, 1)), second.id());
              person.confirm(there);
              person.confirm(shipped);
              person.ship(shipped);
              sell(person, prefix, product, 1);
              return List.of();
            }),
        new OdooScenario(
            "variants",
            (person, prefix) -> {
              List<Product> sizes =
                  person.createVariantProduct(
                      prefix + "SHIRT", "Shirt", prefix + "Size", List.of("S", "L"));
              person.setStock(sizes.getFirst(), person.stock(), 5);
              person.archive(sizes.getLast(), true);
              return List.of();
            }),
        new OdooScenario(
            "make-to-order",
            (person, prefix) -> {
              Product product = person.createToOrder(prefix + "A", "Probe", 10);
              person.setStock(product, person.stock(), 5);
              sell(person, prefix, product, 3);
              int toOrder = sell(person, prefix, product, 4);
              int cancelled = sell(person, prefix, product, 5);
              person.cancel(cancelled);
              person.openTransfers(toOrder);
              return List.of();
            }),
        new OdooScenario(
            "negative",
            (person, prefix) -> {
              Product product = person.createProduct(prefix + "A", "Probe", 10);
              person.setStock(product, person.stock(), 2);
              int order = sell(person, prefix, product, 5);
              person.ship(order);
              return List.of();
            }));
  }

  private static List<OdooScenario> sales() {
    return List.of(
        new OdooScenario(
            "confirm-and-ship",
            (person, prefix) -> {
              Product a = person.createProduct(prefix + "A", "Probe A", 10.5);
              Product b = person.createProduct(prefix + "B", "Probe B", 20);
              person.setStock(a, person.stock(), 10);
              person.setStock(b, person.stock(), 10);
              int customer = person.createCustomer("Ada", "ada@example.test");
              int order =
                  person.quote(
                      customer, List.of(Line.of(a, 3), new Line(b, 2, 17.333), Line.of(a, 1)));
              person.confirm(order);
              person.ship(order);
              return List.of();
            }),
        new OdooScenario(
            "confirm-only",
            (person, prefix) -> {
              Product product = person.createProduct(prefix + "A", "Probe", 10);
              person.setStock(product, person.stock(), 10);
              sell(person, prefix, product, 4);
              sell(person, prefix, product, 4);
              sell(person, prefix, product, 4);
              return List.of();
            }),
        new OdooScenario(
            "ship-part-keep-rest",
            (person, prefix) -> {
              Product a = person.createProduct(prefix + "A", "Probe A", 10);
              Product b = person.createProduct(prefix + "B", "Probe B", 10);
              person.setStock(a, person.stock(), 10);
              person.setStock(b, person.stock(), 10);
              int customer = person.createCustomer("Ada", "ada@example.test");
              int order = person.quote(customer, List.of(Line.of(a, 5), Line.of(b, 2)));
              person.confirm(order);
              person.shipPart(order, Map.of(a, 2.0), true);
              return List.of();
            }),
        new OdooScenario(
            "ship-part-then-rest",
            (person, prefix) -> {
              Product product = person.createProduct(prefix + "A", "Probe", 10);
              person.setStock(product, person.stock(), 10);
              int order = sell(person, prefix, product, 5);
              person.shipPart(order, Map.of(product, 2.0), true);
              person.ship(order);
              return List.of();
            }),
        new OdooScenario(
            "ship-part-drop-rest",
            (person, prefix) -> {
              Product a = person.createProduct(prefix + "A", "Probe A", 10);
              Product b = person.createProduct(prefix + "B", "Probe B", 10);
              person.setStock(a, person.stock(), 10);
              person.setStock(b, person.stock(), 10);
              int customer = person.createCustomer("Ada", "ada@example.test");
              int order = person.quote(customer, List.of(Line.of(a, 5), Line.of(b, 2)));
              person.confirm(order);
              person.shipPart(order, Map.of(a, 2.0), false);
              return List.of();
            }),
        new OdooScenario(
            "ship-more-than-asked",
            (person, prefix) -> {
              Product product = person.createProduct(prefix + "A", "Probe", 10);
              person.setStock(product, person.stock(), 10);
              int first = sell(person, prefix, product, 6);
              int second = sell(person, prefix, product, 4);
              person.shipPart(second, Map.of(product, 7.0), true);
              person.openTransfers(first);
              return List.of();
            }),
        new OdooScenario(
            "cancel",
            (person, prefix) -> {
              Product product = person.createProduct(prefix + "A", "Probe", 10);
              person.setStock(product, person.stock(), 10);
              int order = sell(person, prefix, product, 4);
              person.cancel(order);
              int part = sell(person, prefix, product, 5);
              person.shipPart(part, Map.of(product, 2.0), true);
              person.cancel(part);
              return List.of();
            }),
        new OdooScenario(
            "return",
            (person, prefix) -> {
              Product product = person.createProduct(prefix + "A", "Probe", 10);
              person.setStock(product, person.stock(), 10);
              int order = sell(person, prefix, product, 5);
              person.ship(order);
              person.returnGoods(order, product, 2, true);
              person.returnGoods(order, product, 1, false);
              return List.of();
            }),
        new OdooScenario(
            "return-feeds-waiting",
            (person, prefix) -> {
              Product product = person.createProduct(prefix + "A", "Probe", 10);
              person.setStock(product, person.stock(), 4);
              int shipped = sell(person, prefix, product, 3);
              person.ship(shipped);
              sell(person, prefix, product, 3);
              sell(person, prefix, product, 2);
              person.returnGoods(shipped, product, 3, true);
              return List.of();
            }),
        new OdooScenario(
            "change-quantity",
            (person, prefix) -> {
              Product product = person.createProduct(prefix + "A", "Probe", 10);
              person.setStock(product, person.stock(), 10);
              int order = sell(person, prefix, product, 2);
              person.changeLine(order, product, 5);
              person.changeLine(order, product, 3);
              return List.of();
            }),
        new OdooScenario(
            "too-little-then-scheduler",
            (person, prefix) -> {
              Product product = person.createProduct(prefix + "A", "Probe", 10);
              person.setStock(product, person.stock(), 2);
              sell(person, prefix, product, 5);
              sell(person, prefix, product, 1);
              person.setStock(product, person.stock(), 4);
              person.runScheduler();
              return List.of();
            }));
  }

  private static List<OdooScenario> steps() {
    List<OdooScenario> all = new ArrayList<>();
    for (String steps : List.of("pick_ship", "pick_pack_ship")) {
      all.add(
          new OdooScenario(
              steps,
              (person, prefix) -> {
                Product product = person.createProduct(prefix + "A", "Probe", 10);
                person.setStock(product, person.stock(), 10);
                try {
                  person.deliverIn(steps);
                  sell(person, prefix, product, 3);
                  int shipped = sell(person, prefix, product, 2);
                  person.ship(shipped);
                  int picked = sell(person, prefix, product, 4);
                  person.shipPart(picked, Map.of(product, 3.0), true);
                  int cancelled = sell(person, prefix, product, 1);
                  person.cancel(cancelled);
                } finally {
                  person.clearSteps(product);
                  person.deliverIn("ship_only");
                }
                return List.of();
              }));
    }
    return all;
  }

  /** A confirmed order of one line for a customer of its own. */
  static int sell(OdooPerson person, String prefix, Product product, double quantity) {
    int customer = person.createCustomer("Customer", "customer@example.test");
    int order = person.quote(customer, List.of(Line.of(product, quantity)));
    person.confirm(order);
    return order;
  }

  /** What Odoo says to a call: the result's kind or the error. */
  static String said(Runnable call) {
    try {
      call.run();
      return "accepted";
    } catch (OdooRefusal e) {
      return e.name() + ": " + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
  }
}
