package org.odoobridge.testkit.odoo.business;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.orm.Args;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Row;

/** Quantities a product shows: on hand, free, expected; by location or warehouse of the context. */
final class StockLevels {

  private static final String UNDER =
      "l.id IN (SELECT c.id FROM stock_location c JOIN stock_location p ON c.parent_path LIKE p.parent_path || '%' WHERE p.id = ANY (?))";

  void register(Ops ops) {
    ops.compute("product.product", "qty_available", (env, ids) -> quants(env, ids, "q.quantity"));
    ops.compute(
        "product.product",
        "free_qty",
        (env, ids) -> quants(env, ids, "q.quantity - q.reserved_quantity"));
    ops.compute("product.product", "incoming_qty", (env, ids) -> moves(env, ids, true));
    ops.compute("product.product", "outgoing_qty", (env, ids) -> moves(env, ids, false));
    ops.compute("product.product", "virtual_available", StockLevels::expected);
    ops.compute(
        "product.template",
        "qty_available",
        (env, ids) -> {
          Map<Integer, Object> sums = new HashMap<>();
          for (Row variant :
              env.rows("SELECT * FROM product_product WHERE product_tmpl_id = ANY (?)", ids)) {
            Object quantity =
                quants(env, List.of(variant.id()), "q.quantity")
                    .getOrDefault(variant.id(), BigDecimal.ZERO);
            sums.merge(
                variant.ref("product_tmpl_id"),
                quantity,
                (a, b) -> ((BigDecimal) a).add((BigDecimal) b));
          }
          return sums;
        });
  }

  /** Root locations asked for: a location, a warehouse, or every warehouse. */
  private static List<Integer> roots(Env env) {
    Object location = env.context().get("location");
    if (location != null && !Boolean.FALSE.equals(location)) {
      return Args.ids(location);
    }
    Object warehouse = env.context().get("warehouse");
    return warehouse != null && !Boolean.FALSE.equals(warehouse)
        ? env.ids(
            "SELECT view_location_id FROM stock_warehouse WHERE id = ANY (?)", Args.ids(warehouse))
        : env.ids("SELECT view_location_id FROM stock_warehouse WHERE active");
  }

  private static Map<Integer, Object> quants(Env env, List<Integer> ids, String expression) {
    return sums(
        env.rows(
            "SELECT q.product_id AS id, sum(%s) AS v FROM stock_quant q JOIN stock_location l ON l.id = q.location_id WHERE q.product_id = ANY (?) AND %s GROUP BY 1"
                .formatted(expression, UNDER),
            ids,
            roots(env)));
  }

  private static Map<Integer, Object> moves(Env env, List<Integer> ids, boolean incoming) {
    String inner = incoming ? "location_dest_id" : "location_id";
    String outer = incoming ? "location_id" : "location_dest_id";
    List<Integer> roots = roots(env);
    return sums(
        env.rows(
            """
            SELECT m.product_id AS id, sum(m.product_qty) AS v FROM stock_move m JOIN stock_location l ON l.id = m.%s
             WHERE m.product_id = ANY (?) AND m.state IN ('waiting', 'confirmed', 'assigned', 'partially_available')
               AND %s
               AND m.%s NOT IN (SELECT c.id FROM stock_location c JOIN stock_location p ON c.parent_path LIKE p.parent_path || '%%' WHERE p.id = ANY (?))
             GROUP BY 1"""
                .formatted(inner, UNDER, outer),
            ids,
            roots,
            roots));
  }

  private static Map<Integer, Object> expected(Env env, List<Integer> ids) {
    Map<Integer, Object> expected = new HashMap<>();
    Map<Integer, Object> here = quants(env, ids, "q.quantity");
    Map<Integer, Object> in = moves(env, ids, true);
    Map<Integer, Object> out = moves(env, ids, false);
    for (int id : ids) {
      expected.put(
          id,
          ((BigDecimal) here.getOrDefault(id, BigDecimal.ZERO))
              .add((BigDecimal) in.getOrDefault(id, BigDecimal.ZERO))
              .subtract((BigDecimal) out.getOrDefault(id, BigDecimal.ZERO)));
    }
    return expected;
  }

  private static Map<Integer, Object> sums(List<Row> rows) {
    Map<Integer, Object> sums = new HashMap<>();
    rows.forEach(row -> sums.put(row.id(), row.dec("v")));
    return sums;
  }
}
