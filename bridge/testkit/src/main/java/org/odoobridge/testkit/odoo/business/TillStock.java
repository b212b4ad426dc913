package org.odoobridge.testkit.odoo.business;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Row;

/** Transfers for what was sold and taken back at a till. */
final class TillStock {

  private final Pickings pickings;

  TillStock(Pickings pickings) {
    this.pickings = pickings;
  }

  /** Ships one order at once. */
  void ship(Env env, Row order, Row config) {
    List<Integer> made =
        transfers(
            env,
            Till.destination(env, order, config),
            lines(env, List.of(order.id())),
            env.get("stock_picking_type", config.ref("picking_type_id")),
            Till.partner(order));
    env.update(
        "stock_picking",
        made,
        Map.of(
            "pos_session_id", order.ref("session_id"),
            "pos_order_id", order.id(),
            "origin", order.text("name")));
  }

  /** Ships a session's orders together, by destination. */
  void shipAtClosing(Env env, Row session, List<Row> orders) {
    Row config = env.get("pos_config", session.ref("config_id"));
    Row type = env.get("stock_picking_type", config.ref("picking_type_id"));
    Map<Integer, List<Integer>> byDestination = new LinkedHashMap<>();
    for (Row order : orders) {
      if (!Till.invoicedAtOnce(env, order.id())) {
        byDestination
            .computeIfAbsent(Till.destination(env, order, config), d -> new ArrayList<>())
            .add(order.id());
      }
    }
    byDestination.forEach(
        (destination, ids) -> {
          List<Integer> made = transfers(env, destination, lines(env, ids), type, false);
          env.update(
              "stock_picking",
              made,
              Map.of("pos_session_id", session.id(), "origin", session.text("name")));
        });
  }

  private static List<Row> lines(Env env, List<Integer> orders) {
    return env.rows(
        """
        SELECT l.* FROM pos_order_line l
          JOIN product_product p ON p.id = l.product_id JOIN product_template t ON t.id = p.product_tmpl_id
         WHERE l.order_id = ANY (?) AND t.type IN ('product', 'consu') AND l.qty <> 0
         ORDER BY l.order_id DESC, l.id""",
        orders);
  }

  /** One transfer out for sold goods, one back for returned ones. */
  private List<Integer> transfers(
      Env env, int destination, List<Row> lines, Row type, Object partner) {
    List<Integer> made = new ArrayList<>();
    List<Row> sold = lines.stream().filter(l -> l.dec("qty").signum() > 0).toList();
    List<Row> returned = lines.stream().filter(l -> l.dec("qty").signum() < 0).toList();
    if (!sold.isEmpty()) {
      made.add(
          transfer(env, type, type.ref("default_location_src_id"), destination, sold, partner));
    }
    if (!returned.isEmpty()) {
      Row back =
          type.has("return_picking_type_id")
              ? env.get("stock_picking_type", type.ref("return_picking_type_id"))
              : type;
      int place =
          back.id() == type.id()
              ? type.ref("default_location_src_id")
              : back.ref("default_location_dest_id");
      made.add(transfer(env, back, destination, place, returned, partner));
    }
    return made;
  }

  private int transfer(Env env, Row type, int from, int to, List<Row> lines, Object partner) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("partner_id", partner);
    values.put("user_id", false);
    values.put("picking_type_id", type.id());
    values.put("move_type", "direct");
    values.put("location_id", from);
    values.put("location_dest_id", to);
    int transfer = pickings.create(env, values);
    Map<Integer, List<Row>> byProduct = new LinkedHashMap<>();
    lines.stream()
        .sorted((a, b) -> Integer.compare(a.ref("product_id"), b.ref("product_id")))
        .forEach(
            line ->
                byProduct
                    .computeIfAbsent(line.ref("product_id"), p -> new ArrayList<>())
                    .add(line));
    byProduct.forEach((product, of) -> move(env, transfer, product, of, type, from, to));
    pickings.done(env, List.of(transfer), false);
    return transfer;
  }

  private void move(
      Env env, int transfer, int product, List<Row> lines, Row type, int from, int to) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", lines.getFirst().text("name"));
    values.put("product_uom", MoveLines.productUom(env, product));
    values.put("picking_id", transfer);
    values.put("picking_type_id", type.id());
    values.put("product_id", product);
    values.put(
        "product_uom_qty",
        lines.stream().map(l -> l.dec("qty")).reduce(BigDecimal.ZERO, BigDecimal::add).abs());
    values.put("location_id", from);
    values.put("location_dest_id", to);
    int move = pickings.moves().create(env, values);
    pickings.moves().confirm(env, List.of(move), true);
    Row confirmed = env.get("stock_move", move);
    pickings.moves().setDone(env, confirmed, confirmed.dec("product_uom_qty"));
  }
}
