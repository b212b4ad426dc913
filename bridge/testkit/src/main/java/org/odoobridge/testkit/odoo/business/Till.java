package org.odoobridge.testkit.odoo.business;

import static org.odoobridge.testkit.odoo.business.MoveLines.orFalse;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.orm.Args;
import org.odoobridge.testkit.odoo.orm.Decimals;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Row;

/**
 * The point of sale: sessions, orders as the till uploads them, stock at closing or at once. Its
 * bookings are outside the tables here.
 */
final class Till {

  private static final int SESSION_SEQUENCE = 15;

  private final Records records;
  private final TillStock stock;

  Till(Records records, Pickings pickings) {
    this.records = records;
    this.stock = new TillStock(pickings);
  }

  void register(Ops ops) {
    ops.onCreate("pos.session", this::open);
    ops.method("pos.order", "create_from_ui", this::upload);
    ops.method(
        "pos.session", "action_pos_session_closing_control", (env, args) -> close(env, args.ids()));
    ops.method("pos.session", "action_pos_session_validate", (env, args) -> close(env, args.ids()));
  }

  private int open(Env env, Map<String, Object> given) {
    List<Integer> configs = Args.ids(given.getOrDefault("config_id", false));
    if (configs.isEmpty()) {
      throw OdooError.user("You should assign a Point of Sale to your session.");
    }
    boolean rescue = Boolean.TRUE.equals(given.get("rescue"));
    boolean open =
        env.row(
                "SELECT 1 AS x FROM pos_session WHERE config_id = ? AND state <> 'closed' AND NOT coalesce(rescue, FALSE)",
                configs.getFirst())
            .isPresent();
    if (open && !rescue) {
      throw OdooError.validation("Another session is already opened for this point of sale.");
    }
    Map<String, Object> values = new LinkedHashMap<>(given);
    String name = env.next(SESSION_SEQUENCE);
    values.put("name", given.get("name") instanceof String more ? name + " " + more : name);
    values.putIfAbsent("user_id", env.uid());
    values.put("sequence_number", 1);
    values.put("login_number", 0);
    values.put("rescue", rescue);
    values.put("state", "opening_control");
    values.put(
        "update_stock_at_closing",
        env.get("res_company", 1).text("point_of_sale_update_stock_quantities").equals("closing"));
    int id = records.insert(env, "pos.session", values);
    env.update("pos_session", id, Map.of("state", "opened", "start_at", env.nowText()));
    return id;
  }

  private Object upload(Env env, Args args) {
    boolean draft = Boolean.TRUE.equals(args.get(1, "draft").orElse(false));
    List<Integer> made = new ArrayList<>();
    for (Object item : args.list(0, "orders")) {
      Map<String, Object> data = Args.map(Args.map(item).getOrDefault("data", Map.of()));
      Optional<Row> known = data.containsKey("server_id") ? known(env, data) : Optional.empty();
      if (known.isEmpty() || known.get().text("state").equals("draft")) {
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
    int server = data.get("server_id") instanceof Number n ? n.intValue() : 0;
    return env.row(
        "SELECT * FROM pos_order WHERE id = ? OR pos_reference = ? ORDER BY date_order DESC, name DESC, id DESC LIMIT 1",
        server,
        String.valueOf(data.get("name")));
  }

  private int store(Env env, Map<String, Object> data, boolean draft, Optional<Row> known) {
    Row session = env.get("pos_session", number(data, "pos_session_id"));
    if (session.text("state").equals("closed") || session.text("state").equals("closing_control")) {
      session = rescue(env, session);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("session_id", session.id());
    values.put("user_id", data.getOrDefault("user_id", env.uid()));
    values.put("pos_reference", data.getOrDefault("name", false));
    values.put("sequence_number", data.getOrDefault("sequence_number", 1));
    values.put("partner_id", data.getOrDefault("partner_id", false));
    values.put(
        "date_order",
        String.valueOf(data.getOrDefault("creation_date", env.nowText()))
            .replace('T', ' ')
            .substring(0, 19));
    values.put("fiscal_position_id", data.getOrDefault("fiscal_position_id", false));
    values.put("pricelist_id", data.getOrDefault("pricelist_id", 1));
    for (String amount : List.of("amount_paid", "amount_total", "amount_tax", "amount_return")) {
      values.put(amount, data.getOrDefault(amount, 0));
    }
    values.put("company_id", 1);
    values.put("to_invoice", Boolean.TRUE.equals(data.get("to_invoice")));
    int id;
    if (known.isPresent()) {
      id = known.get().id();
      env.execute("DELETE FROM pos_order_line WHERE order_id = ?", id);
      records.store(env, "pos.order", List.of(id), values);
    } else {
      values.put("name", "/");
      values.put("state", "draft");
      id = records.insert(env, "pos.order", values);
    }
    Row config = env.get("pos_config", session.ref("config_id"));
    lines(env, id, config, Args.list(data.getOrDefault("lines", List.of())));
    payments(env, id, session, Args.list(data.getOrDefault("statement_ids", List.of())));
    if (!draft) {
      env.update(
          "pos_order", id, Map.of("state", "paid", "name", env.next(config.ref("sequence_id"))));
    }
    boolean later = session.flag("update_stock_at_closing") && !invoicedAtOnce(env, id);
    if (!later && !draft) {
      stock.ship(env, env.get("pos_order", id), config);
    }
    return id;
  }

  /** With anglo-saxon accounting an invoiced order moves its goods at once. */
  static boolean invoicedAtOnce(Env env, int order) {
    return env.get("pos_order", order).flag("to_invoice")
        && env.get("res_company", 1).flag("anglo_saxon_accounting");
  }

  private static int number(Map<String, Object> data, String key) {
    return data.get(key) instanceof Number n ? n.intValue() : 0;
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
          return env.get("pos_session", open(env, values));
        });
  }

  private void lines(Env env, int order, Row config, List<Object> commands) {
    for (Object command : commands) {
      List<Object> parts = Args.list(command);
      Map<String, Object> data = Args.map(parts.getLast());
      int product = number(data, "product_id");
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("order_id", order);
      values.put("name", env.next(config.ref("sequence_line_id")));
      values.put("product_id", product);
      values.put(
          "full_product_name",
          records.names(env, "product.product", List.of(product)).getOrDefault(product, ""));
      for (String number :
          List.of("qty", "price_unit", "discount", "price_subtotal", "price_subtotal_incl")) {
        values.put(number, data.getOrDefault(number, 0));
      }
      if (data.containsKey("tax_ids")) {
        values.put("tax_ids", data.get("tax_ids"));
      }
      int line = records.insert(env, "pos.order.line", values);
      env.update("pos_order_line", line, Map.of("company_id", 1));
    }
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
        int id = env.insert("pos_payment", values);
        env.update("pos_payment", id, Map.of("session_id", session.id()));
      }
    }
  }

  private @Nullable Object close(Env env, List<Integer> ids) {
    for (int id : ids) {
      Row session = env.get("pos_session", id);
      if (session.text("state").equals("closed")) {
        throw OdooError.user("This session is already closed.");
      }
      env.update("pos_session", id, Map.of("state", "closing_control", "stop_at", env.nowText()));
      List<Row> orders =
          env.rows(
              "SELECT * FROM pos_order WHERE session_id = ? ORDER BY date_order DESC, name DESC, id DESC",
              id);
      if (orders.stream().anyMatch(o -> o.text("state").equals("draft"))) {
        throw OdooError.user("You cannot close the POS when orders are still in draft");
      }
      if (session.flag("update_stock_at_closing")) {
        stock.shipAtClosing(env, session, orders);
      }
      env.update(
          "pos_order",
          orders.stream().filter(o -> o.text("state").equals("paid")).map(Row::id).toList(),
          Map.of("state", "done"));
      env.update("pos_session", id, Map.of("state", "closed"));
    }
    return null;
  }

  /** The destination of a customer's goods; the till's own place for an unknown customer. */
  static int destination(Env env, Row order, Row config) {
    if (order.has("partner_id")) {
      return Properties.customerLocation(env, order.ref("partner_id"));
    }
    Row type = env.get("stock_picking_type", config.ref("picking_type_id"));
    return type.has("default_location_dest_id")
        ? type.ref("default_location_dest_id")
        : Properties.location(env, "property_stock_customer");
  }

  static Object partner(Row order) {
    return orFalse(order.ref("partner_id"));
  }
}
