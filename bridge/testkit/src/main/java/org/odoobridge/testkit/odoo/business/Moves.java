package org.odoobridge.testkit.odoo.business;

import static org.odoobridge.testkit.odoo.business.MoveLines.orFalse;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.orm.Decimals;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Row;

/** The life of a {@code stock_move}: draft, confirmed or waiting, reserved, done or cancelled. */
final class Moves {

  private final MoveLines lines;
  private final Records records;
  private final Reservation reservation;
  private final Procurements procurements;
  private final Pickings pickings;
  private final Completion completion;

  Moves(Quants quants, MoveLines lines, Records records, Pickings pickings) {
    this.lines = lines;
    this.records = records;
    this.pickings = pickings;
    this.reservation = new Reservation(quants);
    this.procurements = new Procurements(this);
    this.completion = new Completion(this, lines);
  }

  Procurements procurements() {
    return procurements;
  }

  void register(Ops ops) {
    ops.onCreate("stock.move", this::create);
    ops.onWrite("stock.move", this::write);
    ops.compute(
        "stock.move",
        "quantity_done",
        (env, ids) -> each(env, ids, move -> MoveLines.done(env, move)));
    ops.compute(
        "stock.move",
        "reserved_availability",
        (env, ids) ->
            each(
                env,
                ids,
                move ->
                    MoveLines.sum(
                        MoveLines.of(env, move.id()), env.release().lineReservedField())));
  }

  private interface Value {
    BigDecimal of(Row move);
  }

  private static Map<Integer, Object> each(Env env, List<Integer> ids, Value value) {
    Map<Integer, Object> values = new HashMap<>();
    for (Row move : rows(env, ids)) {
      values.put(move.id(), value.of(move));
    }
    return values;
  }

  static List<Row> rows(Env env, List<Integer> ids) {
    return env.rows("SELECT * FROM stock_move WHERE id = ANY (?) ORDER BY sequence, id", ids);
  }

  /** Whether moves of the product out of the location reserve quants. */
  static boolean reservable(Env env, int product, int location) {
    String usage = env.get("stock_location", location).text("usage");
    return MoveLines.storable(env, product)
        && (usage.equals("internal") || usage.equals("transit"));
  }

  int create(Env env, Map<String, Object> given) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("sequence", 10);
    values.put("priority", "0");
    values.put("company_id", 1);
    values.put("procure_method", "make_to_stock");
    values.put("date", env.nowText());
    values.put("state", "draft");
    values.put("propagate_cancel", false);
    if (env.release().quantityPicked()) {
      values.put("quantity", 0);
      values.put("picked", false);
    }
    values.putAll(given);
    if (values.containsKey("picking_id") && !Boolean.FALSE.equals(values.get("picking_id"))) {
      Row picking = env.get("stock_picking", number(values.get("picking_id")));
      values.putIfAbsent("picking_type_id", picking.ref("picking_type_id"));
      if (env.release().procurementGroups()) {
        values.putIfAbsent("group_id", orFalse(picking.ref("group_id")));
      }
    }
    int id = records.insert(env, "stock.move", values);
    Row move = env.get("stock_move", id);
    BigDecimal quantity =
        Uoms.convert(
            env,
            move.dec("product_uom_qty"),
            move.ref("product_uom"),
            MoveLines.productUom(env, move.ref("product_id")));
    Map<String, Object> computed = new HashMap<>();
    computed.put("product_qty", quantity);
    computed.put("scrapped", scrapped(env, move));
    computed.put("reference", reference(env, move));
    env.update("stock_move", id, computed);
    return id;
  }

  private static int number(Object value) {
    return ((Number) value).intValue();
  }

  private static boolean scrapped(Env env, Row move) {
    return env.get("stock_location", move.ref("location_id")).flag("scrap_location")
        || env.get("stock_location", move.ref("location_dest_id")).flag("scrap_location");
  }

  private static Object reference(Env env, Row move) {
    return move.has("picking_id")
        ? env.get("stock_picking", move.ref("picking_id")).text("name")
        : move.text("name");
  }

  private void write(Env env, List<Integer> ids, Map<String, Object> given) {
    Map<String, Object> values = new LinkedHashMap<>(given);
    Object done = values.remove("quantity_done");
    boolean picking = env.release().quantityPicked();
    Object quantity = picking ? values.remove("quantity") : null;
    Object picked = picking ? values.remove("picked") : null;
    Object demand = values.remove("product_uom_qty");
    if (!values.isEmpty()) {
      records.store(env, "stock.move", ids, values);
    }
    for (Row move : rows(env, ids)) {
      if (demand instanceof Number number && !Pickings.closed(move)) {
        demand(env, move, Decimals.of(number));
      }
      if (done instanceof Number number) {
        setDone(env, move, Decimals.of(number));
      }
      boolean open = !Pickings.closed(move);
      if (open && quantity instanceof Number number) {
        lines.hold(env, move, Decimals.of(number));
        refreshState(env, move.id());
      }
      if (open && picked instanceof Boolean flag) {
        pick(env, move.id(), flag);
      }
    }
  }

  /** Less than is reserved gives everything reserved back; it has to be reserved anew. */
  private void demand(Env env, Row move, BigDecimal quantity) {
    if (MoveLines.reserved(env, move.id()).compareTo(quantity) > 0) {
      unreserve(env, move);
    }
    Completion.resize(env, move, quantity);
    refreshState(env, move.id());
  }

  /** From 17 on: marks a move and its lines as carried out, or not. */
  static void pick(Env env, int move, boolean picked) {
    env.update("stock_move", move, Map.of("picked", picked));
    env.update(
        "stock_move_line",
        env.ids("SELECT id FROM stock_move_line WHERE move_id = ?", move),
        Map.of("picked", picked));
  }

  /** Enters what was done of a move, in the move's unit. */
  void setDone(Env env, Row move, BigDecimal quantity) {
    if (env.release().quantityPicked()) {
      lines.hold(env, move, quantity);
      refreshState(env, move.id());
      pick(env, move.id(), true);
      return;
    }
    boolean showsReserved =
        !move.has("picking_type_id")
            || env.get("stock_picking_type", move.ref("picking_type_id")).flag("show_reserved");
    List<Row> known =
        MoveLines.of(env, move.id()).stream()
            .filter(line -> showsReserved || MoveLines.held(env, line).signum() == 0)
            .toList();
    if (known.isEmpty()) {
      MoveLines.add(env, move, move.ref("location_id"), 0, BigDecimal.ZERO, quantity);
      return;
    }
    if (known.size() > 1) {
      throw OdooError.user(
          "Cannot set the done quantity from this stock move, work directly with the move lines.");
    }
    env.update("stock_move_line", known.getFirst().id(), Map.of("qty_done", quantity));
  }

  /** A correction of a quant by a counted difference: a done move from or to inventory loss. */
  void adjust(Env env, Row quant, BigDecimal difference) {
    boolean byButton = env.release().appliesInventoryByButton();
    if (difference.signum() == 0 && !byButton) {
      return;
    }
    int product = quant.ref("product_id");
    int loss = Properties.location(env, "property_stock_inventory");
    boolean gain = difference.signum() > 0;
    Map<String, Object> values = new HashMap<>();
    values.put(
        "name",
        difference.signum() == 0 ? "Product Quantity Confirmed" : "Product Quantity Updated");
    values.put("product_id", product);
    values.put("product_uom", MoveLines.productUom(env, product));
    values.put("product_uom_qty", difference.abs());
    values.put("state", "confirmed");
    values.put("location_id", gain ? loss : quant.ref("location_id"));
    values.put("location_dest_id", gain ? quant.ref("location_id") : loss);
    values.put("restrict_partner_id", orFalse(quant.ref("owner_id")));
    values.put("is_inventory", true);
    Row move = env.get("stock_move", create(env, values));
    if (difference.signum() == 0) {
      env.update("stock_move", move.id(), Map.of("state", "done", "date", env.nowText()));
      return;
    }
    MoveLines.add(
        env,
        move,
        move.ref("location_id"),
        quant.ref("owner_id"),
        BigDecimal.ZERO,
        difference.abs());
    if (env.release().quantityPicked()) {
      // What a count takes away is reserved for its own move, as any other quantity.
      lines.holdAll(env, move);
      env.update("stock_move", move.id(), Map.of("quantity", difference.abs(), "picked", true));
    }
    done(env, List.of(move.id()), false);
  }

  /** Draft moves become confirmed or waiting, get a picking, and pull what they are made from. */
  List<Integer> confirm(Env env, List<Integer> ids, boolean merge) {
    List<Integer> pulling = new ArrayList<>();
    List<Integer> waiting = new ArrayList<>();
    List<Integer> ready = new ArrayList<>();
    List<Integer> homeless = new ArrayList<>();
    for (Row move : rows(env, ids)) {
      if (!move.text("state").equals("draft")) {
        continue;
      }
      if (!origins(env, move.id()).isEmpty()) {
        waiting.add(move.id());
      } else if (move.text("procure_method").equals("make_to_order")) {
        pulling.add(move.id());
      } else {
        ready.add(move.id());
      }
      if (!move.has("picking_id") && move.has("picking_type_id")) {
        homeless.add(move.id());
      }
    }
    for (Row move : rows(env, pulling)) {
      procurements.pull(env, move);
    }
    env.update("stock_move", ready, Map.of("state", "confirmed"));
    waiting.addAll(pulling);
    env.update("stock_move", waiting, Map.of("state", "waiting"));
    pickings.assign(env, homeless);
    List<Integer> kept = merge ? Merging.merge(env, ids) : ids;
    List<Integer> bypassing = new ArrayList<>();
    for (Row move : rows(env, kept)) {
      if (move.text("state").equals("confirmed")
          && !reservable(env, move.ref("product_id"), move.ref("location_id"))) {
        bypassing.add(move.id());
      }
    }
    reservation.assign(env, bypassing);
    Pickings.refresh(env, pickingsOf(env, kept));
    return kept;
  }

  /** Reserves what can be reserved. */
  void assign(Env env, List<Integer> ids) {
    reservation.assign(env, ids);
    Pickings.refresh(env, pickingsOf(env, ids));
  }

  void cancel(Env env, List<Integer> ids) {
    if (rows(env, ids).stream().anyMatch(m -> m.text("state").equals("done"))) {
      throw OdooError.user(
          "You cannot cancel a stock move that has been set to 'Done'. Create a return in order to reverse the moves which took place.");
    }
    List<Integer> open =
        rows(env, ids).stream()
            .filter(m -> !m.text("state").equals("cancel"))
            .map(Row::id)
            .toList();
    for (int id : open) {
      List<Integer> reserved = MoveLines.of(env, id).stream().map(Row::id).toList();
      if (env.release().quantityPicked()) {
        // Odoo stamps the lines before it deletes them.
        env.update("stock_move_line", reserved, Map.of());
      }
      lines.release(env, reserved);
    }
    for (Row move : rows(env, open)) {
      releaseNext(env, move);
    }
    env.update("stock_move", ids, Map.of("state", "cancel", "procure_method", "make_to_stock"));
    env.execute("DELETE FROM stock_move_move_rel WHERE move_dest_id = ANY (?)", ids);
    Pickings.refresh(env, pickingsOf(env, ids));
  }

  /** A cancelled move cancels the next in its chain, or frees it to take from stock. */
  private void releaseNext(Env env, Row move) {
    for (Row next : rows(env, destinations(env, move.id()))) {
      List<String> others =
          env
              .rows(
                  "SELECT m.state FROM stock_move m JOIN stock_move_move_rel r ON r.move_orig_id = m.id WHERE r.move_dest_id = ? AND m.id <> ?",
                  next.id(),
                  move.id())
              .stream()
              .map(row -> row.text("state"))
              .toList();
      if (move.flag("propagate_cancel")) {
        if (others.stream().allMatch("cancel"::equals) && !next.text("state").equals("done")) {
          cancel(env, List.of(next.id()));
        }
      } else if (others.stream().allMatch(s -> s.equals("cancel") || s.equals("done"))) {
        env.update("stock_move", next.id(), Map.of("procure_method", "make_to_stock"));
        env.execute(
            "DELETE FROM stock_move_move_rel WHERE move_orig_id = ? AND move_dest_id = ?",
            move.id(),
            next.id());
        refreshState(env, next.id());
      }
    }
  }

  /** Gives back what a move had reserved. */
  void unreserve(Env env, Row move) {
    lines.release(env, MoveLines.of(env, move.id()).stream().map(Row::id).toList());
    refreshState(env, move.id());
  }

  /** Carries out what was entered as done; the rest becomes a backorder or is cancelled. */
  void done(Env env, List<Integer> ids, boolean dropRest) {
    completion.done(env, ids, dropRest);
  }

  /**
   * From 15 on: an order line that asks for less lowers its open moves, the newest first; what was
   * done stays.
   *
   * @param less in unit {@code uom}
   */
  void lower(Env env, Row saleLine, BigDecimal less, int uom) {
    BigDecimal left = less;
    for (Row move :
        env.rows(
            """
            SELECT * FROM stock_move WHERE sale_line_id = ? AND state NOT IN ('done', 'cancel')
               AND origin_returned_move_id IS NULL ORDER BY id DESC""",
            saleLine.id())) {
      BigDecimal part =
          Decimals.min(
              Uoms.convert(env, left, uom, move.ref("product_uom")), move.dec("product_uom_qty"));
      if (part.signum() <= 0) {
        continue;
      }
      unreserve(env, move);
      Completion.resize(env, move, move.dec("product_uom_qty").subtract(part));
      if (part.compareTo(move.dec("product_uom_qty")) == 0) {
        cancel(env, List.of(move.id()));
      } else {
        refreshState(env, move.id());
        assign(env, List.of(move.id()));
      }
      left = left.subtract(Uoms.convert(env, part, move.ref("product_uom"), uom));
    }
  }

  /** Splits a rest off an open move. */
  int splitOff(Env env, Row move, BigDecimal rest) {
    return completion.splitOff(env, move, rest);
  }

  /** From 18 on: the next steps of moves that were just done. */
  void push(Env env, List<Integer> done) {
    if (env.release().finalLocations()) {
      rows(env, done).forEach(move -> procurements.push(env, move));
    }
  }

  /** State from what is reserved, after that changed. */
  static void refreshState(Env env, int id) {
    Row move = env.get("stock_move", id);
    if (Pickings.closed(move)) {
      return;
    }
    BigDecimal reserved = MoveLines.reserved(env, id);
    String state;
    if (reserved.compareTo(move.dec("product_qty")) >= 0) {
      state = "assigned";
    } else if (reserved.signum() > 0) {
      state = "partially_available";
    } else {
      boolean chained = !origins(env, id).isEmpty();
      boolean open =
          env.row(
                  "SELECT 1 AS x FROM stock_move m JOIN stock_move_move_rel r ON r.move_orig_id = m.id WHERE r.move_dest_id = ? AND m.state NOT IN ('done', 'cancel')",
                  id)
              .isPresent();
      boolean pulls = move.text("procure_method").equals("make_to_order") && !chained;
      state = open || pulls ? "waiting" : "confirmed";
    }
    Map<String, Object> values = new HashMap<>();
    values.put("state", state);
    if (env.release().quantityPicked()) {
      values.put("quantity", MoveLines.total(env, move));
    }
    env.update("stock_move", id, values);
    env.update(
        "stock_move_line",
        env.ids("SELECT id FROM stock_move_line WHERE move_id = ?", id),
        Map.of("state", state));
    if (move.has("picking_id")) {
      Pickings.refresh(env, List.of(move.ref("picking_id")));
    }
  }

  static void link(Env env, int origin, int destination) {
    env.execute(
        "INSERT INTO stock_move_move_rel (move_orig_id, move_dest_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        origin,
        destination);
  }

  static List<Integer> origins(Env env, int id) {
    return env.ids("SELECT move_orig_id FROM stock_move_move_rel WHERE move_dest_id = ?", id);
  }

  static List<Integer> destinations(Env env, int id) {
    return env.ids("SELECT move_dest_id FROM stock_move_move_rel WHERE move_orig_id = ?", id);
  }

  private static List<Integer> pickingsOf(Env env, List<Integer> ids) {
    return env.ids(
        "SELECT DISTINCT picking_id FROM stock_move WHERE id = ANY (?) AND picking_id IS NOT NULL",
        ids);
  }
}
