package org.odoobridge.testkit.odoo.business;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Row;

/** Locations in their tree, and what a warehouse's number of delivery steps changes. */
final class Places {

  private final Records records;

  Places(Records records) {
    this.records = records;
  }

  void register(Ops ops) {
    ops.onCreate("stock.location", this::create);
    ops.onCreate("product.category", this::category);
    ops.onCreate("stock.warehouse", new Warehouses(records)::create);
    ops.onWrite("stock.warehouse", this::write);
  }

  private int create(Env env, Map<String, Object> given) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("usage", "internal");
    values.put("company_id", 1);
    values.put("posx", 0);
    values.put("posy", 0);
    values.put("posz", 0);
    values.put("scrap_location", false);
    values.put("return_location", false);
    values.putAll(given);
    int id = records.insert(env, "stock.location", values);
    Row place = env.get("stock_location", id);
    String path = id + "/";
    String name = place.text("name");
    if (place.has("location_id")) {
      Row parent = env.get("stock_location", place.ref("location_id"));
      path = parent.text("parent_path") + path;
      if (!place.text("usage").equals("view")) {
        name = parent.text("complete_name") + "/" + name;
      }
    }
    env.update("stock_location", id, Map.of("parent_path", path, "complete_name", name));
    return id;
  }

  private int category(Env env, Map<String, Object> given) {
    int id = records.insert(env, "product.category", given);
    Row row = env.get("product_category", id);
    String path = id + "/";
    String name = row.text("name");
    if (row.has("parent_id")) {
      Row parent = env.get("product_category", row.ref("parent_id"));
      path = parent.text("parent_path") + path;
      name = parent.text("complete_name") + " / " + name;
    }
    env.update("product_category", id, Map.of("parent_path", path, "complete_name", name));
    return id;
  }

  private void write(Env env, List<Integer> ids, Map<String, Object> values) {
    records.store(env, "stock.warehouse", ids, values);
    if (values.get("delivery_steps") instanceof String steps) {
      for (Row warehouse : env.rows("SELECT * FROM stock_warehouse WHERE id = ANY (?)", ids)) {
        deliverIn(env, warehouse, steps);
      }
    }
  }

  /** Activates the places, operations and rules of one, two or three delivery steps. */
  static void deliverIn(Env env, Row warehouse, String steps) {
    int stock = warehouse.ref("lot_stock_id");
    int output = warehouse.ref("wh_output_stock_loc_id");
    int packing = warehouse.ref("wh_pack_stock_loc_id");
    int customers = Properties.location(env, "property_stock_customer");
    boolean two = steps.equals("pick_ship");
    boolean three = steps.equals("pick_pack_ship");
    int last = two || three ? output : stock;
    env.update("stock_location", output, Map.of("active", two || three));
    env.update("stock_location", packing, Map.of("active", three));
    env.update(
        "stock_picking_type",
        warehouse.ref("pick_type_id"),
        Map.of("active", two || three, "default_location_dest_id", three ? packing : output));
    env.update(
        "stock_picking_type",
        warehouse.ref("pack_type_id"),
        Map.of("active", three, "default_location_dest_id", output));
    env.update(
        "stock_picking_type",
        warehouse.ref("out_type_id"),
        Map.of("default_location_src_id", last));
    int route = warehouse.ref("delivery_route_id");
    env.update(
        "stock_rule",
        env.ids("SELECT id FROM stock_rule WHERE route_id = ?", route),
        Map.of("active", false));
    int pick = warehouse.ref("pick_type_id");
    int out = warehouse.ref("out_type_id");
    if (env.release().finalLocations() && (two || three)) {
      // One pull rule to the customer by way of the first step; the next steps are pushed.
      rule(env, warehouse, stock, customers, pick, "make_to_stock", "pull");
      if (three) {
        rule(
            env,
            warehouse,
            packing,
            output,
            warehouse.ref("pack_type_id"),
            "make_to_order",
            "push");
      }
      rule(env, warehouse, output, customers, out, "make_to_order", "push");
      env.update("stock_rule", warehouse.ref("mto_pull_id"), Map.of("location_src_id", last));
      return;
    }
    if (three) {
      rule(env, warehouse, stock, packing, pick, "make_to_stock");
      rule(env, warehouse, packing, output, warehouse.ref("pack_type_id"), "make_to_order");
    } else if (two) {
      rule(env, warehouse, stock, output, pick, "make_to_stock");
    }
    rule(env, warehouse, last, customers, out, last == stock ? "make_to_stock" : "make_to_order");
    env.update("stock_rule", warehouse.ref("mto_pull_id"), Map.of("location_src_id", last));
  }

  private static void rule(Env env, Row warehouse, int from, int to, int type, String method) {
    rule(env, warehouse, from, to, type, method, "pull");
  }

  private static void rule(
      Env env, Row warehouse, int from, int to, int type, String method, String action) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("active", true);
    values.put("procure_method", method);
    List<Integer> known =
        env.ids(
            "SELECT id FROM stock_rule WHERE route_id = ? AND location_src_id = ? AND %s = ? AND picking_type_id = ? AND action = ?"
                .formatted(Procurements.destinationColumn(env)),
            warehouse.ref("delivery_route_id"),
            from,
            to,
            type,
            action);
    if (!known.isEmpty()) {
      env.update("stock_rule", known, values);
      return;
    }
    values.put(
        "name",
        "%s: %s → %s"
            .formatted(
                warehouse.text("code"),
                env.get("stock_location", from).text("name"),
                env.get("stock_location", to).text("name")));
    values.put("action", action);
    values.put("auto", "manual");
    if (env.release().finalLocations()) {
      values.put("location_dest_from_rule", false);
    }
    values.put("group_propagation_option", "propagate");
    values.put("sequence", 20);
    values.put("route_sequence", 10);
    values.put("company_id", warehouse.ref("company_id"));
    values.put("location_src_id", from);
    values.put("location_id", to);
    values.put("route_id", warehouse.ref("delivery_route_id"));
    values.put("picking_type_id", type);
    values.put("delay", 0);
    values.put("propagate_cancel", true);
    values.put("warehouse_id", warehouse.id());
    env.insert("stock_rule", values);
  }
}
