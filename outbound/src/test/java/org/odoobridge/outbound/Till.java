package org.odoobridge.outbound;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.person.OdooClient;
import org.odoobridge.testkit.odoo.person.OdooPerson.Product;

/** A point of sale of a real Odoo 14: one session, paid in cash. */
final class Till {
  private final OdooClient client;
  private final int session;
  private final int priceList;
  private final int cash;
  private int sold;

  Till(OdooClient client) {
    this.client = client;
    Map<String, Object> config =
        client.searchRead("pos.config", List.of(), "pricelist_id", "payment_method_ids").getFirst();
    this.priceList = Answers.reference(config.get("pricelist_id"));
    this.cash = Answers.numbers(config.get("payment_method_ids")).getFirst();
    int till = Answers.number(config.get("id"));
    for (int open :
        client.search(
            "pos.session",
            List.of(List.of("config_id", "=", till), List.of("state", "!=", "closed")))) {
      client.call("pos.session", "action_pos_session_closing_control", List.of(open));
    }
    this.session = client.create("pos.session", Map.of("config_id", till, "user_id", client.uid()));
  }

  void sell(Product product, double quantity, boolean invoice) {
    double amount = 10 * quantity;
    String uid = "flow-%d-%d".formatted(session, ++sold);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", "Order " + uid);
    data.put("uid", uid);
    data.put("server_id", false);
    data.put("pos_session_id", session);
    data.put("pricelist_id", priceList);
    data.put("partner_id", false);
    data.put("user_id", client.uid());
    data.put("employee_id", false);
    data.put("sequence_number", sold);
    data.put("creation_date", "2026-11-24 12:00:00");
    data.put("fiscal_position_id", false);
    data.put("to_invoice", invoice);
    data.put("amount_total", amount);
    data.put("amount_tax", 0);
    data.put("amount_paid", amount);
    data.put("amount_return", 0);
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("product_id", product.id());
    line.put("qty", quantity);
    line.put("price_unit", 10);
    line.put("price_subtotal", amount);
    line.put("price_subtotal_incl", amount);
    line.put("discount", 0);
    line.put("tax_ids", List.of(List.of(6, 0, List.of())));
    line.put("pack_lot_ids", List.of());
    line.put("id", sold);
    data.put("lines", List.of(List.of(0, 0, line)));
    data.put(
        "statement_ids",
        List.of(
            List.of(
                0,
                0,
                Map.of(
                    "name", "2026-11-24 12:00:00", "payment_method_id", cash, "amount", amount))));
    client.call(
        "pos.order",
        "create_from_ui",
        List.of(Map.of("id", uid, "to_invoice", invoice, "data", data)));
  }

  void close() {
    client.call("pos.session", "action_pos_session_closing_control", List.of(session));
  }
}
