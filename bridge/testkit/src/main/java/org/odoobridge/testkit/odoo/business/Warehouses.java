package org.odoobridge.testkit.odoo.business;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.orm.Records;

/** A new warehouse with its places, operation types, number sequences, routes and rules. */
final class Warehouses {

  private final Records records;

  Warehouses(Records records) {
    this.records = records;
  }

  int create(Env env, Map<String, Object> given) {
    if (!(given.get("name") instanceof String name)
        || !(given.get("code") instanceof String code)) {
      throw OdooError.validation(
          "Missing required value for the field 'Warehouse' (name) or 'Short Name' (code)");
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("active", true);
    values.put("company_id", 1);
    values.put("partner_id", env.get("res_company", 1).ref("partner_id"));
    values.put("reception_steps", "one_step");
    values.put("sequence", 10);
    values.put("buy_to_resupply", true);
    values.putAll(given);
    Object steps = given.getOrDefault("delivery_steps", "ship_only");
    values.put("delivery_steps", "ship_only");
    int view = place(env, code, 1, "view", true);
    int stock = place(env, "Stock", view, "internal", true);
    values.put("view_location_id", view);
    values.put("lot_stock_id", stock);
    values.put("wh_input_stock_loc_id", place(env, "Input", view, "internal", false));
    values.put("wh_qc_stock_loc_id", place(env, "Quality Control", view, "internal", false));
    int output = place(env, "Output", view, "internal", false);
    int packing = place(env, "Packing Zone", view, "internal", false);
    values.put("wh_output_stock_loc_id", output);
    values.put("wh_pack_stock_loc_id", packing);
    int warehouse = records.insert(env, "stock.warehouse", values);
    Map<String, Object> links = new LinkedHashMap<>();
    int in = type(env, warehouse, code, "Receipts", "IN", "incoming", 0, stock, true);
    int out = type(env, warehouse, code, "Delivery Orders", "OUT", "outgoing", stock, 0, true);
    env.update("stock_picking_type", in, Map.of("return_picking_type_id", out));
    env.update("stock_picking_type", out, Map.of("return_picking_type_id", in));
    links.put("in_type_id", in);
    links.put("out_type_id", out);
    links.put(
        "pick_type_id",
        type(env, warehouse, code, "Pick", "PICK", "internal", stock, packing, false));
    links.put(
        "pack_type_id",
        type(env, warehouse, code, "Pack", "PACK", "internal", packing, stock, false));
    links.put(
        "int_type_id",
        type(env, warehouse, code, "Internal Transfers", "INT", "internal", stock, stock, false));
    int customers = Properties.location(env, "property_stock_customer");
    links.put(
        "pos_type_id",
        type(env, warehouse, code, "PoS Orders", "POS", "outgoing", stock, customers, true));
    links.put("reception_route_id", route(env, warehouse, name + ": Receive in 1 step (stock)", 9));
    links.put("delivery_route_id", route(env, warehouse, name + ": Deliver in 1 step (ship)", 10));
    env.update("stock_warehouse", warehouse, links);
    int toOrder =
        rule(
            env,
            warehouse,
            code + ": Stock → Customers (MTO)",
            customers,
            stock,
            1,
            "mts_else_mto",
            out,
            "pull");
    env.update("stock_warehouse", warehouse, Map.of("mto_pull_id", toOrder));
    buyRule(env, warehouse, code, stock, in);
    Places.deliverIn(env, env.get("stock_warehouse", warehouse), String.valueOf(steps));
    env.update("stock_warehouse", warehouse, Map.of("delivery_steps", steps));
    return warehouse;
  }

  private int place(Env env, String name, int parent, String usage, boolean active) {
    return records.create(
        env,
        "stock.location",
        Map.of("name", name, "location_id", parent, "usage", usage, "active", active));
  }

  private static int type(
      Env env,
      int warehouse,
      String code,
      String name,
      String kind,
      String direction,
      int from,
      int to,
      boolean active) {
    Map<String, Object> sequence = new LinkedHashMap<>();
    sequence.put("name", code + " Sequence " + kind);
    sequence.put("prefix", code + "/" + kind + "/");
    sequence.put("padding", 5);
    sequence.put("implementation", "standard");
    sequence.put("number_next", 1);
    sequence.put("number_increment", 1);
    sequence.put("active", true);
    sequence.put("company_id", 1);
    int numbers = env.insert("ir_sequence", sequence);
    env.execute("CREATE SEQUENCE ir_sequence_%03d".formatted(numbers));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("sequence", numbers);
    values.put("sequence_id", numbers);
    values.put("sequence_code", kind);
    values.put("code", direction);
    values.put("default_location_src_id", outside(env, from, "property_stock_supplier"));
    values.put("default_location_dest_id", outside(env, to, "property_stock_customer"));
    values.put("warehouse_id", warehouse);
    values.put("active", active);
    if (env.has("stock_picking_type", "reservation_method")) {
      values.put("reservation_method", "at_confirm");
    }
    if (env.has("stock_picking_type", "create_backorder")) {
      values.put("create_backorder", "ask");
    }
    values.put("use_create_lots", kind.equals("IN"));
    values.put("use_existing_lots", !kind.equals("IN"));
    values.put("show_operations", false);
    values.put("show_reserved", !kind.equals("IN"));
    values.put("show_entire_packs", false);
    values.put("company_id", 1);
    if (env.has("stock_picking_type", "move_type")) {
      values.put("move_type", "direct");
    }
    return env.insert("stock_picking_type", values);
  }

  /** From 18 on an operation type names the place outside, too. */
  private static Object outside(Env env, int place, String property) {
    return place == 0 && env.release().finalLocations()
        ? Properties.location(env, property)
        : MoveLines.orFalse(place);
  }

  private static int route(Env env, int warehouse, String name, int sequence) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("active", true);
    values.put("sequence", sequence);
    values.put("product_selectable", false);
    values.put("product_categ_selectable", true);
    values.put("warehouse_selectable", true);
    values.put("company_id", 1);
    int route = env.insert(env.release().routeModel().replace('.', '_'), values);
    env.execute(
        "INSERT INTO stock_route_warehouse (route_id, warehouse_id) VALUES (?, ?)",
        route,
        warehouse);
    return route;
  }

  private static int rule(
      Env env,
      int warehouse,
      String name,
      int to,
      int from,
      int route,
      String method,
      int type,
      String action) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("active", true);
    values.put("action", action);
    values.put("auto", "manual");
    values.put("group_propagation_option", action.equals("buy") ? "none" : "propagate");
    values.put("sequence", 20);
    values.put("route_sequence", 5);
    values.put("company_id", 1);
    values.put("location_id", to);
    values.put("location_src_id", MoveLines.orFalse(from));
    values.put("route_id", route);
    values.put("procure_method", method);
    values.put("picking_type_id", type);
    values.put("delay", 0);
    values.put("propagate_cancel", false);
    values.put("warehouse_id", warehouse);
    return env.insert("stock_rule", values);
  }

  private static void buyRule(Env env, int warehouse, String code, int stock, int in) {
    List<Integer> buy =
        env.ids("SELECT route_id FROM stock_rule WHERE action = 'buy' ORDER BY id LIMIT 1");
    if (!buy.isEmpty()) {
      int rule =
          rule(
              env,
              warehouse,
              code + ": Stock (Buy)",
              stock,
              0,
              buy.getFirst(),
              "make_to_stock",
              in,
              "buy");
      env.update("stock_warehouse", warehouse, Map.of("buy_pull_id", rule));
    }
  }
}
