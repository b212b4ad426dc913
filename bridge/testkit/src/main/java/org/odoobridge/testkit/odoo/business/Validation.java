package org.odoobridge.testkit.odoo.business;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.orm.Args;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Row;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/**
 * The Validate button of a transfer with the dialogs it may open first: take everything at once,
 * make a backorder, send an SMS. The dialogs' own tables are left out: all they need is in the
 * context.
 */
final class Validation {

  private static final String IDS = "button_validate_picking_ids";

  private final Pickings pickings;
  private final AtomicInteger dialogs = new AtomicInteger();

  Validation(Pickings pickings) {
    this.pickings = pickings;
  }

  void register(Ops ops, OdooRelease release) {
    ops.method("stock.picking", "button_validate", (env, args) -> validate(env, args.ids()));
    List<String> known = new ArrayList<>(List.of("stock.backorder.confirmation"));
    if (release.immediateTransferWizard()) {
      known.add("stock.immediate.transfer");
      ops.method("stock.immediate.transfer", "process", (env, args) -> takeAll(env));
    }
    if (!release.quantityPicked()) {
      known.add("confirm.stock.sms");
      ops.method("confirm.stock.sms", "dont_send_sms", (env, args) -> withoutSms(env));
    }
    for (String dialog : known) {
      ops.method(
          dialog,
          "create",
          (env, args) -> {
            int id = dialogs.incrementAndGet();
            return args.get(0, "vals_list").orElse(false) instanceof List<?> ? List.of(id) : id;
          });
    }
    ops.method(
        "stock.backorder.confirmation",
        "process",
        (env, args) -> validate(env.with("skip_backorder", true), ids(env)));
    ops.method(
        "stock.backorder.confirmation",
        "process_cancel_backorder",
        (env, args) ->
            validate(
                env.with("skip_backorder", true).with("picking_ids_not_to_backorder", ids(env)),
                ids(env)));
    if (release.splitsTransfers()) {
      ops.method("stock.picking", "action_split_transfer", (env, args) -> split(env, args.ids()));
    }
  }

  private Object withoutSms(Env env) {
    env.update(
        "res_company",
        1,
        Map.of("stock_move_sms_validation", false, "has_received_warning_stock_sms", true));
    return validate(env, ids(env));
  }

  private static List<Integer> ids(Env env) {
    return Args.ids(env.context().getOrDefault(IDS, List.of()));
  }

  private Object validate(Env env, List<Integer> asked) {
    boolean picked = env.release().quantityPicked();
    List<Integer> ids =
        picked
            ? asked.stream()
                .filter(id -> !env.get("stock_picking", id).text("state").equals("done"))
                .toList()
            : asked;
    for (int id : ids) {
      if (picked) {
        checkPicked(env, id);
      } else {
        check(env, id);
      }
    }
    Env marked = env.asks(IDS) ? env : env.with(IDS, ids);
    if (picked) {
      ids.forEach(id -> pickAllUnlessSome(env, id));
    } else if (!env.asks("skip_immediate")
        && ids.stream().anyMatch(id -> Pickings.doneOf(env, id).signum() == 0)) {
      return dialog(marked, "stock.immediate.transfer", "Immediate Transfer?", ids);
    }
    if (!env.asks("skip_backorder") && ids.stream().anyMatch(id -> incomplete(env, id))) {
      return dialog(marked, "stock.backorder.confirmation", "Create Backorder?", ids);
    }
    if (!picked && !env.asks("skip_sms") && ids.stream().anyMatch(id -> wantsSms(env, id))) {
      return dialog(marked, "confirm.stock.sms", "SMS", ids);
    }
    List<Integer> dropping =
        Args.ids(env.context().getOrDefault("picking_ids_not_to_backorder", List.of()));
    List<Integer> without = ids.stream().filter(dropping::contains).toList();
    List<Integer> with = ids.stream().filter(id -> !dropping.contains(id)).toList();
    if (!without.isEmpty()) {
      pickings.done(env, without, true);
    }
    if (!with.isEmpty()) {
      pickings.done(env, with, false);
    }
    return true;
  }

  /** From 17 on: there must be moves, and a quantity on one of them. */
  private void checkPicked(Env env, int picking) {
    if (env.get("stock_picking", picking).text("state").equals("draft")) {
      pickings.confirm(env, List.of(picking));
    }
    List<Row> open =
        Pickings.movesOf(env, picking).stream().filter(m -> !Pickings.closed(m)).toList();
    if (open.isEmpty()) {
      throw OdooError.user("Please add some items to move.");
    }
    if (open.stream().allMatch(move -> move.dec("quantity").signum() == 0)) {
      throw OdooError.user(
          "You cannot validate a transfer if no quantities are reserved. To force the transfer, encode quantities.");
    }
  }

  /** From 17 on: when nothing is marked as picked, all of it counts as picked. */
  private static void pickAllUnlessSome(Env env, int picking) {
    List<Row> open =
        Pickings.movesOf(env, picking).stream().filter(m -> !Pickings.closed(m)).toList();
    if (open.stream().noneMatch(move -> move.flag("picked"))) {
      open.forEach(move -> Moves.pick(env, move.id(), true));
    }
  }

  /** From 18 on: what is not entered on a transfer's moves goes to another transfer. */
  private @Nullable Object split(Env env, List<Integer> ids) {
    for (int id : ids) {
      List<Row> open = Pickings.movesOf(env, id).stream().filter(m -> !Pickings.closed(m)).toList();
      if (open.stream().allMatch(m -> m.dec("quantity").signum() == 0)) {
        throw OdooError.user(
            "Nothing to split. Fill the quantities you want in a new transfer in the done quantities");
      }
      List<Integer> rest = new ArrayList<>();
      for (Row move : open) {
        BigDecimal left = move.dec("product_uom_qty").subtract(move.dec("quantity"));
        if (move.dec("quantity").signum() == 0) {
          rest.add(move.id());
        } else if (left.signum() > 0) {
          rest.add(pickings.moves().splitOff(env, move, left));
        }
      }
      if (rest.isEmpty()) {
        throw OdooError.user(
            "Nothing to split, all demand is done. For split you need at least one line not fully fulfilled");
      }
      int copy = pickings.splitOff(env, id, rest);
      pickings.assignMoves(env, List.of(copy));
    }
    return null;
  }

  private static void check(Env env, int picking) {
    List<Row> all = Pickings.movesOf(env, picking);
    if (all.isEmpty()) {
      throw OdooError.user("Please add some items to move.");
    }
    boolean reserved = false;
    boolean done = false;
    for (Row move : all) {
      for (Row line : MoveLines.of(env, move.id())) {
        reserved |= MoveLines.held(env, line).signum() != 0;
        done |= line.dec("qty_done").signum() != 0 && !Pickings.closed(move);
      }
    }
    if (!reserved && !done) {
      throw OdooError.user(
          "You cannot validate a transfer if no quantities are reserved nor done. To force the transfer, switch in edit mode and encode the done quantities.");
    }
  }

  private static boolean incomplete(Env env, int picking) {
    Map<Integer, BigDecimal> left = new HashMap<>();
    for (Row move : Pickings.movesOf(env, picking)) {
      if (!move.text("state").equals("cancel")) {
        left.merge(
            move.ref("product_id"),
            move.dec("product_uom_qty").subtract(MoveLines.done(env, move)),
            BigDecimal::add);
      }
    }
    return left.values().stream().anyMatch(rest -> rest.signum() > 0);
  }

  private static boolean wantsSms(Env env, int picking) {
    return env.row(
            """
            SELECT 1 AS x FROM stock_picking p
              JOIN res_company c ON c.id = p.company_id
              JOIN stock_picking_type t ON t.id = p.picking_type_id
              JOIN res_partner r ON r.id = p.partner_id
             WHERE p.id = ? AND c.stock_move_sms_validation AND NOT coalesce(c.has_received_warning_stock_sms, FALSE)
               AND t.code = 'outgoing' AND coalesce(r.phone, r.mobile, '') <> ''""",
            picking)
        .isPresent();
  }

  private static Map<String, Object> dialog(Env env, String model, String name, List<Integer> ids) {
    Map<String, Object> context = new HashMap<>(env.context());
    List<List<Integer>> links = new ArrayList<>();
    ids.forEach(id -> links.add(List.of(4, id)));
    context.put("default_show_transfers", ids.size() > 1);
    context.put("default_pick_ids", links);
    Map<String, Object> action = new HashMap<>();
    action.put("name", name);
    action.put("type", "ir.actions.act_window");
    action.put("res_model", model);
    action.put("view_mode", "form");
    action.put("target", "new");
    action.put("context", context);
    return action;
  }

  /** Everything asked for counts as done. */
  private Object takeAll(Env env) {
    List<Integer> ids = ids(env);
    for (int id : ids) {
      if (env.get("stock_picking", id).text("state").equals("draft")) {
        pickings.confirm(env, List.of(id));
        pickings.assignMoves(env, List.of(id));
      }
      for (Row move : Pickings.movesOf(env, id)) {
        if (!Pickings.closed(move)) {
          for (Row line : MoveLines.of(env, move.id())) {
            env.update(
                "stock_move_line",
                line.id(),
                Map.of("qty_done", line.dec(env.release().lineReservedField())));
          }
        }
      }
    }
    return validate(env.with("skip_immediate", true), ids);
  }
}
