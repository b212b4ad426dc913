package org.odoobridge.testkit.odoo.business;

import static org.odoobridge.testkit.odoo.business.MoveLines.orFalse;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Row;

/**
 * What ties the moves of one order together: rows of {@code procurement_group} up to release 18, of
 * {@code stock_reference} with its tables of pairs from 19 on. Callers know only the id; 0 = none.
 */
final class Groups {

  private Groups() {}

  /** The order's group, made when there is none. */
  static int ofOrder(Env env, Row order) {
    if (env.release().procurementGroups()) {
      return order.has("procurement_group_id")
          ? order.ref("procurement_group_id")
          : procurementGroup(env, order);
    }
    List<Integer> known =
        env.ids("SELECT reference_id FROM stock_reference_sale_rel WHERE sale_id = ?", order.id());
    if (!known.isEmpty()) {
      return known.getFirst();
    }
    int reference = env.insert("stock_reference", Map.of("name", order.text("name")));
    env.execute(
        "INSERT INTO stock_reference_sale_rel (sale_id, reference_id) VALUES (?, ?)",
        order.id(),
        reference);
    return reference;
  }

  private static int procurementGroup(Env env, Row order) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", order.text("name"));
    values.put("move_type", order.text("picking_policy"));
    values.put("sale_id", order.id());
    values.put("partner_id", order.ref("partner_shipping_id"));
    int group = env.insert("procurement_group", values);
    env.update("sale_order", order.id(), Map.of("procurement_group_id", group));
    return group;
  }

  static int ofMove(Env env, Row move) {
    if (env.release().procurementGroups()) {
      return move.ref("group_id");
    }
    return env
        .ids("SELECT reference_id FROM stock_reference_move_rel WHERE move_id = ?", move.id())
        .stream()
        .findFirst()
        .orElse(0);
  }

  /** Puts a move that was just created into a group. */
  static void join(Env env, int move, int group) {
    if (group == 0) {
      return;
    }
    if (env.release().procurementGroups()) {
      env.update("stock_move", move, Map.of("group_id", group));
    } else {
      env.execute(
          "INSERT INTO stock_reference_move_rel (move_id, reference_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
          move,
          group);
    }
  }

  /** A split-off or pushed move belongs where its origin does. */
  static void copy(Env env, int from, int to) {
    if (!env.release().procurementGroups()) {
      join(env, to, ofMove(env, env.get("stock_move", from)));
    }
  }

  /** The columns of a picking that its moves' group decides. */
  static Map<String, Object> ofPicking(Env env, Row move) {
    int group = ofMove(env, move);
    Map<String, Object> links = new HashMap<>();
    if (group == 0) {
      return links;
    }
    if (env.release().procurementGroups()) {
      Row row = env.get("procurement_group", group);
      links.put("group_id", group);
      links.put("move_type", row.text("move_type"));
      links.put("sale_id", orFalse(row.ref("sale_id")));
      return links;
    }
    env.row(
            """
            SELECT o.id, o.picking_policy FROM stock_reference_sale_rel r JOIN sale_order o ON o.id = r.sale_id
             WHERE r.reference_id = ? LIMIT 1""",
            group)
        .ifPresent(
            order -> {
              links.put("sale_id", order.id());
              links.put("move_type", order.text("picking_policy"));
            });
    return links;
  }

  /** A picking's group: up to 18 its own column, from 19 on that of its moves. */
  static int ofPickingRow(Env env, Row picking) {
    if (env.release().procurementGroups()) {
      return picking.ref("group_id");
    }
    return env
        .ids(
            """
            SELECT r.reference_id FROM stock_reference_move_rel r JOIN stock_move m ON m.id = r.move_id
             WHERE m.picking_id = ? ORDER BY m.id LIMIT 1""",
            picking.id())
        .stream()
        .findFirst()
        .orElse(0);
  }
}
