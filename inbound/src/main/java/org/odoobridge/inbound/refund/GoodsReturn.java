package org.odoobridge.inbound.refund;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.apply.call.BatchLoad;
import org.odoobridge.inbound.apply.call.OdooCalls;
import org.odoobridge.inbound.odoo.OdooDirectory;
import org.odoobridge.inbound.odoo.OdooFulfilment;
import org.odoobridge.inbound.odoo.OdooReturns;
import org.odoobridge.inbound.odoo.rpc.OdooCall;
import org.odoobridge.inbound.odoo.rpc.OdooFault;

/**
 * Has goods of a refund come back: one picking from the customer to the warehouse's stock, loaded
 * with its moves in one transaction, all with external ids, then confirmed. The warehouse receives
 * it. Safe to repeat at any point.
 */
final class GoodsReturn {
  private static final String PICKING = "stock.picking";

  private final OdooDirectory directory;
  private final OdooCalls calls;
  private final BatchLoad load;

  GoodsReturn(OdooDirectory directory, OdooCalls calls) {
    this.directory = directory;
    this.calls = calls;
    this.load = new BatchLoad(calls);
  }

  /** What became of it. */
  sealed interface Result {
    record Made(String detail) implements Result {}

    record Refused(Problem.Business problem) implements Result {}

    record Failed(OdooFault fault) implements Result {}
  }

  /** One delivered move and how much of it comes back. */
  private record Back(String line, OdooFulfilment.Move move, BigDecimal quantity) {}

  Result make(Refund refund, OdooFulfilment fulfilment) {
    ExternalRef ref = refund.key().ref("return");
    if (!exists(ref)) {
      List<Back> moves = new ArrayList<>();
      for (Refund.Part part : refund.parts(Refund.Way.BACK).toList()) {
        BigDecimal missing = choose(refund.key(), part, fulfilment, moves);
        if (missing.signum() > 0) {
          return new Result.Refused(
              new Problem.Business(
                  "nothing-to-return",
                  "%s pieces of line %s are not with the customer any more"
                      .formatted(missing.toPlainString(), part.line()),
                  "see the order's transfers in Odoo; enter by hand what comes back, then discard"
                      + " this message"));
        }
      }
      Optional<Result> refused = load(refund, fulfilment, moves, ref);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    return confirm(refund, ref);
  }

  private boolean exists(ExternalRef ref) {
    return directory.ids(PICKING, List.of(ref)).containsKey(ref);
  }

  private Optional<Result> load(
      Refund refund, OdooFulfilment fulfilment, List<Back> moves, ExternalRef ref) {
    OdooReturns shape = directory.returns();
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < moves.size(); i++) {
      List<String> head = head(refund, fulfilment, moves.getFirst().move(), shape, ref);
      List<String> row = new ArrayList<>(i == 0 ? head : Collections.nCopies(head.size(), ""));
      row.addAll(move(refund, fulfilment, moves.get(i), shape));
      rows.add(row);
    }
    BatchLoad.Result result =
        Optional.ofNullable(
                load.load(PICKING, fields(shape), List.of(new BatchLoad.Item<>(ref, rows)))
                    .get(ref))
            .orElseThrow();
    return switch (result) {
      case BatchLoad.Result.Loaded ignored -> Optional.empty();
      case BatchLoad.Result.Refused refused -> Optional.of(new Result.Refused(refused.problem()));
      case BatchLoad.Result.Failed failed -> Optional.of(new Result.Failed(failed.fault()));
    };
  }

  /** Chooses delivered moves, the newest first; returns how much is not with the customer. */
  private static BigDecimal choose(
      RefundKey refund, Refund.Part part, OdooFulfilment fulfilment, List<Back> chosen) {
    String ref = ExternalRef.orderLine(refund.order(), part.line()).name();
    Optional<OdooFulfilment.Line> line = fulfilment.line(ref);
    BigDecimal left = part.quantity();
    List<OdooFulfilment.Move> delivered =
        fulfilment.moves().stream()
            .filter(move -> line.filter(one -> one.id() == move.line()).isPresent())
            .filter(move -> move.isDone() && move.toCustomer() && move.returns() == 0)
            .sorted(Comparator.comparing(OdooFulfilment.Move::id).reversed())
            .toList();
    for (OdooFulfilment.Move move : delivered) {
      BigDecimal returned =
          fulfilment.moves().stream()
              .filter(back -> back.returns() == move.id() && !back.state().equals("cancel"))
              .map(OdooFulfilment.Move::quantity)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal back = move.quantity().subtract(returned).min(left);
      if (back.signum() > 0) {
        chosen.add(new Back(part.line(), move, back));
        left = left.subtract(back);
      }
    }
    return left;
  }

  private static List<String> fields(OdooReturns shape) {
    String moves = shape.movesField() + "/";
    List<String> fields = new ArrayList<>();
    fields.addAll(
        List.of(
            "id",
            "picking_type_id/.id",
            "location_id/.id",
            "location_dest_id/.id",
            "origin",
            "partner_id/.id"));
    if (shape.pickingGroup()) {
      fields.add("group_id/.id");
    }
    if (shape.returnField()) {
      fields.add("return_id/.id");
    }
    fields.add(moves + "id");
    if (shape.namedMoves()) {
      fields.add(moves + "name");
    }
    for (String field :
        List.of(
            "product_id/.id",
            "product_uom_qty",
            "product_uom/.id",
            "location_id/.id",
            "location_dest_id/.id",
            "origin_returned_move_id/.id",
            "to_refund",
            "sale_line_id/.id",
            "picking_type_id/.id",
            "warehouse_id/.id")) {
      fields.add(moves + field);
    }
    fields.add(moves + shape.groupField() + "/.id");
    return fields;
  }

  private static List<String> head(
      Refund refund,
      OdooFulfilment fulfilment,
      OdooFulfilment.Move from,
      OdooReturns shape,
      ExternalRef ref) {
    List<String> head = new ArrayList<>();
    head.add(ref.qualified());
    head.add(String.valueOf(from.returnType()));
    head.add(String.valueOf(from.to()));
    head.add(String.valueOf(fulfilment.stock()));
    head.add("Refund %s of %s".formatted(refund.key().id(), fulfilment.name()));
    head.add(id(from.partner()));
    if (shape.pickingGroup()) {
      head.add(id(from.group()));
    }
    if (shape.returnField()) {
      head.add(String.valueOf(from.picking()));
    }
    return head;
  }

  private static List<String> move(
      Refund refund, OdooFulfilment fulfilment, Back back, OdooReturns shape) {
    List<String> row = new ArrayList<>();
    row.add(refund.key().ref("return~line~" + back.line() + "~" + back.move().id()).qualified());
    if (shape.namedMoves()) {
      row.add("Refund " + refund.key().id());
    }
    row.add(String.valueOf(back.move().product()));
    row.add(back.quantity().toPlainString());
    row.add(String.valueOf(back.move().uom()));
    row.add(String.valueOf(back.move().to()));
    row.add(String.valueOf(fulfilment.stock()));
    row.add(String.valueOf(back.move().id()));
    row.add("1");
    row.add(id(back.move().line()));
    row.add(String.valueOf(back.move().returnType()));
    row.add(String.valueOf(fulfilment.warehouse()));
    row.add(id(back.move().group()));
    return row;
  }

  private static String id(int id) {
    return id == 0 ? "" : String.valueOf(id);
  }

  private Result confirm(Refund refund, ExternalRef ref) {
    int picking = Optional.ofNullable(directory.ids(PICKING, List.of(ref)).get(ref)).orElseThrow();
    List<OdooFulfilment.Move> moves = moves(refund, picking);
    if (moves.stream().anyMatch(move -> move.state().equals("draft"))) {
      for (String method : List.of("action_confirm", "action_assign")) {
        Optional<OdooFault> fault =
            calls
                .call(OdooCall.on(PICKING, method, List.of(picking)).in(OdooCalls.CONTEXT))
                .problem();
        if (fault.isPresent()) {
          return switch (fault.get().problem()) {
            case Problem.Business business -> new Result.Refused(business);
            case Problem.Technical ignored -> new Result.Failed(fault.get());
          };
        }
      }
      moves = moves(refund, picking);
    }
    BigDecimal pieces =
        moves.stream().map(OdooFulfilment.Move::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Result.Made(
        "%s pieces come back by %s"
            .formatted(
                pieces.stripTrailingZeros().toPlainString(),
                directory.pickingNames(List.of(picking)).getOrDefault(picking, "#" + picking)));
  }

  private List<OdooFulfilment.Move> moves(Refund refund, int picking) {
    ExternalRef order = ExternalRef.order(refund.key().order());
    Map<ExternalRef, OdooFulfilment> now = directory.fulfilments(List.of(order));
    return Optional.ofNullable(now.get(order)).stream()
        .flatMap(fulfilment -> fulfilment.moves().stream())
        .filter(move -> move.picking() == picking)
        .toList();
  }
}
