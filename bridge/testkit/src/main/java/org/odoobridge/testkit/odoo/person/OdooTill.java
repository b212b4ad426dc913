package org.odoobridge.testkit.odoo.person;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.odoobridge.testkit.odoo.person.OdooPerson.Line;

/** A cashier at the first point of sale. */
public final class OdooTill {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private final OdooClient client;
  private final int config;
  private final int pricelist;
  private final int cash;

  public OdooTill(OdooPerson person) {
    this.client = person.client();
    Map<String, Object> first =
        client.searchRead("pos.config", List.of(), "pricelist_id").getFirst();
    this.config = OdooClient.number(first.get("id"));
    this.pricelist = OdooClient.reference(first.get("pricelist_id"));
    this.cash =
        client
            .search("pos.payment.method", List.of(List.of("is_cash_count", "=", true)))
            .getFirst();
  }

  /** Whether stock moves when a session closes, or with each order. */
  public void moveStockAtClosing(boolean atClosing) {
    client.write(
        "res.company",
        List.of(1),
        Map.of("point_of_sale_update_stock_quantities", atClosing ? "closing" : "real"));
  }

  /** Opens a session, or takes over the open one. */
  public int open() {
    List<Integer> known =
        client.search(
            "pos.session",
            List.of(
                List.of("config_id", "=", config),
                List.of("state", "=", "opened"),
                List.of("rescue", "=", false)));
    return known.isEmpty() ? openAnother() : known.getFirst();
  }

  /** Opens a session; refused while another is open. */
  public int openAnother() {
    return client.create("pos.session", Map.of("config_id", config, "user_id", client.uid()));
  }

  /** Session that took orders for a closed one. */
  public List<Integer> rescueSessions() {
    return client.search(
        "pos.session", List.of(List.of("state", "=", "opened"), List.of("rescue", "=", true)));
  }

  /**
   * Uploads a paid order; a line with a negative quantity is a return. A repeated upload of a
   * number changes nothing.
   *
   * @param number of the receipt within the session, from 1
   * @return how many orders Odoo stored: 0 for a repeated upload
   */
  public int sell(int session, int number, List<Line> lines) {
    String uid = String.format(Locale.ROOT, "%05d-001-%04d", session, number);
    double total = 0;
    List<List<Object>> commands = new ArrayList<>();
    for (Line line : lines) {
      double price = line.price() == null ? 10 : line.price();
      double amount = Math.round(line.quantity() * price * 100) / 100.0;
      total += amount;
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("product_id", line.product().id());
      values.put("qty", line.quantity());
      values.put("price_unit", price);
      values.put("price_subtotal", amount);
      values.put("price_subtotal_incl", amount);
      values.put("discount", 0);
      values.put("tax_ids", List.of(List.of(6, 0, List.of())));
      values.put("pack_lot_ids", List.of());
      values.put("id", commands.size() + 1);
      commands.add(List.of(0, 0, values));
    }
    String now = LocalDateTime.now(ZoneOffset.UTC).format(TIME);
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", "Order " + uid);
    data.put("uid", uid);
    data.put("server_id", false);
    data.put("pos_session_id", session);
    data.put("pricelist_id", pricelist);
    data.put("partner_id", false);
    data.put("user_id", client.uid());
    data.put("employee_id", false);
    data.put("sequence_number", number);
    data.put("creation_date", now);
    data.put("fiscal_position_id", false);
    data.put("amount_total", total);
    data.put("amount_tax", 0);
    data.put("amount_paid", total);
    data.put("amount_return", 0);
    data.put("lines", commands);
    data.put(
        "statement_ids",
        List.of(List.of(0, 0, Map.of("name", now, "payment_method_id", cash, "amount", total))));
    Object answer =
        client.call(
            "pos.order",
            "create_from_ui",
            List.of(Map.of("id", uid, "to_invoice", false, "data", data)));
    return answer instanceof List<?> made ? made.size() : 0;
  }

  public void close(int session) {
    client.call("pos.session", "action_pos_session_closing_control", List.of(session));
  }
}
