package org.odoobridge.testkit.odoo.business;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.orm.Args;
import org.odoobridge.testkit.odoo.orm.Decimals;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Row;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/**
 * Counts of stock: in release 14 a counted quantity moves stock at once, from 15 on it waits on the
 * quant until it is applied.
 */
final class Counting {

  private final Moves moves;

  Counting(Moves moves) {
    this.moves = moves;
  }

  void register(Ops ops, OdooRelease release) {
    ops.onCreate("stock.quant", this::count);
    ops.onWrite("stock.quant", this::recount);
    if (release.appliesInventoryByButton()) {
      ops.method("stock.quant", "action_apply_inventory", (env, args) -> apply(env, args.ids()));
      ops.method(
          "stock.quant",
          "action_clear_inventory_quantity",
          (env, args) -> {
            args.ids().forEach(id -> forget(env, env.get("stock_quant", id)));
            return null;
          });
    }
  }

  private int count(Env env, Map<String, Object> values) {
    if (!env.asks("inventory_mode") || !values.containsKey("inventory_quantity")) {
      throw refused("create");
    }
    int product = Args.ids(values.getOrDefault("product_id", false)).getFirst();
    int location = Args.ids(values.getOrDefault("location_id", false)).getFirst();
    List<Integer> owners = Args.ids(values.getOrDefault("owner_id", false));
    int owner = owners.isEmpty() ? 0 : owners.getFirst();
    List<Row> known = Quants.strictly(env, product, location, owner);
    int quant;
    if (known.isEmpty()) {
      Map<String, Object> empty = new LinkedHashMap<>();
      empty.put("product_id", product);
      empty.put("location_id", location);
      empty.put("reserved_quantity", 0);
      if (owner != 0) {
        empty.put("owner_id", owner);
      }
      if (env.release().appliesInventoryByButton()) {
        empty.put("in_date", env.nowText());
      }
      quant = env.insert("stock_quant", empty);
      Quants.setCompany(env, quant, location);
    } else {
      quant = known.getFirst().id();
    }
    take(env, quant, quantity(values));
    return quant;
  }

  private void recount(Env env, List<Integer> ids, Map<String, Object> values) {
    if (!env.asks("inventory_mode") || !values.containsKey("inventory_quantity")) {
      throw refused("modify");
    }
    ids.forEach(id -> take(env, id, quantity(values)));
  }

  private void take(Env env, int id, BigDecimal counted) {
    Row quant = env.get("stock_quant", id);
    if (!env.release().appliesInventoryByButton()) {
      moves.adjust(env, quant, counted.subtract(quant.dec("quantity")));
      return;
    }
    Map<String, Object> values = new HashMap<>();
    values.put("inventory_quantity", counted);
    values.put("inventory_quantity_set", true);
    values.put("inventory_diff_quantity", counted.subtract(quant.dec("quantity")));
    values.put("inventory_date", env.nowText().substring(0, 10));
    values.put("user_id", env.uid());
    env.update("stock_quant", id, values);
  }

  /** Moves the differences; asks first when stock has moved since a count. */
  private @Nullable Object apply(Env env, List<Integer> ids) {
    List<Row> quants = env.rows("SELECT * FROM stock_quant WHERE id = ANY (?) ORDER BY id", ids);
    List<Integer> outdated = new ArrayList<>();
    for (Row quant : quants) {
      BigDecimal seen =
          quant.dec("inventory_quantity").subtract(quant.dec("inventory_diff_quantity"));
      if (quant.flag("inventory_quantity_set") && seen.compareTo(quant.dec("quantity")) != 0) {
        outdated.add(quant.id());
      }
    }
    if (!outdated.isEmpty()) {
      return Map.of(
          "name", "Conflict in Inventory Adjustment",
          "type", "ir.actions.act_window",
          "res_model", "stock.inventory.conflict",
          "view_mode", "form",
          "target", "new",
          "context", Map.of("default_quant_to_fix_ids", outdated, "default_quant_ids", ids));
    }
    for (Row quant : quants) {
      moves.adjust(env, quant, quant.dec("inventory_diff_quantity"));
      env.update(
          "stock_location",
          quant.ref("location_id"),
          Map.of("last_inventory_date", env.nowText().substring(0, 10)));
      forget(env, env.get("stock_quant", quant.id()));
    }
    return null;
  }

  private static void forget(Env env, Row quant) {
    Map<String, Object> values = new HashMap<>();
    values.put("inventory_quantity", 0);
    values.put("inventory_quantity_set", false);
    values.put("inventory_diff_quantity", quant.dec("quantity").negate());
    values.put("user_id", false);
    env.update("stock_quant", quant.id(), values);
  }

  private static OdooError refused(String what) {
    return OdooError.access(
        "You are not allowed to %s 'Quants' (stock.quant) records.\n\nNo group currently allows this operation.\n\nContact your administrator to request access if necessary."
            .formatted(what));
  }

  private static BigDecimal quantity(Map<String, Object> values) {
    return values.get("inventory_quantity") instanceof Number n ? Decimals.of(n) : BigDecimal.ZERO;
  }
}
