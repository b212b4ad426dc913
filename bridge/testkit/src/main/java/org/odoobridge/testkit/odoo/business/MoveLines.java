package org.odoobridge.testkit.odoo.business;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.orm.Decimals;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Row;

/** Rows of {@code stock_move_line}: what is reserved for a move and what was done. */
final class MoveLines {

  private final Quants quants;
  private final Records records;

  MoveLines(Quants quants, Records records) {
    this.quants = quants;
    this.records = records;
  }

  void register(Ops ops) {
    ops.onWrite(
        "stock.move.line",
        (env, ids, values) -> records.store(env, "stock.move.line", ids, values));
    ops.onUnlink("stock.move.line", this::release);
  }

  static List<Row> of(Env env, int move) {
    return env.rows("SELECT * FROM stock_move_line WHERE move_id = ? ORDER BY id", move);
  }

  /** Quantity reserved for a move, in the product's unit. */
  static BigDecimal reserved(Env env, int move) {
    return sum(of(env, move), "product_qty");
  }

  /** Quantity done of a move, in the move's unit. */
  static BigDecimal done(Env env, Row move) {
    BigDecimal done = BigDecimal.ZERO;
    for (Row line : of(env, move.id())) {
      done =
          done.add(
              Uoms.convert(
                  env, line.dec("qty_done"), line.ref("product_uom_id"), move.ref("product_uom")));
    }
    return done;
  }

  static BigDecimal sum(List<Row> lines, String column) {
    return lines.stream().map(line -> line.dec(column)).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * Adds a line to a move.
   *
   * @param reserved in the product's unit
   * @param done in the move's unit
   */
  static int add(Env env, Row move, int location, int owner, BigDecimal reserved, BigDecimal done) {
    int productUom = productUom(env, move.ref("product_id"));
    Map<String, Object> values = new HashMap<>();
    values.put("move_id", move.id());
    values.put("picking_id", orFalse(move.ref("picking_id")));
    values.put("company_id", move.ref("company_id"));
    values.put("product_id", move.ref("product_id"));
    values.put("product_uom_id", move.ref("product_uom"));
    values.put("location_id", location);
    values.put("location_dest_id", move.ref("location_dest_id"));
    values.put("product_uom_qty", Uoms.convert(env, reserved, productUom, move.ref("product_uom")));
    values.put("qty_done", done);
    values.put("date", env.nowText());
    values.put("description_picking", orFalse(move.text("description_picking")));
    values.put("owner_id", orFalse(owner));
    int id = env.insert("stock_move_line", values);
    Map<String, Object> computed = new HashMap<>();
    computed.put("product_qty", reserved);
    computed.put("state", move.text("state"));
    computed.put("reference", orFalse(move.text("reference")));
    env.update("stock_move_line", id, computed);
    return id;
  }

  /** Reserves what a quant gave: on the line that already holds its kind, or on a new one. */
  static void reserve(Env env, Row move, Quants.Taken taken) {
    int location = taken.quant().ref("location_id");
    int owner = taken.quant().ref("owner_id");
    for (Row line : of(env, move.id())) {
      if (line.ref("location_id") == location
          && line.ref("owner_id") == owner
          && line.ref("lot_id") == taken.quant().ref("lot_id")) {
        BigDecimal reserved = line.dec("product_qty").add(taken.quantity());
        setReserved(env, line, reserved);
        return;
      }
    }
    add(env, move, location, owner, taken.quantity(), BigDecimal.ZERO);
  }

  private static void setReserved(Env env, Row line, BigDecimal reserved) {
    BigDecimal inLineUom =
        Uoms.convert(
            env, reserved, productUom(env, line.ref("product_id")), line.ref("product_uom_id"));
    env.update(
        "stock_move_line",
        line.id(),
        Map.of("product_uom_qty", inLineUom, "product_qty", reserved));
  }

  /** Deletes lines and gives back what they reserved. */
  void release(Env env, List<Integer> ids) {
    for (Row line : env.rows("SELECT * FROM stock_move_line WHERE id = ANY (?)", ids)) {
      giveBack(env, line, line.dec("product_qty"));
    }
    env.delete("stock_move_line", ids);
  }

  private void giveBack(Env env, Row line, BigDecimal quantity) {
    if (quantity.signum() > 0 && !bypasses(env, line)) {
      quants.unreserve(
          env, line.ref("product_id"), line.ref("location_id"), line.ref("owner_id"), quantity);
    }
  }

  private static boolean bypasses(Env env, Row line) {
    return !Moves.reservable(env, line.ref("product_id"), line.ref("location_id"));
  }

  /** Carries out a line: out of its source, into its destination, its reservation given back. */
  void carryOut(Env env, Row line) {
    int product = line.ref("product_id");
    int owner = line.ref("owner_id");
    int productUom = productUom(env, product);
    BigDecimal quantity =
        Uoms.convert(env, line.dec("qty_done"), line.ref("product_uom_id"), productUom);
    if (storable(env, product)) {
      boolean reserves = !bypasses(env, line);
      BigDecimal reserved = reserves ? line.dec("product_qty") : BigDecimal.ZERO;
      if (reserves && quantity.compareTo(reserved) > 0) {
        freeElsewhere(env, line, quantity.subtract(reserved));
      }
      quants.add(env, product, line.ref("location_id"), owner, quantity.negate(), reserved);
      quants.add(env, product, line.ref("location_dest_id"), owner, quantity, BigDecimal.ZERO);
    }
    env.update(
        "stock_move_line",
        line.id(),
        Map.of("product_uom_qty", 0, "product_qty", 0, "date", env.nowText(), "state", "done"));
  }

  /** Takes reservations from other moves when a line ships more than it had reserved. */
  private void freeElsewhere(Env env, Row line, BigDecimal needed) {
    int product = line.ref("product_id");
    int location = line.ref("location_id");
    if (quants.availableStrictly(env, product, location, line.ref("owner_id")).compareTo(needed)
        >= 0) {
      return;
    }
    BigDecimal left = needed;
    for (Row other :
        env.rows(
            """
            SELECT * FROM stock_move_line
             WHERE product_id = ? AND location_id = ? AND coalesce(owner_id, 0) = ? AND id <> ?
               AND state NOT IN ('done', 'cancel') AND product_qty > 0
             ORDER BY (picking_id IS DISTINCT FROM ?), id""",
            product,
            location,
            line.ref("owner_id"),
            line.id(),
            line.ref("picking_id"))) {
      if (left.signum() <= 0) {
        break;
      }
      BigDecimal part = Decimals.min(other.dec("product_qty"), left);
      giveBack(env, other, part);
      if (part.compareTo(other.dec("product_qty")) == 0 && other.dec("qty_done").signum() == 0) {
        env.delete("stock_move_line", List.of(other.id()));
      } else {
        setReserved(env, other, other.dec("product_qty").subtract(part));
      }
      Moves.refreshState(env, other.ref("move_id"));
      left = left.subtract(part);
    }
  }

  static int productUom(Env env, int product) {
    return env.ids(
            "SELECT t.uom_id FROM product_product p JOIN product_template t ON t.id = p.product_tmpl_id WHERE p.id = ?",
            product)
        .getFirst();
  }

  static boolean storable(Env env, int product) {
    return type(env, product).equals("product");
  }

  static String type(Env env, int product) {
    return env.row(
            "SELECT t.type FROM product_product p JOIN product_template t ON t.id = p.product_tmpl_id WHERE p.id = ?",
            product)
        .map(row -> row.text("type"))
        .orElse("");
  }

  static Object orFalse(int id) {
    return id == 0 ? false : id;
  }

  static Object orFalse(String text) {
    return text.isEmpty() ? false : text;
  }
}
