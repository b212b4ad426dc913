package org.odoobridge.testkit.odoo.person;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.odoobridge.testkit.odoo.person.OdooPerson.Line;
import org.odoobridge.testkit.odoo.release.OdooRelease;

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
    int session =
        client.create("pos.session", Map.of("config_id", config, "user_id", client.uid()));
    OdooRelease release = client.release();
    if (release.tillOpensByHand()) {
      client.call("pos.session", release.tillOpening(), List.of(session), 0, "");
    }
    return session;
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
    String receipt = String.format(Locale.ROOT, "%05d-001-%04d", session, number);
    double total = 0;
    List<List<Object>> commands = new ArrayList<>();
    for (Line line : lines) {
      Map<String, Object> values = line(line, receipt, commands.size() + 1);
      total += ((Number) values.getOrDefault("price_subtotal", 0)).doubleValue();
      commands.add(List.of(0, 0, values));
    }
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("name", "Order " + receipt);
    order.put("pricelist_id", pricelist == 0 ? false : pricelist);
    order.put("partner_id", false);
    order.put("user_id", client.uid());
    order.put("employee_id", false);
    order.put("sequence_number", number);
    order.put("fiscal_position_id", false);
    order.put("amount_total", total);
    order.put("amount_tax", 0);
    order.put("amount_paid", total);
    order.put("amount_return", 0);
    order.put("lines", commands);
    return client.release().tillSyncs()
        ? sync(order, session, receipt, total)
        : upload(order, session, receipt, total);
  }

  private Map<String, Object> line(Line line, String receipt, int place) {
    double price = line.price() == null ? 10 : line.price();
    double amount = Math.round(line.quantity() * price * 100) / 100.0;
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("product_id", line.product().id());
    values.put("qty", line.quantity());
    values.put("price_unit", price);
    values.put("price_subtotal", amount);
    values.put("price_subtotal_incl", amount);
    values.put("discount", 0);
    values.put("tax_ids", List.of(List.of(6, 0, List.of())));
    values.put("pack_lot_ids", List.of());
    if (client.release().tillSyncs()) {
      values.put("uuid", uuid(receipt + "/" + place));
    } else {
      values.put("id", place);
    }
    return values;
  }

  private int upload(Map<String, Object> order, int session, String receipt, double total) {
    String now = LocalDateTime.now(ZoneOffset.UTC).format(TIME);
    order.put("uid", receipt);
    order.put("server_id", false);
    order.put("pos_session_id", session);
    order.put("creation_date", now);
    order.put(
        "statement_ids",
        List.of(List.of(0, 0, Map.of("name", now, "payment_method_id", cash, "amount", total))));
    Object answer =
        client.call(
            "pos.order",
            "create_from_ui",
            List.of(Map.of("id", receipt, "to_invoice", false, "data", order)));
    return answer instanceof List<?> made ? made.size() : 0;
  }

  /** From 18 on a repeated upload may answer the order that is there: its uuid tells. */
  private int sync(Map<String, Object> order, int session, String receipt, double total) {
    String uuid = uuid(client.url() + "/" + receipt);
    List<Integer> before = client.search("pos.order", List.of(List.of("uuid", "=", uuid)));
    String now = LocalDateTime.now(ZoneOffset.UTC).format(TIME);
    order.remove("employee_id");
    if (client.release().tillNumbersByConfig()) {
      order.remove("name");
      order.put("pos_reference", receipt);
      order.put("relations_uuid_mapping", Map.of());
    }
    order.put("uuid", uuid);
    order.put("access_token", uuid(receipt));
    order.put("session_id", session);
    order.put("company_id", 1);
    order.put("date_order", now);
    order.put("to_invoice", false);
    order.put("state", "paid");
    order.put("last_order_preparation_change", "{}");
    order.put("shipping_date", false);
    Map<String, Object> payment = new LinkedHashMap<>();
    payment.put("name", now);
    payment.put("payment_method_id", cash);
    payment.put("amount", total);
    payment.put("uuid", uuid("paid " + receipt));
    order.put("payment_ids", List.of(List.of(0, 0, payment)));
    client.call("pos.order", "sync_from_ui", List.of(order));
    return client.search("pos.order", List.of(List.of("uuid", "=", uuid))).size() - before.size();
  }

  /** One uuid for one text, so that a repeated upload is a repeated one for Odoo, too. */
  private static String uuid(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Closes a session with the cash that it should hold. */
  public void close(int session) {
    OdooRelease release = client.release();
    if (!release.tillOpensByHand()) {
      client.call("pos.session", "action_pos_session_closing_control", List.of(session));
      return;
    }
    Map<?, ?> due = answer("get_closing_control_data", List.of(session));
    double cashDue =
        due.get("default_cash_details") instanceof Map<?, ?> drawer
                && drawer.get("amount") instanceof Number amount
            ? amount.doubleValue()
            : 0;
    answer("post_closing_cash_details", List.of(session), cashDue);
    client.call("pos.session", "update_closing_control_state_session", List.of(session), "");
    Map<?, ?> closed = answer("close_session_from_ui", List.of(session), List.of());
    if (!Boolean.TRUE.equals(closed.get("successful"))) {
      throw new IllegalStateException("session not closed: " + closed);
    }
  }

  private Map<?, ?> answer(String method, Object... args) {
    Object answer = client.call("pos.session", method, args);
    if (answer instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalStateException(method + " answered " + answer);
  }
}
