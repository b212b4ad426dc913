package org.odoobridge.testkit.odoo.contract;

import java.util.ArrayList;
import java.util.List;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.person.OdooPerson.Line;
import org.odoobridge.testkit.odoo.person.OdooPerson.Product;
import org.odoobridge.testkit.odoo.person.OdooTill;

/** Sales at the till, with stock at closing or at once. */
final class TillScenarios {

  private TillScenarios() {}

  static List<OdooScenario> all() {
    return List.of(
        new OdooScenario("till-before-closing", (person, prefix) -> sell(person, prefix, false)),
        new OdooScenario("till-closed", (person, prefix) -> sell(person, prefix, true)),
        new OdooScenario("till-at-once", TillScenarios::atOnce),
        new OdooScenario("till-rescue", TillScenarios::rescue));
  }

  private static List<String> sell(OdooPerson person, String prefix, boolean close) {
    OdooTill till = new OdooTill(person);
    Product a = stocked(person, prefix + "A");
    Product b = stocked(person, prefix + "B");
    int session = till.open();
    int first = numbers(session);
    List<String> said = new ArrayList<>();
    List<Line> lines = List.of(new Line(a, 2, 11.0), new Line(b, 1, 21.5));
    said.add("stored " + till.sell(session, first, lines));
    said.add("stored " + till.sell(session, first, lines));
    said.add("stored " + till.sell(session, first + 1, List.of(new Line(a, -1, 11.0))));
    said.add(OdooScenarios.said(() -> till.openAnother()));
    if (close) {
      till.close(session);
    }
    return said;
  }

  /** Receipt numbers that no other scenario of the session uses. */
  private static int numbers(int session) {
    return (int) (System.nanoTime() / 1000 % 4000) * 2 + session % 2 + 1;
  }

  private static List<String> atOnce(OdooPerson person, String prefix) {
    OdooTill till = new OdooTill(person);
    Product a = stocked(person, prefix + "A");
    till.close(till.open());
    till.moveStockAtClosing(false);
    try {
      int session = till.open();
      int first = numbers(session);
      till.sell(session, first, List.of(new Line(a, 3, 11.0)));
      till.sell(session, first + 1, List.of(new Line(a, -1, 11.0)));
      till.close(session);
    } finally {
      till.moveStockAtClosing(!person.client().release().tillMovesStockAtOnce());
    }
    return List.of();
  }

  private static List<String> rescue(OdooPerson person, String prefix) {
    OdooTill till = new OdooTill(person);
    Product a = stocked(person, prefix + "A");
    int session = till.open();
    till.close(session);
    List<String> said = new ArrayList<>();
    if (!person.client().release().tillRescues()) {
      List<Line> late = List.of(new Line(a, 1, 11.0));
      said.add(OdooScenarios.said(() -> till.sell(session, numbers(session), late)));
      int next = till.open();
      said.add("stored " + till.sell(session, numbers(session), late));
      till.close(next);
      return said;
    }
    said.add("stored " + till.sell(session, numbers(session), List.of(new Line(a, 1, 11.0))));
    List<Integer> rescue = till.rescueSessions();
    said.add("rescue sessions " + rescue.size());
    rescue.forEach(till::close);
    return said;
  }

  private static Product stocked(OdooPerson person, String sku) {
    Product product = person.createProduct(sku, "Probe", 10);
    person.setStock(product, person.stock(), 20);
    return product;
  }
}
