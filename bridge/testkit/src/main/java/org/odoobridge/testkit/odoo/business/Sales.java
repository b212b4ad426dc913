package org.odoobridge.testkit.odoo.business;

import static org.odoobridge.testkit.odoo.business.MoveLines.orFalse;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.orm.Args;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Row;
import org.odoobridge.testkit.odoo.orm.SqlFailure;
import org.odoobridge.testkit.odoo.release.OdooRelease;

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

  void register(Ops ops, OdooRelease release) {
    lines.register(ops);
    ops.onCreate("sale.order", this::create);
    ops.onWrite("sale.order", this::write);
    ops.onUnlink("sale.order", Sales::unlink);
    ops.method("sale.order", "action_confirm", (env, args) -> confirm(env, args.ids()));
    ops.method("sale.order", "action_cancel", (env, args) -> cancel(env, args.ids()));
    ops.method("sale.order", "action_draft", (env, args) -> setState(env, args.ids(), "draft"));
    if (release.locksOrders()) {
      ops.method("sale.order", "action_lock", (env, args) -> lock(env, args.ids(), true));
      ops.method("sale.order", "action_unlock", (env, args) -> lock(env, args.ids(), false));
    } else {
      ops.method("sale.order", "action_done", (env, args) -> setState(env, args.ids(), "done"));
      ops.method("sale.order", "action_unlock", (env, args) -> setState(env, args.ids(), "sale"));
    }
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
    if (release(env).locksOrders()) {
      values.put("locked", false);
    }
    if (!partners.isEmpty() && release(env).fillsFiscalPosition()) {
      Row shipped =
          env.get(
              "res_partner", address(env, env.get("res_partner", partners.getFirst()), "delivery"));
      values.put(
          "fiscal_position_id", orFalse(FiscalPositions.of(env, partners.getFirst(), shipped)));
    }
    values.putAll(given);
    values.remove("order_line");
    Object name = values.get("name");
    if (name == null || name.equals("New") || Boolean.FALSE.equals(name)) {
      values.put("name", env.next(SEQUENCE));
    }
    int id = records.insert(env, "sale.order", values);
    int pricelist = env.get("sale_order", id).ref("pricelist_id");
    int currency =
        pricelist == 0
            ? env.get("res_company", 1).ref("currency_id")
            : env.get("product_pricelist", pricelist).ref("currency_id");
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
            "SELECT id FROM res_partner WHERE parent_id = ? AND type = ? AND active ORDER BY %s, id LIMIT 1"
                .formatted(env.release().partnerNameColumn()),
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

  private static OdooRelease release(Env env) {
    return env.release();
  }

  private boolean confirm(Env env, List<Integer> ids) {
    for (int id : ids) {
      String state = env.get("sale_order", id).text("state");
      if (release(env).refusesSecondConfirmation()
          && !state.equals("draft")
          && !state.equals("sent")) {
        throw OdooError.user("Some orders are not in a state requiring confirmation.");
      }
      if (state.equals("done") || state.equals("cancel")) {
        throw OdooError.user(
            "It is not allowed to confirm an order in the following states: done, cancel");
      }
    }
    try {
      env.update("sale_order", ids, Map.of("state", "sale", "date_order", env.nowText()));
    } catch (SqlFailure e) {
      if (e.isConcurrency() && release(env).confirmationRaceFailsAtFollowers()) {
        throw OdooError.validation(
            "The operation cannot be completed: Error, a partner cannot follow twice the same object.");
      }
      throw e;
    }
    for (int id : ids) {
      SaleLines.follow(env, id, "sale");
      launch(env, id);
      env.update("sale_order", id, statuses(env, id));
    }
    return true;
  }

  /** Whether there is something to invoice, and how far the goods are. */
  private static Map<String, Object> statuses(Env env, int order) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("invoice_status", SaleLines.sums(env, order).getOrDefault("invoice_status", "no"));
    values.putAll(deliveryStatus(env, order));
    return values;
  }

  /** How far an order's goods are, where the release stores it. */
  static Map<String, Object> deliveryStatus(Env env, int order) {
    if (!env.has("sale_order", "delivery_status")) {
      return Map.of();
    }
    List<String> states =
        env
            .rows("SELECT state FROM stock_picking WHERE sale_id = ? AND state <> 'cancel'", order)
            .stream()
            .map(row -> row.text("state"))
            .toList();
    boolean delivered =
        SaleLines.of(env, order).stream().anyMatch(l -> l.dec("qty_delivered").signum() != 0);
    Object status = "pending";
    if (states.isEmpty()) {
      status = false;
    } else if (states.stream().allMatch("done"::equals)) {
      status = "full";
    } else if (states.contains("done")) {
      status = delivered ? "partial" : "started";
    }
    return Map.of("delivery_status", status);
  }

  /** Asks the stock rules for what the order's lines still lack, then reserves. */
  private void launch(Env env, int id) {
    Row order = env.get("sale_order", id);
    boolean asked = false;
    for (Row line : SaleLines.of(env, id)) {
      if (!SaleLines.delivers(env, line.ref("product_id"))) {
        continue;
      }
      BigDecimal known = SaleLines.asked(env, line);
      BigDecimal missing = line.dec("product_uom_qty").subtract(known);
      if (missing.signum() < 0 && release(env).lowersOpenMoves()) {
        pickings.moves().lower(env, line, missing.negate(), SaleLines.uom(line));
      }
      if (missing.signum() <= 0) {
        continue;
      }
      int productUom = MoveLines.productUom(env, line.ref("product_id"));
      pickings
          .moves()
          .procurements()
          .run(
              env,
              new Procurements.Need(
                  line.ref("product_id"),
                  Uoms.convert(env, missing, SaleLines.uom(line), productUom),
                  productUom,
                  Properties.customerLocation(env, order.ref("partner_shipping_id")),
                  line.text("name"),
                  origin(env, order),
                  Groups.ofOrder(env, env.get("sale_order", id)),
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

  private static String origin(Env env, Row order) {
    String reference = order.text("client_order_ref");
    return release(env).originNamesReference() && !reference.isEmpty()
        ? order.text("name") + " - " + reference
        : order.text("name");
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

  private Object cancel(Env env, List<Integer> ids) {
    List<Row> orders = env.rows("SELECT * FROM sale_order WHERE id = ANY (?)", ids);
    if (release(env).locksOrders() && orders.stream().anyMatch(o -> o.flag("locked"))) {
      throw OdooError.user("You cannot cancel a locked order. Please unlock it first.");
    }
    boolean always = release(env).asksBeforeEveryCancel();
    boolean asks =
        always
            ? orders.stream().anyMatch(o -> !o.text("state").equals("draft"))
            : !release(env).cancelsWithoutAsking() && shipped(env, ids);
    boolean answered = env.asks("disable_cancel_warning");
    if (!always || !asks || answered) {
      // Odoo 14 cancels the open transfers even when it then asks about the order itself.
      pickings.cancel(
          env,
          env.ids(
              "SELECT id FROM stock_picking WHERE sale_id = ANY (?) AND state <> 'done' ORDER BY id",
              ids));
    }
    if (asks && !answered) {
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

  private static boolean shipped(Env env, List<Integer> ids) {
    return env.row(
            "SELECT 1 AS x FROM stock_picking WHERE sale_id = ANY (?) AND state = 'done'", ids)
        .isPresent();
  }

  private static @Nullable Object lock(Env env, List<Integer> ids, boolean locked) {
    env.update("sale_order", ids, Map.of("locked", locked));
    return null;
  }

  private static boolean setState(Env env, List<Integer> ids, String state) {
    for (int id : ids) {
      SaleLines.follow(env, id, state);
      Map<String, Object> values = statuses(env, id);
      values.put("state", state);
      env.update("sale_order", id, values);
    }
    return true;
  }

  /** After a transfer of an order was carried out: delivered quantities and the first date. */
  static void delivered(Env env, int order) {
    SaleLines.delivered(env, order);
    Map<String, Object> values = statuses(env, order);
    env.row(
            """
            SELECT min(p.date_done)%s AS first FROM stock_picking p JOIN stock_location d ON d.id = p.location_dest_id
             WHERE p.sale_id = ? AND p.state = 'done' AND d.usage = 'customer'"""
                .formatted(release(env).translatedNames() ? "" : "::date"),
            order)
        .filter(row -> row.has("first"))
        .ifPresent(row -> values.put("effective_date", row.text("first")));
    env.update("sale_order", order, values);
  }
}
