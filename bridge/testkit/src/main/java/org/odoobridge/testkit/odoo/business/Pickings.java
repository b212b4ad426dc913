package org.odoobridge.testkit.odoo.business;

import static org.odoobridge.testkit.odoo.business.MoveLines.orFalse;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.odoobridge.testkit.odoo.orm.Args;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Row;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/** Transfers: {@code stock_picking} with its moves, their common state, validation, backorders. */
final class Pickings {

  private static final List<String> URGENCY =
      List.of("confirmed", "partially_available", "waiting", "assigned");

  private final Records records;
  private final Moves moves;
  private final Deliveries deliveries;

  Pickings(Quants quants, Records records, Deliveries deliveries) {
    this.records = records;
    this.deliveries = deliveries;
    this.moves = new Moves(quants, new MoveLines(quants, records), records, this);
  }

  Moves moves() {
    return moves;
  }

  void register(Ops ops, OdooRelease release) {
    ops.onCreate("stock.picking", this::create);
    ops.method("stock.picking", "action_confirm", (env, args) -> confirm(env, args.ids()));
    ops.method("stock.picking", "action_assign", (env, args) -> assignMoves(env, args.ids()));
    ops.method("stock.picking", "do_unreserve", (env, args) -> unreserve(env, args.ids()));
    ops.method("stock.picking", "action_cancel", (env, args) -> cancel(env, args.ids()));
    new Validation(this).register(ops, release);
  }

  int create(Env env, Map<String, Object> given) {
    Map<String, Object> values = new LinkedHashMap<>(given);
    Object type = values.get("picking_type_id");
    if (type == null) {
      throw OdooError.validation(
          "Missing required value for the field 'Operation Type' (picking_type_id)");
    }
    Row pickingType = env.get("stock_picking_type", Args.ids(type).getFirst());
    values.put("name", env.next(pickingType.ref("sequence_id")));
    values.putIfAbsent("location_id", orFalse(pickingType.ref("default_location_src_id")));
    values.putIfAbsent("location_dest_id", orFalse(pickingType.ref("default_location_dest_id")));
    values.putIfAbsent("company_id", pickingType.ref("company_id"));
    values.putIfAbsent("move_type", "direct");
    values.putIfAbsent("priority", "0");
    values.putIfAbsent("state", "draft");
    values.putIfAbsent("is_locked", true);
    values.putIfAbsent("immediate_transfer", false);
    values.putIfAbsent("date", env.nowText());
    values.putIfAbsent("scheduled_date", env.nowText());
    values.putIfAbsent("user_id", env.uid());
    int id = records.insert(env, "stock.picking", withPlaces(values));
    knowOrder(env, id);
    refresh(env, List.of(id));
    return id;
  }

  /** A transfer belongs to the order that its moves' group does. */
  private static void knowOrder(Env env, int id) {
    if (!env.get("stock_picking", id).has("sale_id")) {
      movesOf(env, id).stream()
          .map(move -> Groups.ofPicking(env, move).get("sale_id"))
          .filter(Integer.class::isInstance)
          .findFirst()
          .ifPresent(order -> env.update("stock_picking", id, Map.of("sale_id", order)));
    }
  }

  /** Moves entered with the picking take its places unless they name their own. */
  private static Map<String, Object> withPlaces(Map<String, Object> values) {
    for (String list : List.of("move_lines", "move_ids", "move_ids_without_package")) {
      List<Object> commands = new ArrayList<>();
      for (Object item : Args.list(values.getOrDefault(list, List.of()))) {
        List<Object> command = Args.list(item);
        if (command.size() == 3 && command.get(2) instanceof Map<?, ?> move) {
          Map<String, Object> all = Args.map(move);
          all.putIfAbsent("location_id", values.getOrDefault("location_id", false));
          all.putIfAbsent("location_dest_id", values.getOrDefault("location_dest_id", false));
          command.set(2, all);
        }
        commands.add(command);
      }
      values.computeIfPresent(list, (key, old) -> commands);
    }
    return values;
  }

  /** Puts moves without a picking into an open one of their group and places, or a new one. */
  void assign(Env env, List<Integer> homeless) {
    Map<List<Integer>, List<Row>> groups = new LinkedHashMap<>();
    for (Row move : Moves.rows(env, homeless)) {
      groups
          .computeIfAbsent(
              List.of(
                  Groups.ofMove(env, move),
                  move.ref("location_id"),
                  move.ref("location_dest_id"),
                  move.ref("picking_type_id")),
              key -> new ArrayList<>())
          .add(move);
    }
    groups.forEach(
        (key, group) -> {
          Row picking =
              open(env, key).orElseGet(() -> env.get("stock_picking", make(env, group.getFirst())));
          for (Row move : group) {
            env.update(
                "stock_move",
                move.id(),
                Map.of("picking_id", picking.id(), "reference", picking.text("name")));
          }
        });
  }

  /** The open picking of a group, two places and an operation type. */
  private static Optional<Row> open(Env env, List<Integer> key) {
    String planned =
        env.has("stock_picking", "immediate_transfer")
            ? " AND NOT coalesce(immediate_transfer, FALSE)"
            : "";
    return env
        .rows(
            """
            SELECT * FROM stock_picking
             WHERE location_id = ? AND location_dest_id = ? AND picking_type_id = ?
               AND NOT coalesce(printed, FALSE)%s
               AND state IN ('draft', 'confirmed', 'waiting', 'partially_available', 'assigned')
             ORDER BY priority DESC, scheduled_date, id DESC"""
                .formatted(planned),
            key.get(1),
            key.get(2),
            key.get(3))
        .stream()
        .filter(picking -> Groups.ofPickingRow(env, picking) == key.get(0))
        .findFirst();
  }

  private int make(Env env, Row move) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("origin", orFalse(move.text("origin")));
    values.put("company_id", move.ref("company_id"));
    values.put("user_id", false);
    values.put("partner_id", orFalse(move.ref("partner_id")));
    values.put("picking_type_id", move.ref("picking_type_id"));
    values.put("location_id", move.ref("location_id"));
    values.put("location_dest_id", move.ref("location_dest_id"));
    values.put("scheduled_date", move.time("date"));
    int id = create(env, values);
    Map<String, Object> links = Groups.ofPicking(env, move);
    if (!links.isEmpty()) {
      env.update("stock_picking", id, links);
    }
    return id;
  }

  /** Sets the pickings' states from their moves; writes only what differs. */
  static void refresh(Env env, Collection<Integer> ids) {
    for (int id : ids) {
      Row picking = env.get("stock_picking", id);
      List<Row> all = movesOf(env, id);
      String state = state(all, picking.text("move_type").equals("one"));
      if (!picking.text("state").equals(state)) {
        env.update("stock_picking", id, Map.of("state", state));
      }
    }
  }

  private static String state(List<Row> all, boolean together) {
    if (all.isEmpty() || all.stream().anyMatch(m -> m.text("state").equals("draft"))) {
      return "draft";
    }
    if (all.stream().allMatch(m -> m.text("state").equals("cancel"))) {
      return "cancel";
    }
    if (all.stream().allMatch(m -> closed(m))) {
      return "done";
    }
    String state = relevantState(all.stream().filter(m -> !closed(m)).toList(), together);
    return state.equals("partially_available") ? "assigned" : state;
  }

  static boolean closed(Row move) {
    return move.text("state").equals("cancel") || move.text("state").equals("done");
  }

  /** One state for several open moves; {@code together} = all must be ready to ship. */
  static String relevantState(List<Row> open, boolean together) {
    List<Row> sorted =
        open.stream()
            .sorted(
                Comparator.comparingInt((Row m) -> URGENCY.indexOf(m.text("state")))
                    .thenComparing(m -> m.dec("product_uom_qty")))
            .toList();
    Row first = sorted.getFirst();
    boolean nothing = first.dec("product_uom_qty").signum() == 0;
    if (together) {
      return switch (first.text("state")) {
        case "partially_available" -> "confirmed";
        case "confirmed" -> nothing ? "assigned" : "confirmed";
        default -> first.text("state");
      };
    }
    boolean some =
        sorted.stream()
            .anyMatch(
                m ->
                    m.text("state").equals("assigned")
                        || m.text("state").equals("partially_available"));
    if (!first.text("state").equals("assigned") && some) {
      return "partially_available";
    }
    Row last = sorted.getLast();
    return last.text("state").equals("confirmed") && last.dec("product_uom_qty").signum() == 0
        ? "assigned"
        : last.text("state");
  }

  boolean confirm(Env env, List<Integer> ids) {
    List<Integer> drafts = new ArrayList<>();
    for (int id : ids) {
      movesOf(env, id).stream()
          .filter(m -> m.text("state").equals("draft"))
          .forEach(m -> drafts.add(m.id()));
    }
    moves.confirm(env, drafts, true);
    refresh(env, ids);
    return true;
  }

  boolean assignMoves(Env env, List<Integer> ids) {
    List<Integer> drafts = new ArrayList<>();
    for (int id : ids) {
      if (env.get("stock_picking", id).text("state").equals("draft")) {
        drafts.add(id);
      }
    }
    confirm(env, drafts);
    List<Integer> open = new ArrayList<>();
    for (int id : ids) {
      movesOf(env, id).stream()
          .filter(m -> !closed(m) && !m.text("state").equals("draft"))
          .forEach(m -> open.add(m.id()));
    }
    if (open.isEmpty()) {
      throw OdooError.user("Nothing to check the availability for.");
    }
    moves.assign(env, open);
    return true;
  }

  private boolean unreserve(Env env, List<Integer> ids) {
    for (int id : ids) {
      for (Row move : movesOf(env, id)) {
        if (!closed(move)) {
          moves.unreserve(env, move);
        }
      }
    }
    refresh(env, ids);
    return true;
  }

  boolean cancel(Env env, List<Integer> ids) {
    for (int id : ids) {
      moves.cancel(env, movesOf(env, id).stream().map(Row::id).toList());
      env.update("stock_picking", id, Map.of("is_locked", true));
    }
    refresh(env, ids);
    return true;
  }

  /** Carries out what was entered as done in the pickings' moves. */
  void done(Env env, List<Integer> ids, boolean dropRest) {
    List<Integer> open = new ArrayList<>();
    Set<Integer> orders = new LinkedHashSet<>();
    for (int id : ids) {
      movesOf(env, id).stream().filter(m -> !closed(m)).forEach(m -> open.add(m.id()));
      int order = env.get("stock_picking", id).ref("sale_id");
      if (order != 0) {
        orders.add(order);
      }
    }
    moves.done(env, open, dropRest);
    if (!dropRest) {
      ids.forEach(id -> backorder(env, id));
    }
    env.update("stock_picking", ids, Map.of("date_done", env.nowText(), "priority", "0"));
    refresh(env, ids);
    ids.forEach(id -> feed(env, id));
    orders.forEach(order -> deliveries.delivered(env, order));
  }

  /** What came in is reserved for moves that wait for it at its place. */
  private void feed(Env env, int id) {
    Row picking = env.get("stock_picking", id);
    if (env.get("stock_picking_type", picking.ref("picking_type_id"))
        .text("code")
        .equals("incoming")) {
      moves.assign(
          env,
          env.ids(
              """
              SELECT w.id FROM stock_move w
               WHERE w.state IN ('confirmed', 'partially_available') AND w.procure_method = 'make_to_stock'
                 AND EXISTS (SELECT FROM stock_move d WHERE d.picking_id = ? AND d.state = 'done'
                                AND d.product_id = w.product_id AND d.location_dest_id = w.location_id)
               ORDER BY w.sequence, w.id""",
              id));
    }
  }

  private void backorder(Env env, int id) {
    List<Integer> rest = movesOf(env, id).stream().filter(m -> !closed(m)).map(Row::id).toList();
    if (rest.isEmpty()) {
      return;
    }
    int copy = splitOff(env, id, rest);
    if (env.release().reservesBackorders()) {
      assignMoves(env, List.of(copy));
    }
  }

  /** Moves of a picking go to a new one that names it as its origin. */
  int splitOff(Env env, int id, List<Integer> rest) {
    Row picking = env.get("stock_picking", id);
    Map<String, Object> values = new LinkedHashMap<>();
    for (String kept :
        List.of(
            "origin",
            "partner_id",
            "picking_type_id",
            "location_id",
            "location_dest_id",
            "move_type",
            "group_id",
            "sale_id",
            "company_id",
            "owner_id",
            "carrier_id",
            "note")) {
      if (picking.has(kept)) {
        values.put(kept, Objects.requireNonNull(picking.get(kept)));
      }
    }
    values.put("user_id", false);
    values.put("backorder_id", id);
    int copy = create(env, values);
    String name = env.get("stock_picking", copy).text("name");
    env.update("stock_move", rest, Map.of("picking_id", copy, "reference", name));
    List<Integer> lines = env.ids("SELECT id FROM stock_move_line WHERE move_id = ANY (?)", rest);
    env.update("stock_move_line", lines, Map.of("picking_id", copy, "reference", name));
    refresh(env, List.of(copy));
    return copy;
  }

  static List<Row> movesOf(Env env, int picking) {
    return env.rows("SELECT * FROM stock_move WHERE picking_id = ? ORDER BY sequence, id", picking);
  }

  static BigDecimal doneOf(Env env, int picking) {
    return movesOf(env, picking).stream()
        .map(m -> MoveLines.done(env, m))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
