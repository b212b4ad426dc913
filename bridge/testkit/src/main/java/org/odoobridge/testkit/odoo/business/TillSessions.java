package org.odoobridge.testkit.odoo.business;

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
import org.odoobridge.testkit.odoo.release.OdooRelease;

/** Sessions of a point of sale, from opening with the cash in the drawer to closing. */
final class TillSessions {

  private static final int SESSION_SEQUENCE = 15;

  private final Records records;
  private final TillStock stock;

  TillSessions(Records records, TillStock stock) {
    this.records = records;
    this.stock = stock;
  }

  void register(Ops ops, OdooRelease release) {
    ops.onCreate("pos.session", this::open);
    ops.method(
        "pos.session", "action_pos_session_closing_control", (env, args) -> close(env, args.ids()));
    ops.method("pos.session", "action_pos_session_validate", (env, args) -> close(env, args.ids()));
    if (release.tillOpensByHand()) {
      ops.method("pos.config", "open_ui", (env, args) -> openUi(env, args.ids()));
      ops.method("pos.session", release.tillOpening(), this::opened);
      ops.method("pos.session", "get_closing_control_data", (env, args) -> due(env, args));
      ops.method("pos.session", "post_closing_cash_details", this::counted);
      ops.method(
          "pos.session",
          "update_closing_control_state_session",
          (env, args) -> {
            env.update(
                "pos_session",
                args.ids(),
                Map.of("state", "closing_control", "stop_at", env.nowText()));
            return null;
          });
      ops.method(
          "pos.session",
          "close_session_from_ui",
          (env, args) -> {
            close(env, args.ids());
            return Map.of("successful", true);
          });
    }
  }

  int open(Env env, Map<String, Object> given) {
    List<Integer> configs = Args.ids(given.getOrDefault("config_id", false));
    if (configs.isEmpty()) {
      throw OdooError.user("You should assign a Point of Sale to your session.");
    }
    boolean rescue = Boolean.TRUE.equals(given.get("rescue"));
    if (!rescue && current(env, configs.getFirst()).isPresent()) {
      throw OdooError.validation("Another session is already opened for this point of sale.");
    }
    OdooRelease release = env.release();
    Map<String, Object> values = new LinkedHashMap<>(given);
    if (release.tillNumbersByConfig()) {
      values.put("name", "/");
    } else if (release.tillSyncs()) {
      values.put("name", config(env, configs.getFirst()) + "/00000");
    } else {
      String name = env.next(SESSION_SEQUENCE);
      values.put("name", given.get("name") instanceof String more ? name + " " + more : name);
    }
    values.putIfAbsent("user_id", env.uid());
    values.put("sequence_number", 1);
    values.put("login_number", 0);
    values.put("rescue", rescue);
    values.put("state", "opening_control");
    values.put(
        "update_stock_at_closing",
        env.get("res_company", 1).text("point_of_sale_update_stock_quantities").equals("closing"));
    int id = records.insert(env, "pos.session", values);
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("start_at", env.nowText());
    if (rescue || !release.tillOpensByHand()) {
      more.put("state", "opened");
    }
    env.update("pos_session", id, more);
    return id;
  }

  private static String config(Env env, int id) {
    return env.get("pos_config", id).text("name");
  }

  /** The session that is not closed and no rescue. */
  private static Optional<Row> current(Env env, int config) {
    return env.row(
        "SELECT * FROM pos_session WHERE config_id = ? AND state <> 'closed' AND NOT coalesce(rescue, FALSE) ORDER BY id LIMIT 1",
        config);
  }

  /** The session of the same point of sale that takes an order instead of a closed one. */
  static Optional<Row> instead(Env env, Row closed) {
    List<String> states =
        env.release().tillTakesOnlyOpened()
            ? List.of("opened")
            : List.of("opened", "opening_control");
    return env.row(
        "SELECT * FROM pos_session WHERE config_id = ? AND state = ANY (?) ORDER BY id DESC LIMIT 1",
        closed.ref("config_id"),
        states);
  }

  private Object openUi(Env env, List<Integer> configs) {
    int config = configs.getFirst();
    if (current(env, config).isEmpty()) {
      open(env, Map.of("config_id", config));
    }
    String url = "/pos/ui?config_id=" + config;
    if (env.release().tillNumbersByConfig()) {
      url = "/pos/ui/" + config + "?from_backend=True";
    } else if (env.release().tillSyncs()) {
      url += "&from_backend=True";
    }
    return Map.of("type", "ir.actions.act_url", "url", url, "target", "self");
  }

  /** The cash in the drawer is entered: orders may come. */
  private @Nullable Object opened(Env env, Args args) {
    BigDecimal cash =
        args.get(1, "cashbox_value").orElse(0) instanceof Number n
            ? Decimals.of(n)
            : BigDecimal.ZERO;
    for (Row session : env.rows("SELECT * FROM pos_session WHERE id = ANY (?)", args.ids())) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("state", "opened");
      values.put("cash_register_balance_start", cash);
      if (env.release().tillNumbersByConfig()) {
        int earlier =
            env.ids(
                    "SELECT count(*) FROM pos_session WHERE config_id = ? AND name <> '/'",
                    session.ref("config_id"))
                .getFirst();
        values.put("name", "%s/%05d".formatted(config(env, session.ref("config_id")), earlier + 1));
      } else if (env.release().tillSyncs()) {
        values.put("name", env.next(SESSION_SEQUENCE));
      }
      env.update("pos_session", session.id(), values);
    }
    return null;
  }

  /** What the drawer should hold. */
  private static Map<String, Object> due(Env env, Args args) {
    Row session = env.get("pos_session", args.ids().getFirst());
    List<Row> orders =
        env.rows("SELECT * FROM pos_order WHERE session_id = ? AND state <> 'draft'", session.id());
    BigDecimal start = session.dec("cash_register_balance_start");
    Map<String, Object> cash = new LinkedHashMap<>();
    List<Map<String, Object>> others = new ArrayList<>();
    for (Row method :
        env.rows(
            """
            SELECT m.id, m.name, m.is_cash_count,
                   (SELECT coalesce(sum(p.amount), 0) FROM pos_payment p
                     WHERE p.payment_method_id = m.id AND p.session_id = ?) AS paid,
                   (SELECT count(*) FROM pos_payment p
                     WHERE p.payment_method_id = m.id AND p.session_id = ?) AS number
              FROM pos_payment_method m JOIN pos_config_pos_payment_method_rel r ON r.pos_payment_method_id = m.id
             WHERE r.pos_config_id = ? ORDER BY m.id""",
            session.id(),
            session.id(),
            session.ref("config_id"))) {
      double paid = method.dec("paid").doubleValue();
      if (method.flag("is_cash_count") && cash.isEmpty()) {
        boolean booked = env.release().tillBooksOpeningCash();
        cash.put("name", method.text("name"));
        cash.put("amount", start.doubleValue() + paid);
        cash.put("opening", booked ? 0.0 : start.doubleValue());
        cash.put("payment_amount", paid);
        cash.put(
            "moves",
            booked && start.signum() > 0
                ? List.of(
                    Map.of(
                        "name",
                        "Cash difference observed during the counting (Profit) - opening",
                        "amount",
                        start.doubleValue()))
                : List.of());
        cash.put("id", method.id());
      } else {
        others.add(
            Map.of(
                "name", method.text("name"),
                "amount", paid,
                "number", method.ref("number"),
                "id", method.id(),
                "type", "bank"));
      }
    }
    BigDecimal total =
        orders.stream().map(o -> o.dec("amount_total")).reduce(BigDecimal.ZERO, BigDecimal::add);
    Map<String, Object> due = new LinkedHashMap<>();
    due.put("orders_details", Map.of("quantity", orders.size(), "amount", total.doubleValue()));
    due.put("default_cash_details", cash);
    due.put(env.release().tillOtherMethodsKey(), others);
    due.put("amount_authorized_diff", false);
    return due;
  }

  private Object counted(Env env, Args args) {
    env.update(
        "pos_session",
        args.ids(),
        Map.of("cash_register_balance_end_real", args.get(1, "counted_cash").orElse(0)));
    return Map.of("successful", true);
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
}
