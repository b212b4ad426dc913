package org.odoobridge.testkit.odoo.business;

import static org.odoobridge.testkit.odoo.business.MoveLines.orFalse;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.orm.Row;

/** Stock rules: a need at a location becomes a move from where the rule takes it. */
final class Procurements {

  private final Moves moves;

  Procurements(Moves moves) {
    this.moves = moves;
  }

  /**
   * What is needed, where and for whom.
   *
   * @param quantity in unit {@code uom}
   * @param next the move that waits for it; 0 = none
   * @param saleLine the order line behind it; 0 = none
   * @param route the route asked for first; 0 = none
   */
  record Need(
      int product,
      BigDecimal quantity,
      int uom,
      int location,
      String name,
      String origin,
      int group,
      int partner,
      int warehouse,
      LocalDateTime date,
      int next,
      int saleLine,
      int route) {}

  /** A move made to order asks for its products at its source. */
  void pull(Env env, Row move) {
    String name =
        move.has("rule_id") ? env.get("stock_rule", move.ref("rule_id")).text("name") : "/";
    run(
        env,
        new Need(
            move.ref("product_id"),
            move.dec("product_uom_qty"),
            move.ref("product_uom"),
            move.ref("location_id"),
            name,
            move.text("origin"),
            move.ref("group_id"),
            move.ref("partner_id"),
            move.ref("warehouse_id"),
            move.time("date"),
            move.id(),
            0,
            0));
  }

  void run(Env env, Need need) {
    Row rule =
        rule(env, need)
            .orElseThrow(
                () ->
                    OdooError.user(
                        "No rule has been found to replenish \"%s\" in \"%s\".\nVerify the routes configuration on the product."
                            .formatted(
                                env.row(
                                        "SELECT t.name FROM product_product p JOIN product_template t ON t.id = p.product_tmpl_id WHERE p.id = ?",
                                        need.product())
                                    .map(row -> row.text("name"))
                                    .orElse(""),
                                env.get("stock_location", need.location()).text("complete_name"))));
    if (rule.text("action").equals("buy")) {
      // The request for quotation it would make is outside the tables here; the move waits.
      return;
    }
    int move = moves.create(env, values(env, need, rule));
    Groups.join(env, move, need.group());
    if (need.next() != 0 && internal(env, destination(env, rule))) {
      Moves.link(env, move, need.next());
    }
    moves.confirm(env, List.of(move), true);
  }

  /**
   * From 18 on: a move that ended short of its final location is followed by the next one, where a
   * push rule says so.
   */
  void push(Env env, Row done) {
    if (!done.has("location_final_id")
        || done.ref("location_final_id") == done.ref("location_dest_id")
        || !Moves.destinations(env, done.id()).isEmpty()) {
      return;
    }
    Optional<Row> rule =
        env.row(
            """
            SELECT * FROM stock_rule
             WHERE active AND action = 'push' AND location_src_id = ?
               AND (warehouse_id = ? OR warehouse_id IS NULL)
             ORDER BY route_sequence, sequence, id LIMIT 1""",
            done.ref("location_dest_id"),
            done.ref("warehouse_id"));
    if (rule.isEmpty()) {
      return;
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (String kept :
        List.of(
            "name",
            "product_id",
            "product_uom",
            "partner_id",
            "origin",
            "group_id",
            "warehouse_id",
            "date_deadline",
            "description_picking",
            "sale_line_id",
            "location_final_id")) {
      if (done.has(kept)) {
        values.put(kept, Objects.requireNonNull(done.get(kept)));
      }
    }
    values.put("product_uom_qty", MoveLines.done(env, done));
    values.put("location_id", done.ref("location_dest_id"));
    values.put("location_dest_id", destination(env, rule.get()));
    values.put("rule_id", rule.get().id());
    values.put("procure_method", "make_to_order");
    values.put("picking_type_id", rule.get().ref("picking_type_id"));
    values.put("date", done.time("date").plusDays(rule.get().ref("delay")));
    values.put("propagate_cancel", rule.get().flag("propagate_cancel"));
    int next = moves.create(env, values);
    Groups.copy(env, done.id(), next);
    Moves.link(env, done.id(), next);
    moves.confirm(env, List.of(next), true);
  }

  /** Where a rule brings goods. */
  static int destination(Env env, Row rule) {
    return rule.ref(destinationColumn(env));
  }

  static String destinationColumn(Env env) {
    return env.has("stock_rule", "location_dest_id") ? "location_dest_id" : "location_id";
  }

  private static boolean internal(Env env, int location) {
    String usage = env.get("stock_location", location).text("usage");
    return usage.equals("internal") || usage.equals("transit");
  }

  private Map<String, Object> values(Env env, Need need, Row rule) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", need.name());
    values.put("product_id", need.product());
    values.put("product_uom", need.uom());
    values.put("product_uom_qty", need.quantity());
    values.put("partner_id", orFalse(need.partner()));
    values.put("location_id", rule.ref("location_src_id"));
    boolean onTheWay = rule.has("location_dest_from_rule") && !rule.flag("location_dest_from_rule");
    Row type = env.get("stock_picking_type", rule.ref("picking_type_id"));
    values.put(
        "location_dest_id",
        onTheWay && type.text("code").equals("internal")
            ? type.ref("default_location_dest_id")
            : need.location());
    values.put("location_final_id", need.location());
    values.put("rule_id", rule.id());
    values.put("procure_method", method(env, need, rule));
    values.put("origin", need.origin());
    values.put("picking_type_id", rule.ref("picking_type_id"));
    values.put("group_id", orFalse(need.group()));
    values.put("warehouse_id", orFalse(rule.ref("warehouse_id")));
    values.put("date", need.date().minusDays(rule.ref("delay")));
    values.put("date_deadline", need.date().minusDays(rule.ref("delay")));
    values.put("propagate_cancel", rule.flag("propagate_cancel"));
    values.put("description_picking", description(env, need.product()));
    values.put("sale_line_id", orFalse(need.saleLine()));
    return values;
  }

  private static String description(Env env, int product) {
    return env.row(
            "SELECT coalesce(t.description_pickingout, t.name) AS shown FROM product_product p JOIN product_template t ON t.id = p.product_tmpl_id WHERE p.id = ?",
            product)
        .map(row -> row.text("shown"))
        .orElse("");
  }

  private static String method(Env env, Need need, Row rule) {
    String method = rule.text("procure_method");
    if (!method.equals("mts_else_mto")) {
      return method;
    }
    BigDecimal needed =
        Uoms.convert(env, need.quantity(), need.uom(), MoveLines.productUom(env, need.product()));
    BigDecimal free =
        env.rows(
                """
                SELECT sum(q.quantity - q.reserved_quantity) AS free FROM stock_quant q
                  JOIN stock_location l ON l.id = q.location_id
                  JOIN stock_location p ON l.parent_path LIKE p.parent_path || '%'
                 WHERE q.product_id = ? AND p.id = ?""",
                need.product(), rule.ref("location_src_id"))
            .getFirst()
            .dec("free");
    return needed.compareTo(free) <= 0 ? "make_to_stock" : "make_to_order";
  }

  /** The first rule for the location or a parent of it: asked route, product's, warehouse's. */
  private static Optional<Row> rule(Env env, Need need) {
    List<String> routes =
        List.of(
            "SELECT " + need.route(),
            "SELECT p.route_id FROM stock_route_product p JOIN product_product v ON v.product_tmpl_id = p.product_id WHERE v.id = "
                + need.product(),
            "SELECT route_id FROM stock_route_warehouse WHERE warehouse_id = " + need.warehouse());
    Optional<Row> place = Optional.of(env.get("stock_location", need.location()));
    while (place.isPresent()) {
      for (String among : routes) {
        Optional<Row> rule =
            env.row(
                """
                SELECT * FROM stock_rule
                 WHERE active AND action <> 'push' AND %s = ?
                   AND (warehouse_id = ? OR warehouse_id IS NULL)
                   AND route_id IN (%s)
                 ORDER BY route_sequence, sequence, id LIMIT 1"""
                    .formatted(destinationColumn(env), among),
                place.get().id(),
                need.warehouse());
        if (rule.isPresent()) {
          return rule;
        }
      }
      int parent = place.get().ref("location_id");
      place = parent == 0 ? Optional.empty() : Optional.of(env.get("stock_location", parent));
    }
    return Optional.empty();
  }
}
