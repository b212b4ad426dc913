package org.odoobridge.testkit.odoo.business;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Row;

/** Moves of one picking that differ only in quantity become one move. */
final class Merging {

  private static final List<String> DISTINCT =
      List.of(
          "product_id",
          "price_unit",
          "procure_method",
          "location_id",
          "location_dest_id",
          "product_uom",
          "restrict_partner_id",
          "scrapped",
          "origin_returned_move_id",
          "propagate_cancel",
          "description_picking",
          "date_deadline",
          "sale_line_id",
          "created_purchase_line_id");

  private Merging() {}

  /** Merges within the pickings of the given moves; answers which of the given remain. */
  static List<Integer> merge(Env env, List<Integer> ids) {
    List<Integer> kept = new ArrayList<>(ids);
    for (int picking :
        env.ids(
            "SELECT DISTINCT picking_id FROM stock_move WHERE id = ANY (?) AND picking_id IS NOT NULL",
            ids)) {
      Map<List<Object>, List<Row>> alike = new LinkedHashMap<>();
      for (Row move :
          env.rows(
              "SELECT * FROM stock_move WHERE picking_id = ? AND state NOT IN ('done', 'cancel', 'draft') ORDER BY sequence, id",
              picking)) {
        List<Object> key = new ArrayList<>();
        DISTINCT.forEach(column -> key.add(Objects.requireNonNullElse(move.get(column), "")));
        alike.computeIfAbsent(key, k -> new ArrayList<>()).add(move);
      }
      for (List<Row> group : alike.values()) {
        if (group.size() > 1) {
          join(env, group);
          env.update("stock_picking", picking, Map.of());
          group.stream().skip(1).forEach(move -> kept.remove((Integer) move.id()));
          if (!kept.contains(group.getFirst().id())) {
            kept.add(group.getFirst().id());
          }
        }
      }
    }
    return kept;
  }

  private static void join(Env env, List<Row> group) {
    int first = group.getFirst().id();
    List<Integer> others = group.stream().skip(1).map(Row::id).toList();
    env.update(
        "stock_move_line",
        env.ids("SELECT id FROM stock_move_line WHERE move_id = ANY (?)", others),
        Map.of("move_id", first));
    Map<String, Object> sums = new HashMap<>();
    List<String> summed =
        env.release().quantityPicked()
            ? List.of("product_uom_qty", "product_qty", "quantity")
            : List.of("product_uom_qty", "product_qty");
    for (String column : summed) {
      sums.put(
          column, group.stream().map(m -> m.dec(column)).reduce(BigDecimal.ZERO, BigDecimal::add));
    }
    sums.put("state", Pickings.relevantState(group, false));
    env.update("stock_move", first, sums);
    for (int other : others) {
      for (int next : Moves.destinations(env, other)) {
        Moves.link(env, first, next);
      }
      for (int origin : Moves.origins(env, other)) {
        Moves.link(env, origin, first);
      }
    }
    env.execute(
        "DELETE FROM stock_move_move_rel WHERE move_dest_id = ANY (?) OR move_orig_id = ANY (?)",
        others,
        others);
    env.update("stock_move", others, Map.of("state", "cancel", "propagate_cancel", false));
    env.delete("stock_move", others);
  }
}
