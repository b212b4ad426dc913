package org.odoobridge.testkit.odoo.business;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.orm.Decimals;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Row;

/** Reserves quants for confirmed moves and sets the moves' states. */
final class Reservation {

  private final Quants quants;

  Reservation(Quants quants) {
    this.quants = quants;
  }

  void assign(Env env, List<Integer> ids) {
    List<Integer> full = new ArrayList<>();
    List<Integer> partly = new ArrayList<>();
    for (Row move : Moves.rows(env, ids)) {
      switch (move.text("state")) {
        case "confirmed", "waiting", "partially_available" -> {
          BigDecimal missing = move.dec("product_qty").subtract(MoveLines.reserved(env, move.id()));
          BigDecimal taken = reserve(env, move, missing);
          if (taken.compareTo(missing) >= 0) {
            full.add(move.id());
          } else if (taken.signum() > 0) {
            partly.add(move.id());
          }
        }
        default -> {
          // a move in another state reserves nothing
        }
      }
    }
    settle(env, partly, "partially_available");
    settle(env, full, "assigned");
  }

  private static void settle(Env env, List<Integer> ids, String state) {
    if (env.release().quantityPicked()) {
      for (Row move : Moves.rows(env, ids)) {
        env.update(
            "stock_move",
            move.id(),
            Map.of("state", state, "quantity", MoveLines.total(env, move)));
      }
    } else {
      env.update("stock_move", ids, Map.of("state", state));
    }
    if (!ids.isEmpty()) {
      env.update(
          "stock_move_line",
          env.ids("SELECT id FROM stock_move_line WHERE move_id = ANY (?)", ids),
          Map.of("state", state));
    }
  }

  private BigDecimal reserve(Env env, Row move, BigDecimal missing) {
    int product = move.ref("product_id");
    int location = move.ref("location_id");
    if (!Moves.reservable(env, product, location)) {
      if (missing.signum() > 0) {
        MoveLines.add(env, move, location, 0, missing, BigDecimal.ZERO);
      }
      return missing;
    }
    if (missing.signum() <= 0) {
      return missing;
    }
    List<Integer> origins = Moves.origins(env, move.id());
    if (!origins.isEmpty()) {
      return fromChain(env, move, origins, missing);
    }
    if (move.text("procure_method").equals("make_to_order")) {
      return BigDecimal.ZERO;
    }
    BigDecimal free = quants.available(env, product, location);
    int productUom = MoveLines.productUom(env, product);
    BigDecimal wanted = Decimals.min(free, missing);
    BigDecimal rounded =
        Uoms.convert(
            env,
            Uoms.convertDown(env, wanted, productUom, move.ref("product_uom")),
            move.ref("product_uom"),
            productUom);
    return take(env, move, quants.reserve(env, product, location, rounded));
  }

  /** What earlier moves of the chain brought, less what other moves took of it. */
  private BigDecimal fromChain(Env env, Row move, List<Integer> origins, BigDecimal missing) {
    Map<List<Integer>, BigDecimal> brought = new HashMap<>();
    count(env, "m.id = ANY (?) AND m.state = 'done'", origins, "location_dest_id", 1, brought);
    List<Integer> siblings =
        env.ids(
            "SELECT DISTINCT move_dest_id FROM stock_move_move_rel WHERE move_orig_id = ANY (?) AND move_dest_id <> ?",
            origins,
            move.id());
    count(env, "m.id = ANY (?) AND m.state = 'done'", siblings, "location_id", -1, brought);
    count(
        env,
        "m.id = ANY (?) AND m.state IN ('assigned', 'partially_available')",
        siblings,
        "location_id",
        -1,
        brought);
    BigDecimal taken = BigDecimal.ZERO;
    for (Map.Entry<List<Integer>, BigDecimal> entry : brought.entrySet()) {
      int location = entry.getKey().get(0);
      int owner = entry.getKey().get(1);
      BigDecimal free = quants.availableStrictly(env, move.ref("product_id"), location, owner);
      BigDecimal part = Decimals.min(Decimals.min(entry.getValue(), free), missing.subtract(taken));
      if (part.signum() > 0) {
        taken =
            taken.add(
                take(
                    env,
                    move,
                    quants.reserveStrictly(env, move.ref("product_id"), location, owner, part)));
      }
    }
    return taken;
  }

  /** Adds signed quantities of move lines by (location, owner), in the product's unit. */
  private static void count(
      Env env,
      String where,
      List<Integer> moves,
      String location,
      int sign,
      Map<List<Integer>, BigDecimal> into) {
    for (Row line :
        env.rows(
            "SELECT l.*, m.state AS move_state FROM stock_move_line l JOIN stock_move m ON m.id = l.move_id WHERE "
                + where,
            moves)) {
      BigDecimal quantity =
          line.text("move_state").equals("done")
              ? Uoms.convert(
                  env,
                  MoveLines.entered(env, line),
                  line.ref("product_uom_id"),
                  MoveLines.productUom(env, line.ref("product_id")))
              : MoveLines.held(env, line);
      into.merge(
          List.of(line.ref(location), line.ref("owner_id")),
          sign > 0 ? quantity : quantity.negate(),
          BigDecimal::add);
    }
  }

  private static BigDecimal take(Env env, Row move, List<Quants.Taken> taken) {
    BigDecimal total = BigDecimal.ZERO;
    for (Quants.Taken part : taken) {
      MoveLines.reserve(env, move, part);
      total = total.add(part.quantity());
    }
    return total;
  }
}
