package org.odoobridge.testkit.odoo.business;

import static org.odoobridge.testkit.odoo.business.MoveLines.orFalse;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.testkit.odoo.orm.Args;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Row;

/** Sale orders from draft to confirmed, delivered or cancelled. */
final class Sales {

  private static final int SEQUENCE = 19;

  private final Records records;
  private final Pickings pickings;
  private final SaleLines lines;

  Sales(Records records, Pickings pickings) {
    this.records = records;
    this.pickings = pickings;
    this.lines = new SaleLines(records, this::launch);
  }

  void register(Ops ops) {
    lines.register(ops);
    ops.onCreate("sale.order", this::create);
    ops.onWrite("sale.order", this::write);
    ops.onUnlink("sale.order", Sales::unlink);
    ops.method("sale.order", "action_confirm", (env, args) -> confirm(env, args.ids()));
    ops.method("sale.order", "action_cancel", (env, args) -> cancel(env, args.ids()));
    ops.method("sale.order", "action_draft", (env, args) -> setState(env, args.ids(), "draft"));
    ops.method("sale.order", "action_done", (env, args) -> setState(env, args.ids(), "done"));
    ops.method("sale.order", "action_unlock", (env, args) -> setState(env, args.ids(), "sale"));
    ops.compute(
        "sale.order",
        "delivery_count",
        (env, ids) -> {
          Map<Integer, Object> counts = new LinkedHashMap<>();
          env.rows(
                  "SELECT sale_id AS id, count(*) AS n FROM stock_picking WHERE sale_id = ANY (?) GROUP BY 1",
                  ids)
              .forEach(row -> counts.put(row.id(), row.ref("n")));
          return counts;
        });
  }

  private int create(Env env, Map<String, Object> given) {
    List<Integer> partners = Args.ids(given.getOrDefault("partner_id", false));
    Row user = env.get("res_users", env.uid());
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("state", "draft");
    values.put("date_order", env.nowText());
    values.put("company_id", 1);
    values.put("user_id", env.uid());
    values.put("team_id", orFalse(user.ref("sale_team_id")));
    values.put(
        "warehouse_id",
        env.ids("SELECT id FROM stock_warehouse WHERE active ORDER BY sequence, id LIMIT 1")
            .getFirst());
    values.put("picking_policy", "direct");
    values.put("note", "");
    values.put("require_signature", true);
    values.put("require_payment", false);
    if (!partners.isEmpty()) {
      Row partner = env.get("res_partner", partners.getFirst());
      values.put("partner_invoice_id", address(env, partner, "invoice"));
      values.put("partner_shipping_id", address(env, partner, "delivery"));
    }
    values.put("pricelist_id", 1);
    values.putAll(given);
    values.remove("order_line");
    Object name = values.get("name");
    if (name == null || name.equals("New") || Boolean.FALSE.equals(name)) {
      values.put("name", env.next(SEQUENCE));
    }
    int id = records.insert(env, "sale.order", values);
    int currency =
        env.get("product_pricelist", env.get("sale_order", id).ref("pricelist_id"))
            .ref("currency_id");
    Object commands = given.get("order_line");
    if (commands != null) {
      Env within = env.with(SaleLines.WITHIN_ORDER, true).with(SaleLines.CURRENCY, currency);
      records.applyLists(within, "sale.order", id, Map.of("order_line", commands));
    }
    Map<String, Object> computed = SaleLines.sums(env, id);
    computed.put("currency_id", currency);
    computed.put("currency_rate", 1);
    env.update("sale_order", id, computed);
    return id;
  }

  /** A child contact of the wanted kind, else the partner itself. */
  static int address(Env env, Row partner, String kind) {
    return env.row(
            "SELECT id FROM res_partner WHERE parent_id = ? AND type = ? AND active ORDER BY display_name, id LIMIT 1",
            partner.id(),
            kind)
        .map(Row::id)
        .orElse(partner.id());
  }

  private void write(Env env, List<Integer> ids, Map<String, Object> values) {
    records.store(env.with(SaleLines.WITHIN_ORDER, true), "sale.order", ids, values);
    for (int id : ids) {
      if (values.containsKey("order_line")) {
        SaleLines.total(env, id);
        if (env.get("sale_order", id).text("state").equals("sale")) {
          launch(env, id);
        }
      }
      Row order = env.get("sale_order", id);
      if (values.containsKey("partner_id") || values.containsKey("user_id")) {
        env.update(
            "sale_order_line",
            SaleLines.of(env, id).stream().map(Row::id).toList(),
            Map.of(
                "order_partner_id", order.ref("partner_id"),
                "salesman_id", orFalse(order.ref("user_id"))));
      }
    }
  }

  private static void unlink(Env env, List<Integer> ids) {
    for (int id : ids) {
      String state = env.get("sale_order", id).text("state");
      if (!state.equals("draft") && !state.equals("cancel")) {
        throw OdooError.user(
            "You can not delete a sent quotation or a confirmed sales order. You must first cancel it.");
      }
    }
    env.delete("sale_order", ids);
  }

  private boolean confirm(Env env, List<Integer> ids) {
    for (int id : ids) {
      String state = env.get("sale_order", id).text("state");
      if (state.equals("done") || state.equals("cancel")) {
        throw OdooError.user(
            "It is not allowed to confirm an order in the following states: done, cancel");
      }
    }
    env.update("sale_order", ids, Map.of("state", "sale", "date_order", env.nowText()));
    for (int id : ids) {
      SaleLines.follow(env, id, "sale");
      launch(env, id);
      env.update(
          "sale_order",
          id,
          Map.of("invoice_status", SaleLines.sums(env, id).getOrDefault("invoice_status", "no")));
    }
    return true;
  }

  /** Asks the stock rules for what the order's lines still lack, then reserves. */
  private void launch(Env env, int id) {
    Row order = env.get("sale_order", id);
    boolean asked = false;
    for (Row line : SaleLines.of(env, id)) {
      if (!SaleLines.delivers(env, line.ref("product_id"))) {
        continue;
      }
      BigDecimal known = SaleLines.moved(env, line, "m.state <> 'cancel'");
      BigDecimal missing = line.dec("product_uom_qty").subtract(known);
      if (missing.signum() <= 0) {
        continue;
      }
      int group = group(env, id);
      int productUom = MoveLines.productUom(env, line.ref("product_id"));
      pickings
          .moves()
          .procurements()
          .run(
              env,
              new Procurements.Need(
                  line.ref("product_id"),
                  Uoms.convert(env, missing, line.ref("product_uom"), productUom),
                  productUom,
                  Properties.customerLocation(env, order.ref("partner_shipping_id")),
                  line.text("name"),
                  order.text("name"),
                  group,
                  order.ref("partner_shipping_id"),
                  order.ref("warehouse_id"),
                  order.time("date_order").plusDays(line.dec("customer_lead").longValue()),
                  0,
                  line.id(),
                  line.ref("route_id")));
      asked = true;
    }
    if (asked) {
      reserve(env, id);
    }
  }

  private void reserve(Env env, int order) {
    List<Integer> open =
        env.ids(
            "SELECT id FROM stock_picking WHERE sale_id = ? AND (state = 'confirmed' OR (state IN ('waiting', 'assigned') AND NOT coalesce(printed, FALSE)))",
            order);
    if (!open.isEmpty()) {
      pickings.confirm(env, open);
      pickings.assignMoves(env, open);
    }
  }

  private static int group(Env env, int id) {
    Row order = env.get("sale_order", id);
    Optional<Row> known =
        order.has("procurement_group_id")
            ? Optional.of(env.get("procurement_group", order.ref("procurement_group_id")))
            : Optional.empty();
    if (known.isPresent()) {
      return known.get().id();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", order.text("name"));
    values.put("move_type", order.text("picking_policy"));
    values.put("sale_id", id);
    values.put("partner_id", order.ref("partner_shipping_id"));
    int group = env.insert("procurement_group", values);
    env.update("sale_order", id, Map.of("procurement_group_id", group));
    return group;
  }

  private Object cancel(Env env, List<Integer> ids) {
    // Odoo 14 cancels the open transfers even when it then asks first about the order itself.
    List<Integer> open =
        env.ids(
            "SELECT id FROM stock_picking WHERE sale_id = ANY (?) AND state <> 'done' ORDER BY id",
            ids);
    pickings.cancel(env, open);
    boolean shipped =
        env.row("SELECT 1 AS x FROM stock_picking WHERE sale_id = ANY (?) AND state = 'done'", ids)
            .isPresent();
    if (shipped && !env.asks("disable_cancel_warning")) {
      return Map.of(
          "name", "Cancel Sales Order",
          "type", "ir.actions.act_window",
          "res_model", "sale.order.cancel",
          "view_mode", "form",
          "target", "new",
          "context", Map.of("default_order_id", ids.getFirst()));
    }
    return setState(env, ids, "cancel");
  }

  private static boolean setState(Env env, List<Integer> ids, String state) {
    for (int id : ids) {
      SaleLines.follow(env, id, state);
      env.update(
          "sale_order",
          id,
          Map.of(
              "state",
              state,
              "invoice_status",
              SaleLines.sums(env, id).getOrDefault("invoice_status", "no")));
    }
    return true;
  }

  /** After a transfer of an order was carried out: delivered quantities and the first date. */
  static void delivered(Env env, int order) {
    SaleLines.delivered(env, order);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("invoice_status", SaleLines.sums(env, order).getOrDefault("invoice_status", "no"));
    env.row(
            """
            SELECT min(p.date_done)::date AS first FROM stock_picking p JOIN stock_location d ON d.id = p.location_dest_id
             WHERE p.sale_id = ? AND p.state = 'done' AND d.usage = 'customer'""",
            order)
        .filter(row -> row.has("first"))
        .ifPresent(row -> values.put("effective_date", row.text("first")));
    env.update("sale_order", order, values);
  }
}
