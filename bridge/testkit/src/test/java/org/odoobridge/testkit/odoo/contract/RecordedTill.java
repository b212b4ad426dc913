package org.odoobridge.testkit.odoo.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.contract.RecordedStory.Operation;
import org.odoobridge.testkit.odoo.person.OdooClient;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/** The till's part of the recorded operations. */
final class RecordedTill extends Calls {

  private static final int TAX = 1;
  private static final int CASH = 1;
  private static final int BANK = 2;
  private static final int CONFIG = 1;

  private final OdooRelease release;
  private int mug;
  private int small;
  private int customer;
  private int session;
  private int receipt;
  private int firstTicketLine;

  RecordedTill(OdooClient odoo) {
    super(odoo);
    this.release = odoo.release();
  }

  /** The operations, on products and a customer that exist by then. */
  void operations(Map<String, Operation> all) {
    all.put(
        "pos open_ui (creates session)",
        () -> {
          mug = only("product.product", "default_code", "MUG");
          small = only("product.product", "default_code", "SHIRT-S");
          customer = only("res.partner", "name", "Ann Buyer");
          Object answer = odoo.call("pos.config", "open_ui", List.of(CONFIG));
          List<Map<String, Object>> sessions = sessions();
          session = number(sessions.getFirst().get("id"));
          return Arrays.asList(((Map<?, ?>) Objects.requireNonNull(answer)).get("url"), sessions);
        });
    all.put(
        "pos set_opening_control / open cash 100",
        () ->
            Arrays.asList(
                odoo.call("pos.session", release.tillOpening(), List.of(session), 100, ""),
                read(
                        "pos.session",
                        List.of(session),
                        "name",
                        "state",
                        "cash_register_balance_start")
                    .getFirst()));
    all.put(
        "pos order 1 (cash, 2 lines)",
        () -> {
          List<Map<String, Object>> made =
              sell(
                  List.of(item(mug, 2, 12.5, 0, 0), item(small, 1, 20, 10, 0)), CASH, false, false);
          firstTicketLine =
              odoo.search(
                      "pos.order.line",
                      List.of(List.of("order_id", "=", made.getFirst().getOrDefault("id", 0))))
                  .getFirst();
          return made.getFirst();
        });
    all.put(
        "pos order 2 (card, customer)",
        () -> sell(List.of(item(small, 1, 20, 0, 0)), BANK, true, false).getFirst());
    all.put("pos order 3 (split cash 10 + card 13, and change)", this::splitPayment);
    all.put("pos order 4 + replay same uuid", this::replay);
    all.put(
        "pos refund of line 1 of order 1 (qty -1)",
        () -> sell(List.of(item(mug, -1, 12.5, 0, firstTicketLine)), CASH, false, false));
    all.put(
        "pos order invoiced",
        () ->
            sell(List.of(item(mug, 1, 12.5, 0, 0)), BANK, true, true).stream()
                .map(row -> row.get("state"))
                .toList());
    all.put(
        "pos get_closing_control_data",
        () -> {
          Map<String, Object> due = new LinkedHashMap<>();
          ((Map<?, ?>)
                  Objects.requireNonNull(
                      odoo.call("pos.session", "get_closing_control_data", List.of(session))))
              .forEach((key, value) -> due.put(String.valueOf(key), value));
          // The recording kept these.
          due.keySet()
              .retainAll(
                  List.of(
                      "orders_details",
                      "default_cash_details",
                      "non_cash_payment_methods",
                      "amount_authorized_diff"));
          return due;
        });
    all.put("pos close: counted=expected-1.50", this::close);
    all.put(
        "pos late order after close",
        () -> sell(List.of(item(small, 1, 20, 0, 0)), BANK, false, false).getFirst());
    all.put("pos late order (old session_id) after a new session is open", this::late);
    all.put("pos draft then paid same uuid", this::draft);
  }

  private Object splitPayment() {
    Map<String, Object> order =
        ticket(
            List.of(item(small, 1, 20, 0, 0)),
            List.of(payment(CASH, 10), payment(BANK, 13)),
            false,
            UUID.randomUUID().toString(),
            ++receipt);
    return brief(send(order, false)).getFirst();
  }

  private Object replay() {
    String uuid = UUID.randomUUID().toString();
    int number = ++receipt;
    List<Map<String, Object>> lines = List.of(item(mug, 1, 12.5, 0, 0));
    List<Map<String, Object>> paid = List.of(payment(CASH, 14.38));
    Object once = send(ticket(lines, paid, false, uuid, number), false);
    Object before = odoo.call("pos.order", "search_count", List.of());
    ++receipt;
    Object again =
        send(
            ticket(
                List.of(item(mug, 1, 12.5, 0, 0)),
                List.of(payment(CASH, 14.38)),
                false,
                uuid,
                number),
            false);
    Object after = odoo.call("pos.order", "search_count", List.of());
    return Arrays.asList(ids(once).getFirst(), before, after, ids(again));
  }

  private Object close() {
    Map<?, ?> due =
        (Map<?, ?>)
            Objects.requireNonNull(
                odoo.call("pos.session", "get_closing_control_data", List.of(session)));
    double expected =
        ((Number)
                Objects.requireNonNull(
                    ((Map<?, ?>) Objects.requireNonNull(due.get("default_cash_details")))
                        .get("amount")))
            .doubleValue();
    return Arrays.asList(
        odoo.call("pos.session", "post_closing_cash_details", List.of(session), expected - 1.5),
        odoo.call("pos.session", "update_closing_control_state_session", List.of(session), ""),
        odoo.call("pos.session", "close_session_from_ui", List.of(session), List.of()),
        read("pos.session", List.of(session), "state").getFirst());
  }

  private Object late() {
    odoo.call("pos.config", "open_ui", List.of(CONFIG));
    List<Map<String, Object>> open = sessions();
    open.forEach(row -> row.remove("cash_register_balance_start"));
    odoo.call(
        "pos.session", release.tillOpening(), List.of(number(open.getFirst().get("id"))), 0, "");
    Map<String, Object> made =
        sell(List.of(item(small, 1, 20, 0, 0)), BANK, false, false).getFirst();
    return Arrays.asList(open, made.get("session_id"), session, made.get("state"));
  }

  private Object draft() {
    String uuid = UUID.randomUUID().toString();
    int number = ++receipt;
    Map<String, Object> open =
        ticket(List.of(item(mug, 1, 12.5, 0, 0)), List.of(), false, uuid, number);
    open.put("state", "draft");
    Map<String, Object> draft = brief(send(open, true)).getFirst();
    Map<String, Object> paid =
        ticket(
            release.tillSyncs() ? List.of() : List.of(item(mug, 1, 12.5, 0, 0)),
            List.of(payment(BANK, 14.38)),
            false,
            uuid,
            number);
    paid.put("id", draft.getOrDefault("id", 0));
    paid.put("amount_total", 14.38);
    paid.put("amount_tax", 1.88);
    Map<String, Object> done = brief(send(paid, false)).getFirst();
    return Arrays.asList(
        draft.get("id"),
        draft.get("state"),
        done.get("id"),
        done.get("state"),
        done.get("lines"),
        done.get("amount_total"));
  }

  private List<Map<String, Object>> sessions() {
    return odoo.searchRead(
        "pos.session",
        List.of(List.of("config_id", "=", CONFIG), List.of("state", "!=", "closed")),
        "name",
        "state",
        "cash_register_balance_start");
  }

  private List<Map<String, Object>> sell(
      List<Map<String, Object>> lines, int method, boolean known, boolean invoice) {
    double total = lines.stream().mapToDouble(l -> real(l, "price_subtotal_incl")).sum();
    Map<String, Object> order =
        ticket(
            lines,
            List.of(payment(method, round(total))),
            known,
            UUID.randomUUID().toString(),
            ++receipt);
    order.put("to_invoice", invoice);
    return brief(send(order, false));
  }

  private Map<String, Object> item(
      int product, double quantity, double price, double discount, int refunded) {
    double net = round(quantity * price * (1 - discount / 100));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("product_id", product);
    values.put("qty", quantity);
    values.put("price_unit", price);
    values.put("discount", discount);
    values.put("tax_ids", List.of(List.of(6, 0, List.of(TAX))));
    values.put("price_subtotal", net);
    values.put("price_subtotal_incl", round(net + round(net * 0.15)));
    values.put("uuid", UUID.randomUUID().toString());
    values.put("pack_lot_ids", List.of());
    if (refunded != 0) {
      values.put("refunded_orderline_id", refunded);
    }
    return values;
  }

  private static Map<String, Object> payment(int method, double amount) {
    return new LinkedHashMap<>(
        Map.of(
            "payment_method_id",
            method,
            "amount",
            amount,
            "name",
            now(),
            "uuid",
            UUID.randomUUID().toString()));
  }

  private Map<String, Object> ticket(
      List<Map<String, Object>> lines,
      List<Map<String, Object>> payments,
      boolean known,
      String uuid,
      int number) {
    double total = round(lines.stream().mapToDouble(l -> real(l, "price_subtotal_incl")).sum());
    double net = round(lines.stream().mapToDouble(l -> real(l, "price_subtotal")).sum());
    String reference = "%05d-001-%04d".formatted(session, number);
    Map<String, Object> order = new LinkedHashMap<>();
    order.put("name", "Order " + reference);
    order.put("uuid", uuid);
    order.put("session_id", session);
    order.put("user_id", 2);
    order.put("company_id", 1);
    order.put("partner_id", known ? customer : false);
    order.put("date_order", now());
    order.put("amount_total", total);
    order.put("amount_tax", round(total - net));
    order.put("amount_paid", round(payments.stream().mapToDouble(p -> real(p, "amount")).sum()));
    order.put("amount_return", 0.0);
    order.put("to_invoice", false);
    order.put("sequence_number", number);
    order.put("state", "paid");
    order.put("lines", lines.stream().map(l -> List.of(0, 0, l)).toList());
    order.put("payment_ids", payments.stream().map(p -> List.of(0, 0, p)).toList());
    if (release.tillNumbersByConfig()) {
      order.remove("name");
      order.put("pos_reference", reference);
      order.put("relations_uuid_mapping", Map.of());
    }
    return order;
  }

  private @Nullable Object send(Map<String, Object> order, boolean draft) {
    if (release.tillSyncs()) {
      return odoo.call("pos.order", "sync_from_ui", List.of(order));
    }
    Map<String, Object> data = new LinkedHashMap<>(order);
    data.put("pos_session_id", order.getOrDefault("session_id", 0));
    data.put("statement_ids", order.getOrDefault("payment_ids", List.of()));
    data.put("creation_date", now());
    data.put("server_id", false);
    data.remove("session_id");
    data.remove("payment_ids");
    return odoo.call(
        "pos.order",
        "create_from_ui",
        List.of(
            Map.of(
                "id",
                String.valueOf(order.get("name")).replace("Order ", ""),
                "to_invoice",
                order.getOrDefault("to_invoice", false),
                "data",
                data)),
        draft);
  }

  private static List<Integer> ids(@Nullable Object answer) {
    Object rows = answer instanceof Map<?, ?> map ? map.get("pos.order") : answer;
    List<Integer> ids = new ArrayList<>();
    if (rows instanceof List<?> list) {
      list.forEach(row -> ids.add(number(((Map<?, ?>) Objects.requireNonNull(row)).get("id"))));
    }
    return ids;
  }

  private List<Map<String, Object>> brief(@Nullable Object answer) {
    List<String> fields =
        new ArrayList<>(
            List.of(
                "name",
                "pos_reference",
                "state",
                "amount_total",
                "amount_paid",
                "amount_return",
                "picking_ids",
                "lines",
                "payment_ids",
                "session_id"));
    if (release.tillSyncs()) {
      fields.add("uuid");
    }
    return read("pos.order", ids(answer), fields.toArray(String[]::new));
  }
}
