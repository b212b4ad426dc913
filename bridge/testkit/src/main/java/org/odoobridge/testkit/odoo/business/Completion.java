package org.odoobridge.testkit.odoo.business;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Row;

/** Moves become done: quants move, what was not done is split off, the next step is reserved. */
final class Completion {

  private final Moves moves;
  private final MoveLines lines;

  Completion(Moves moves, MoveLines lines) {
    this.moves = moves;
    this.lines = lines;
  }

  /** Carries out what was entered as done; the rest becomes a backorder or is cancelled. */
  void done(Env env, List<Integer> ids, boolean dropRest) {
    List<Integer> doing = new ArrayList<>();
    Map<Integer, BigDecimal> rests = new LinkedHashMap<>();
    for (Row move : Moves.rows(env, ids)) {
      if (move.text("state").equals("done") || move.text("state").equals("cancel")) {
        continue;
      }
      BigDecimal done = MoveLines.done(env, move);
      BigDecimal asked = move.dec("product_uom_qty");
      if (done.signum() <= 0) {
        if (asked.signum() == 0 || dropRest) {
          moves.cancel(env, List.of(move.id()));
        }
        continue;
      }
      doing.add(move.id());
      boolean picked = env.release().quantityPicked();
      if (done.compareTo(asked) > 0 && !picked) {
        resize(env, move, done);
      } else if (done.compareTo(asked) < 0 && !(picked && dropRest)) {
        // From 17 on what was asked for stays on the move when the rest is dropped.
        rests.put(move.id(), asked.subtract(done));
        resize(env, move, done);
      }
    }
    List<Integer> split = new ArrayList<>();
    rests.forEach((id, rest) -> split.add(copyOpen(env, env.get("stock_move", id), rest)));
    moves.confirm(env, split, false);
    if (dropRest) {
      moves.cancel(env, split);
    }
    finish(env, doing);
  }

  private void finish(Env env, List<Integer> doing) {
    for (Row move : Moves.rows(env, doing)) {
      List<Row> all = MoveLines.of(env, move.id());
      List<Row> empty = all.stream().filter(l -> MoveLines.entered(env, l).signum() == 0).toList();
      lines.release(env, empty.stream().map(Row::id).toList());
      all.stream()
          .filter(l -> MoveLines.entered(env, l).signum() != 0)
          .forEach(line -> lines.carryOut(env, line));
    }
    env.update("stock_move", doing, Map.of("state", "done", "date", env.nowText()));
    moves.push(env, doing);
    Set<Integer> next = new LinkedHashSet<>();
    doing.forEach(id -> next.addAll(Moves.destinations(env, id)));
    moves.assign(env, List.copyOf(next));
  }

  /** Splits a rest off a move that is not done yet; answers the confirmed move of the rest. */
  int splitOff(Env env, Row move, BigDecimal rest) {
    resize(env, move, move.dec("product_uom_qty").subtract(rest));
    int copy = copyOpen(env, move, rest);
    moves.confirm(env, List.of(copy), false);
    Moves.refreshState(env, move.id());
    return copy;
  }

  /** A copy of a move for another quantity, in its picking, still draft. */
  private int copyOpen(Env env, Row move, BigDecimal quantity) {
    Map<String, Object> values = new LinkedHashMap<>(move.values());
    for (String own :
        List.of(
            "id",
            "state",
            "product_qty",
            "reference",
            "quantity",
            "picked",
            "create_date",
            "write_date",
            "create_uid",
            "write_uid")) {
      values.remove(own);
    }
    values.put("product_uom_qty", quantity);
    values.put("procure_method", "make_to_stock");
    values.put("to_refund", false);
    int copy = moves.create(env, values);
    Groups.copy(env, move.id(), copy);
    for (int origin : Moves.origins(env, move.id())) {
      Moves.link(env, origin, copy);
    }
    for (Row next : Moves.rows(env, Moves.destinations(env, move.id()))) {
      if (!next.text("state").equals("done") && !next.text("state").equals("cancel")) {
        Moves.link(env, copy, next.id());
      }
    }
    return copy;
  }

  static void resize(Env env, Row move, BigDecimal quantity) {
    BigDecimal inProductUom =
        Uoms.convert(
            env,
            quantity,
            move.ref("product_uom"),
            MoveLines.productUom(env, move.ref("product_id")));
    env.update(
        "stock_move", move.id(), Map.of("product_uom_qty", quantity, "product_qty", inProductUom));
  }
}
