package org.odoobridge.testkit.odoo.business;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.odoobridge.testkit.odoo.orm.Decimals;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Row;

/**
 * Rows of {@code stock_move_line}: what is reserved for a move and what was done. Up to release 16
 * two columns say it; from 17 on one quantity counts as done once it is picked, and the move holds
 * the sum.
 */
final class MoveLines {

  private final Quants quants;
  private final Records records;

  MoveLines(Quants quants, Records records) {
    this.quants = quants;
    this.records = records;
  }

  void register(Ops ops) {
    ops.onWrite("stock.move.line", this::write);
    ops.onUnlink("stock.move.line", this::release);
  }

  /** Lines entered by hand: from 17 on a changed quantity reserves or gives back at once. */
  private void write(Env env, List<Integer> ids, Map<String, Object> given) {
    Map<String, Object> values = new HashMap<>(given);
    boolean keepsReservation = env.release().quantityPicked() && values.containsKey("quantity");
    Object quantity = keepsReservation ? values.remove("quantity") : null;
    if (!values.isEmpty()) {
      records.store(env, "stock.move.line", ids, values);
    }
    Set<Integer> moves = new LinkedHashSet<>();
    for (Row line : env.rows("SELECT * FROM stock_move_line WHERE id = ANY (?)", ids)) {
      if (quantity instanceof Number number && !line.text("state").equals("done")) {
        holdOn(env, line, Decimals.of(number));
      }
      moves.add(line.ref("move_id"));
    }
    if (env.release().quantityPicked()) {
      moves.forEach(
          move -> {
            if (Boolean.TRUE.equals(values.get("picked"))) {
              env.update("stock_move", move, Map.of("picked", true));
            }
            Moves.refreshState(env, move);
          });
    }
  }

  static List<Row> of(Env env, int move) {
    return env.rows("SELECT * FROM stock_move_line WHERE move_id = ? ORDER BY id", move);
  }

  /** What a line holds reserved, in the product's unit. */
  static BigDecimal held(Env env, Row line) {
    if (!env.release().quantityPicked()) {
      return line.dec(env.release().lineReservedProductField());
    }
    return line.text("state").equals("done") ? BigDecimal.ZERO : line.dec("quantity_product_uom");
  }

  /** What of a line was entered as done, in the line's unit. */
  static BigDecimal entered(Env env, Row line) {
    if (!env.release().quantityPicked()) {
      return line.dec("qty_done");
    }
    return line.flag("picked") ? line.dec("quantity") : BigDecimal.ZERO;
  }

  /** Quantity reserved for a move, in the product's unit. */
  static BigDecimal reserved(Env env, int move) {
    return of(env, move).stream()
        .map(line -> held(env, line))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Quantity done of a move, in the move's unit. */
  static BigDecimal done(Env env, Row move) {
    BigDecimal done = BigDecimal.ZERO;
    for (Row line : of(env, move.id())) {
      done =
          done.add(
              Uoms.convert(
                  env, entered(env, line), line.ref("product_uom_id"), move.ref("product_uom")));
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
   * @param done in the move's unit; from 17 on more than zero means picked
   */
  static int add(Env env, Row move, int location, int owner, BigDecimal reserved, BigDecimal done) {
    int productUom = productUom(env, move.ref("product_id"));
    BigDecimal inMoveUom = Uoms.convert(env, reserved, productUom, move.ref("product_uom"));
    Map<String, Object> values = new HashMap<>();
    values.put("move_id", move.id());
    values.put("picking_id", orFalse(move.ref("picking_id")));
    values.put("company_id", move.ref("company_id"));
    values.put("product_id", move.ref("product_id"));
    values.put("product_uom_id", move.ref("product_uom"));
    values.put("location_id", location);
    values.put("location_dest_id", move.ref("location_dest_id"));
    values.put("date", env.nowText());
    values.put("description_picking", orFalse(move.text("description_picking")));
    values.put("owner_id", orFalse(owner));
    Map<String, Object> computed = new HashMap<>();
    if (env.release().quantityPicked()) {
      BigDecimal quantity = done.signum() == 0 ? inMoveUom : done;
      values.put("quantity", quantity);
      values.put("picked", done.signum() != 0);
      computed.put(
          "quantity_product_uom", Uoms.convert(env, quantity, move.ref("product_uom"), productUom));
    } else {
      values.put(env.release().lineReservedField(), inMoveUom);
      values.put("qty_done", done);
      computed.put(env.release().lineReservedProductField(), reserved);
    }
    int id = env.insert("stock_move_line", values);
    computed.put("state", move.text("state"));
    computed.put("reference", orFalse(move.text("reference")));
    env.update("stock_move_line", id, computed);
    return id;
  }

  /** From 17 on: the sum of a move's lines, in the move's unit. */
  static BigDecimal total(Env env, Row move) {
    BigDecimal total = BigDecimal.ZERO;
    for (Row line : of(env, move.id())) {
      total =
          total.add(
              Uoms.convert(
                  env, line.dec("quantity"), line.ref("product_uom_id"), move.ref("product_uom")));
    }
    return total;
  }

  /** From 17 on: writes the sum of the lines into the move where it differs. */
  static void sumUp(Env env, int move) {
    if (env.release().quantityPicked() && move != 0) {
      Row row = env.get("stock_move", move);
      BigDecimal total = total(env, row);
      if (total.compareTo(row.dec("quantity")) != 0) {
        env.update("stock_move", move, Map.of("quantity", total));
      }
    }
  }

  /** Reserves what a quant gave: on the line that already holds its kind, or on a new one. */
  static void reserve(Env env, Row move, Quants.Taken taken) {
    int location = taken.quant().ref("location_id");
    int owner = taken.quant().ref("owner_id");
    for (Row line : of(env, move.id())) {
      if (line.ref("location_id") == location
          && line.ref("owner_id") == owner
          && line.ref("lot_id") == taken.quant().ref("lot_id")) {
        setHeld(env, line, held(env, line).add(taken.quantity()));
        return;
      }
    }
    add(env, move, location, owner, taken.quantity(), BigDecimal.ZERO);
  }

  private static void setHeld(Env env, Row line, BigDecimal reserved) {
    BigDecimal inLineUom =
        Uoms.convert(
            env, reserved, productUom(env, line.ref("product_id")), line.ref("product_uom_id"));
    env.update(
        "stock_move_line",
        line.id(),
        Map.of(
            env.release().lineReservedField(), inLineUom,
            env.release().lineReservedProductField(), reserved));
  }

  /** From 17 on: a line shall hold a quantity, in its unit; quants follow, even beyond stock. */
  private void holdOn(Env env, Row line, BigDecimal quantity) {
    BigDecimal wanted =
        Uoms.convert(
            env, quantity, line.ref("product_uom_id"), productUom(env, line.ref("product_id")));
    BigDecimal more = wanted.subtract(held(env, line));
    if (more.signum() > 0 && !bypasses(env, line)) {
      quants.hold(env, line.ref("product_id"), line.ref("location_id"), line.ref("owner_id"), more);
    } else if (more.signum() < 0) {
      giveBack(env, line, more.negate());
    }
    setHeld(env, line, wanted);
  }

  /**
   * From 17 on: a move's lines shall hold a quantity together, in the move's unit. Less is taken
   * from the newest lines, which go when nothing is left; more is put on the oldest.
   */
  void hold(Env env, Row move, BigDecimal quantity) {
    BigDecimal more = quantity.subtract(total(env, move));
    List<Row> lines = of(env, move.id());
    if (more.signum() > 0) {
      if (lines.isEmpty()) {
        int line = add(env, move, move.ref("location_id"), 0, BigDecimal.ZERO, BigDecimal.ZERO);
        holdOn(env, env.get("stock_move_line", line), more);
      } else {
        Row first = lines.getFirst();
        BigDecimal part =
            Uoms.convert(env, more, move.ref("product_uom"), first.ref("product_uom_id"));
        holdOn(env, first, first.dec("quantity").add(part));
      }
      return;
    }
    BigDecimal less = more.negate();
    for (Row line : lines.reversed()) {
      BigDecimal inMoveUom =
          Uoms.convert(
              env, line.dec("quantity"), line.ref("product_uom_id"), move.ref("product_uom"));
      BigDecimal part = Decimals.min(inMoveUom, less);
      if (part.signum() > 0 && part.compareTo(inMoveUom) == 0) {
        release(env, List.of(line.id()));
      } else if (part.signum() > 0) {
        BigDecimal inLineUom =
            Uoms.convert(env, part, move.ref("product_uom"), line.ref("product_uom_id"));
        holdOn(env, line, line.dec("quantity").subtract(inLineUom));
      }
      less = less.subtract(part);
    }
  }

  /** From 17 on: reserves what a move's lines were entered with. */
  void holdAll(Env env, Row move) {
    for (Row line : of(env, move.id())) {
      if (!bypasses(env, line)) {
        quants.hold(
            env,
            line.ref("product_id"),
            line.ref("location_id"),
            line.ref("owner_id"),
            line.dec("quantity_product_uom"));
      }
    }
  }

  /** Deletes lines and gives back what they reserved. */
  void release(Env env, List<Integer> ids) {
    List<Row> lines = env.rows("SELECT * FROM stock_move_line WHERE id = ANY (?)", ids);
    for (Row line : lines) {
      giveBack(env, line, held(env, line));
    }
    env.delete("stock_move_line", ids);
    lines.stream().map(line -> line.ref("move_id")).distinct().forEach(move -> sumUp(env, move));
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
        Uoms.convert(env, entered(env, line), line.ref("product_uom_id"), productUom);
    boolean picked = env.release().quantityPicked();
    if (storable(env, product)) {
      boolean reserves = !bypasses(env, line);
      BigDecimal reserved = reserves ? held(env, line) : BigDecimal.ZERO;
      if (reserves && !picked && quantity.compareTo(reserved) > 0) {
        freeElsewhere(env, line, quantity.subtract(reserved));
      }
      if (picked) {
        giveBack(env, line, reserved);
        reserved = BigDecimal.ZERO;
      }
      quants.add(env, product, line.ref("location_id"), owner, quantity.negate(), reserved);
      quants.add(env, product, line.ref("location_dest_id"), owner, quantity, BigDecimal.ZERO);
      if (reserves && picked) {
        BigDecimal over = quants.overReserved(env, product, line.ref("location_id"), owner);
        takeElsewhere(env, line, over);
      }
    }
    env.update(
        "stock_move_line",
        line.id(),
        picked
            ? Map.of("date", env.nowText(), "state", "done")
            : Map.of(
                env.release().lineReservedField(),
                0,
                env.release().lineReservedProductField(),
                0,
                "date",
                env.nowText(),
                "state",
                "done"));
  }

  /** Takes reservations from other moves when a line ships more than it had reserved. */
  private void freeElsewhere(Env env, Row line, BigDecimal needed) {
    if (quants
            .availableStrictly(
                env, line.ref("product_id"), line.ref("location_id"), line.ref("owner_id"))
            .compareTo(needed)
        < 0) {
      takeElsewhere(env, line, needed);
    }
  }

  private void takeElsewhere(Env env, Row line, BigDecimal needed) {
    BigDecimal left = needed;
    if (left.signum() <= 0) {
      return;
    }
    boolean picked = env.release().quantityPicked();
    for (Row other :
        env.rows(
            """
            SELECT * FROM stock_move_line
             WHERE product_id = ? AND location_id = ? AND coalesce(owner_id, 0) = ? AND id <> ?
               AND state NOT IN ('done', 'cancel') AND %s > 0
             ORDER BY (picking_id IS DISTINCT FROM ?), id"""
                .formatted(env.release().lineReservedProductField()),
            line.ref("product_id"),
            line.ref("location_id"),
            line.ref("owner_id"),
            line.id(),
            line.ref("picking_id"))) {
      if (left.signum() <= 0) {
        break;
      }
      BigDecimal held = held(env, other);
      BigDecimal part = Decimals.min(held, left);
      giveBack(env, other, part);
      boolean nothingDone = picked || other.dec("qty_done").signum() == 0;
      if (part.compareTo(held) == 0 && nothingDone) {
        env.delete("stock_move_line", List.of(other.id()));
      } else {
        setHeld(env, other, held.subtract(part));
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
    Row template = template(env, product);
    return env.release().storableFlag()
        ? template.flag("is_storable")
        : template.text("type").equals("product");
  }

  static String type(Env env, int product) {
    return template(env, product).text("type");
  }

  private static Row template(Env env, int product) {
    return env.row(
            "SELECT t.* FROM product_product p JOIN product_template t ON t.id = p.product_tmpl_id WHERE p.id = ?",
            product)
        .orElse(new Row(Map.of()));
  }

  static Object orFalse(int id) {
    return id == 0 ? false : id;
  }

  static Object orFalse(String text) {
    return text.isEmpty() ? false : text;
  }
}
