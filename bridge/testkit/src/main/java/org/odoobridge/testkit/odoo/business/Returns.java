package org.odoobridge.testkit.odoo.business;

import static org.odoobridge.testkit.odoo.business.MoveLines.orFalse;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.orm.Args;
import org.odoobridge.testkit.odoo.orm.Decimals;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Row;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/** The return dialog: a transfer back for moves that were carried out. */
final class Returns {

  private final Pickings pickings;
  private final Records records;

  Returns(Pickings pickings, Records records) {
    this.pickings = pickings;
    this.records = records;
  }

  void register(Ops ops, OdooRelease release) {
    ops.onCreate("stock.return.picking", this::open);
    ops.onCreate("stock.return.picking.line", this::line);
    ops.method(
        "stock.return.picking",
        release.returnsStartAtZero() ? "action_create_returns" : "create_returns",
        (env, args) -> create(env, args.ids()));
  }

  /** The dialog proposes every move of the transfer that was done, unless it is given lines. */
  private int open(Env env, Map<String, Object> given) {
    int wizard = records.insert(env, "stock.return.picking", given);
    List<Integer> pickingIds = Args.ids(given.getOrDefault("picking_id", false));
    if (!given.containsKey("product_return_moves") && !pickingIds.isEmpty()) {
      for (Row move : Pickings.movesOf(env, pickingIds.getFirst())) {
        if (move.text("state").equals("done")) {
          BigDecimal all = move.dec("product_qty");
          Map<String, Object> values = new LinkedHashMap<>();
          values.put("product_id", move.ref("product_id"));
          values.put("move_id", move.id());
          values.put("quantity", env.release().returnsStartAtZero() ? BigDecimal.ZERO : all);
          values.put("wizard_id", wizard);
          line(env, values);
        }
      }
    }
    return wizard;
  }

  private int line(Env env, Map<String, Object> given) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("to_refund", true);
    values.putAll(given);
    return records.insert(env, "stock.return.picking.line", values);
  }

  private Object create(Env env, List<Integer> ids) {
    int made = 0;
    for (Row wizard : env.rows("SELECT * FROM stock_return_picking WHERE id = ANY (?)", ids)) {
      made = create(env, wizard);
    }
    return Map.of(
        "name", "Returned Picking",
        "type", "ir.actions.act_window",
        "res_model", "stock.picking",
        "view_mode", "form,tree,calendar",
        "res_id", made,
        "context", env.context());
  }

  private int create(Env env, Row wizard) {
    Row picking = env.get("stock_picking", wizard.ref("picking_id"));
    Row type = env.get("stock_picking_type", picking.ref("picking_type_id"));
    int back = type.has("return_picking_type_id") ? type.ref("return_picking_type_id") : type.id();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("picking_type_id", back);
    values.put("origin", "Return of " + picking.text("name"));
    values.put("partner_id", orFalse(picking.ref("partner_id")));
    values.put("location_id", picking.ref("location_dest_id"));
    values.put("location_dest_id", backTo(wizard, picking));
    values.put("return_id", picking.id());
    values.put("move_type", picking.text("move_type"));
    values.put("group_id", orFalse(picking.ref("group_id")));
    values.put("sale_id", orFalse(picking.ref("sale_id")));
    values.put("user_id", false);
    int made = pickings.create(env, values);
    boolean any = false;
    for (Row line :
        env.rows(
            "SELECT * FROM stock_return_picking_line WHERE wizard_id = ? ORDER BY id",
            wizard.id())) {
      if (line.dec("quantity").signum() != 0) {
        back(env, backTo(wizard, picking), line, env.get("stock_picking", made));
        any = true;
      }
    }
    if (!any) {
      throw OdooError.user("Please specify at least one non-zero quantity.");
    }
    pickings.confirm(env, List.of(made));
    pickings.assignMoves(env, List.of(made));
    if (picking.has("sale_id") && env.has("sale_order", "delivery_status")) {
      env.update(
          "sale_order", picking.ref("sale_id"), Sales.deliveryStatus(env, picking.ref("sale_id")));
    }
    return made;
  }

  private void back(Env env, int place, Row line, Row made) {
    if (!line.has("move_id")) {
      throw OdooError.user(
          "You have manually created product lines, please delete them to proceed.");
    }
    Row move = env.get("stock_move", line.ref("move_id"));
    BigDecimal quantity = Decimals.round(line.dec("quantity"), 2);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", move.text("name"));
    values.put("product_id", line.ref("product_id"));
    values.put("product_uom_qty", quantity);
    values.put("product_uom", MoveLines.productUom(env, line.ref("product_id")));
    values.put("picking_id", made.id());
    values.put("picking_type_id", made.ref("picking_type_id"));
    values.put("location_id", move.ref("location_dest_id"));
    values.put("location_dest_id", place);
    values.put("location_final_id", place);
    values.put("warehouse_id", orFalse(warehouse(env, made)));
    values.put("origin_returned_move_id", move.id());
    values.put("procure_method", "make_to_stock");
    values.put("group_id", orFalse(move.ref("group_id")));
    values.put("partner_id", orFalse(move.ref("partner_id")));
    values.put("sale_line_id", orFalse(move.ref("sale_line_id")));
    values.put("origin", orFalse(move.text("origin")));
    values.put("description_picking", orFalse(move.text("description_picking")));
    if (line.flag("to_refund")) {
      values.put("to_refund", true);
    }
    int id = pickings.moves().create(env, values);
    Groups.copy(env, move.id(), id);
    Moves.link(env, move.id(), id);
  }

  /** The location asked for in the dialog; where the goods came from when it does not ask. */
  private static int backTo(Row wizard, Row picking) {
    return wizard.has("location_id") ? wizard.ref("location_id") : picking.ref("location_id");
  }

  private static int warehouse(Env env, Row picking) {
    return env.get("stock_picking_type", picking.ref("picking_type_id")).ref("warehouse_id");
  }
}
