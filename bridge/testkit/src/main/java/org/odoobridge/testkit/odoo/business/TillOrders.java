package org.odoobridge.testkit.odoo.business;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.odoobridge.testkit.odoo.orm.Args;
import org.odoobridge.testkit.odoo.orm.Decimals;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Row;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/**
 * Orders as the till uploads them: {@code create_from_ui}, where the receipt's number tells a
 * repeated upload, or {@code sync_from_ui}, where its uuid does.
 */
final class TillOrders {

  private final Records records;
  private final TillSessions sessions;
  private final TillStock stock;

  TillOrders(Records records, TillSessions sessions, TillStock stock) {
    this.records = records;
    this.sessions = sessions;
    this.stock = stock;
  }

  void register(Ops ops, OdooRelease release) {
    if (release.tillSyncs()) {
      ops.method("pos.order", "sync_from_ui", this::sync);
    } else {
      ops.method("pos.order", "create_from_ui", this::upload);
    }
  }

  private Object upload(Env env, Args args) {
    boolean draft = Boolean.TRUE.equals(args.get(1, "draft").orElse(false));
    List<Integer> made = new ArrayList<>();
    for (Object item : args.list(0, "orders")) {
      Map<String, Object> data = Args.map(Args.map(item).getOrDefault("data", Map.of()));
      Optional<Row> known = data.containsKey("server_id") ? known(env, data) : Optional.empty();
      if (known.isEmpty() || known.get().text("state").equals("draft")) {
        data.put("session_id", data.getOrDefault("pos_session_id", 0));
        data.put("payment_ids", data.getOrDefault("statement_ids", List.of()));
        data.put("pos_reference", data.getOrDefault("name", false));
        data.put("date_order", data.getOrDefault("creation_date", env.nowText()));
        made.add(store(env, data, draft, known));
      }
    }
    return records.read(
        env,
        "pos.order",
        records.search(env, "pos.order", List.of(List.of("id", "in", made)), 0, 0, ""),
        List.of("id", "pos_reference"));
  }

  private static Optional<Row> known(Env env, Map<String, Object> data) {
    int server = number(data, "server_id");
    return env.row(
        "SELECT * FROM pos_order WHERE id = ? OR pos_reference = ? ORDER BY date_order DESC, name DESC, id DESC LIMIT 1",
        server,
        String.valueOf(data.get("name")));
  }

  private Object sync(Env env, Args args) {
    Set<Integer> answered = new LinkedHashSet<>();
    for (Object item : args.list(0, "orders")) {
      Map<String, Object> data = Args.map(item);
      data.putIfAbsent("pos_reference", data.getOrDefault("name", false));
      Optional<Row> known =
          env.row(
              "SELECT * FROM pos_order WHERE uuid = ? ORDER BY id LIMIT 1",
              String.valueOf(data.get("uuid")));
      boolean draft = "draft".equals(data.get("state"));
      if (known.isPresent() && !known.get().text("state").equals("draft")) {
        if (env.release().tillAnswersReplays()) {
          answered.add(known.get().id());
        }
        continue;
      }
      if (known.isPresent() && env.release().tillNeedsDraftId() && number(data, "id") == 0) {
        throw OdooError.value("Expected singleton: pos.order()");
      }
      int made = store(env, data, draft, known);
      if (env.release().tillAnswersReplays()) {
        answered.addAll(
            env.ids(
                """
                SELECT DISTINCT o.order_id FROM pos_order_line l JOIN pos_order_line o ON o.id = l.refunded_orderline_id
                 WHERE l.order_id = ?""",
                made));
      }
      answered.add(made);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(
        "pos.order",
        records.read(
            env,
            "pos.order",
            List.copyOf(answered),
            List.of("id", "name", "uuid", "pos_reference", "state", "amount_total", "lines")));
    answer.put("pos.session", List.of());
    return answer;
  }

  private int store(Env env, Map<String, Object> data, boolean draft, Optional<Row> known) {
    Row session = session(env, env.get("pos_session", number(data, "session_id")));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("session_id", session.id());
    values.put("user_id", data.getOrDefault("user_id", env.uid()));
    values.put("pos_reference", data.getOrDefault("pos_reference", false));
    values.put("sequence_number", data.getOrDefault("sequence_number", 1));
    values.put("partner_id", data.getOrDefault("partner_id", false));
    values.put(
        "date_order",
        String.valueOf(data.getOrDefault("date_order", env.nowText()))
            .replace('T', ' ')
            .substring(0, 19));
    values.put("fiscal_position_id", data.getOrDefault("fiscal_position_id", false));
    values.put("pricelist_id", data.getOrDefault("pricelist_id", 1));
    for (String amount : List.of("amount_paid", "amount_total", "amount_tax", "amount_return")) {
      values.put(amount, data.getOrDefault(amount, 0));
    }
    values.put("company_id", 1);
    values.put("to_invoice", Boolean.TRUE.equals(data.get("to_invoice")));
    if (env.release().tillSyncs()) {
      values.put("uuid", data.getOrDefault("uuid", false));
    }
    if (env.has("pos_order", "config_id")) {
      values.put("config_id", session.ref("config_id"));
    }
    int id;
    if (known.isPresent()) {
      id = known.get().id();
      if (!env.release().tillAddsLinesToDrafts()) {
        env.execute("DELETE FROM pos_order_line WHERE order_id = ?", id);
      }
      records.store(env, "pos.order", List.of(id), values);
    } else {
      values.put("name", "/");
      values.put("state", "draft");
      id = records.insert(env, "pos.order", values);
    }
    Row config = env.get("pos_config", session.ref("config_id"));
    lines(env, id, config, Args.list(data.getOrDefault("lines", List.of())));
    payments(env, id, session, Args.list(data.getOrDefault("payment_ids", List.of())));
    if (!draft) {
      pay(env, id, config);
    }
    boolean later = session.flag("update_stock_at_closing") && !Till.invoicedAtOnce(env, id);
    if (!later && !draft) {
      stock.ship(env, env.get("pos_order", id), config);
    }
    return id;
  }

  private static void pay(Env env, int id, Row config) {
    boolean invoice = env.get("pos_order", id).flag("to_invoice");
    String state = "paid";
    if (invoice) {
      state = env.release().tillInvoicedState() ? "invoiced" : "done";
    }
    env.update("pos_order", id, Map.of("state", state, "name", name(env, id, config)));
  }

  private static String name(Env env, int id, Row config) {
    Optional<Row> refunded =
        env.has("pos_order_line", "refunded_orderline_id")
            ? env.row(
                """
                SELECT r.name FROM pos_order_line l JOIN pos_order_line o ON o.id = l.refunded_orderline_id
                  JOIN pos_order r ON r.id = o.order_id WHERE l.order_id = ? LIMIT 1""",
                id)
            : Optional.empty();
    if (refunded.isPresent() && env.release().tillNamesRefunds()) {
      return refunded.get().text("name") + " REFUND";
    }
    if (!env.release().tillNumbersByConfig()) {
      return env.next(config.ref("sequence_id"));
    }
    String reference = env.get("pos_order", id).text("pos_reference");
    return config.text("name") + " - " + reference.substring(reference.lastIndexOf('-') + 1);
  }

  private static int number(Map<String, Object> data, String key) {
    return data.get(key) instanceof Number n ? n.intValue() : 0;
  }

  /** The session itself while it takes orders, else the one that takes them instead. */
  private Row session(Env env, Row asked) {
    String state = asked.text("state");
    boolean refuses =
        state.equals("closed")
            || state.equals("closing_control")
            || (env.release().tillTakesOnlyOpened() && !state.equals("opened"));
    if (!refuses) {
      return asked;
    }
    if (env.release().tillRescues()) {
      return rescue(env, asked);
    }
    return TillSessions.instead(env, asked)
        .orElseThrow(
            () ->
                OdooError.user(
                    "No open session available. Please open a new session to capture the order."));
  }

  /** The session that takes orders for one already closed. */
  private Row rescue(Env env, Row closed) {
    Optional<Row> open =
        env.row(
            "SELECT * FROM pos_session WHERE config_id = ? AND rescue AND state NOT IN ('closed', 'closing_control') LIMIT 1",
            closed.ref("config_id"));
    return open.orElseGet(
        () -> {
          Map<String, Object> values = new LinkedHashMap<>();
          values.put("config_id", closed.ref("config_id"));
          values.put("name", "(RESCUE FOR %s)".formatted(closed.text("name")));
          values.put("rescue", true);
          return env.get("pos_session", sessions.open(env, values));
        });
  }

  private void lines(Env env, int order, Row config, List<Object> commands) {
    for (Object item : commands) {
      List<Object> command = Args.list(item);
      Map<String, Object> data = Args.map(command.getLast());
      if (command.getFirst() instanceof Number code && code.intValue() == 1) {
        records.write(env, "pos.order.line", Args.ids(command.get(1)), data);
        continue;
      }
      int product = number(data, "product_id");
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("order_id", order);
      values.put("name", lineName(env, config, order));
      values.put("product_id", product);
      values.put(
          "full_product_name",
          records.names(env, "product.product", List.of(product)).getOrDefault(product, ""));
      for (String number :
          List.of("qty", "price_unit", "discount", "price_subtotal", "price_subtotal_incl")) {
        values.put(number, data.getOrDefault(number, 0));
      }
      for (String own : List.of("refunded_orderline_id", "uuid")) {
        if (data.containsKey(own) && env.has("pos_order_line", own)) {
          values.put(own, data.getOrDefault(own, false));
        }
      }
      if (data.containsKey("tax_ids")) {
        values.put("tax_ids", data.get("tax_ids"));
      }
      int line = records.insert(env, "pos.order.line", values);
      env.update("pos_order_line", line, Map.of("company_id", 1));
    }
  }

  private static String lineName(Env env, Row config, int order) {
    return config.has("sequence_line_id")
        ? env.next(config.ref("sequence_line_id"))
        : "%s/%d"
            .formatted(
                config.text("name"),
                env.ids("SELECT count(*) + 1 FROM pos_order_line WHERE order_id = ?", order)
                    .getFirst());
  }

  private static void payments(Env env, int order, Row session, List<Object> commands) {
    env.execute("DELETE FROM pos_payment WHERE pos_order_id = ?", order);
    for (Object command : commands) {
      Map<String, Object> data = Args.map(Args.list(command).getLast());
      BigDecimal amount = data.get("amount") instanceof Number n ? Decimals.of(n) : BigDecimal.ZERO;
      if (amount.signum() != 0) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("pos_order_id", order);
        values.put("amount", amount);
        values.put("payment_date", data.getOrDefault("name", env.nowText()));
        values.put("payment_method_id", number(data, "payment_method_id"));
        if (env.has("pos_payment", "uuid")) {
          values.put("uuid", data.getOrDefault("uuid", false));
        }
        int id = env.insert("pos_payment", values);
        env.update("pos_payment", id, Map.of("session_id", session.id()));
      }
    }
  }
}
