package org.odoobridge.inbound.refund;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.inbound.odoo.OdooFulfilment;
import org.odoobridge.inbound.odoo.OdooOrder;

/**
 * What of a refund has to be credited: pure. Nothing that was never invoiced is.
 *
 * @param lines empty when nothing has to be credited
 */
record CreditNote(Optional<OdooFulfilment.Invoice> invoice, List<Line> lines) {
  CreditNote {
    lines = List.copyOf(lines);
  }

  /**
   * One line of it.
   *
   * @param saleLine id of the order's line whose invoiced quantity goes down with it; 0 = none
   * @param product 0 = none
   */
  record Line(
      String name,
      int saleLine,
      int product,
      BigDecimal quantity,
      BigDecimal net,
      BigDecimal tax,
      Set<Integer> taxes) {
    Line {
      taxes = Set.copyOf(taxes);
    }
  }

  /** What is to be done about it. */
  sealed interface Plan {
    record Create(CreditNote note) implements Plan {}

    record Nothing(String why) implements Plan {}

    record Wait(String why) implements Plan {}
  }

  BigDecimal net() {
    return lines.stream().map(Line::net).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  BigDecimal tax() {
    return lines.stream().map(Line::tax).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static Plan plan(Refund refund, OdooOrder order, OdooFulfilment fulfilment) {
    List<Line> lines = new ArrayList<>();
    boolean waits = false;
    boolean posted =
        fulfilment.invoices().stream().anyMatch(OdooFulfilment.Invoice::isPostedInvoice);
    for (Refund.Part part : refund.parts()) {
      Optional<OdooFulfilment.Line> line =
          fulfilment.line(ExternalRef.orderLine(refund.key().order(), part.line()).name());
      BigDecimal pieces = toCredit(part, line, order, fulfilment);
      if (pieces.signum() < 0) {
        continue;
      }
      if (!posted || line.filter(one -> one.invoiced().signum() == 0).isPresent()) {
        waits = true;
        continue;
      }
      lines.add(line(refund, part, pieces, line, order));
    }
    if (waits) {
      return new Plan.Wait("waits for the invoice of " + fulfilment.name());
    }
    return lines.isEmpty()
        ? new Plan.Nothing("nothing of it was invoiced: the order was lowered")
        : new Plan.Create(
            new CreditNote(
                fulfilment.invoices().stream()
                    .filter(OdooFulfilment.Invoice::isPostedInvoice)
                    .reduce((first, second) -> second),
                lines));
  }

  /** Pieces of a part to credit, zero for money alone; below zero = the part needs no credit. */
  private static BigDecimal toCredit(
      Refund.Part part,
      Optional<OdooFulfilment.Line> line,
      OdooOrder order,
      OdooFulfilment fulfilment) {
    BigDecimal none = BigDecimal.ONE.negate();
    boolean follows = follows(part, line);
    if (part.quantity().signum() == 0) {
      return part.way() == Refund.Way.OFF ? none : BigDecimal.ZERO;
    }
    if (!follows || line.isEmpty()) {
      return part.quantity();
    }
    OdooFulfilment.Line shown = line.get();
    BigDecimal billable =
        shown.invoicedByDelivery() || order.state() == OdooOrder.State.CANCELLED
            ? shown.delivered().subtract(expected(shown, fulfilment))
            : shown.ordered();
    BigDecimal over = shown.invoiced().subtract(billable).min(part.quantity());
    return over.signum() > 0 ? over : none;
  }

  /** Whether the quantity to invoice goes down with the goods' step. */
  private static boolean follows(Refund.Part part, Optional<OdooFulfilment.Line> line) {
    return switch (part.way()) {
      case OFF -> true;
      case BACK -> line.filter(OdooFulfilment.Line::invoicedByDelivery).isPresent();
      case STAY -> false;
    };
  }

  /** Pieces that are on their way back. */
  private static BigDecimal expected(OdooFulfilment.Line line, OdooFulfilment fulfilment) {
    return fulfilment.moves().stream()
        .filter(move -> move.line() == line.id() && move.returns() != 0 && move.isOpen())
        .map(OdooFulfilment.Move::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Line line(
      Refund refund,
      Refund.Part part,
      BigDecimal pieces,
      Optional<OdooFulfilment.Line> line,
      OdooOrder order) {
    BigDecimal share =
        part.quantity().signum() == 0
            ? BigDecimal.ONE
            : pieces.divide(part.quantity(), 12, RoundingMode.HALF_UP);
    BigDecimal tax = part.tax().multiply(share).setScale(2, RoundingMode.HALF_UP);
    Set<Integer> taxes =
        line.filter(one -> tax.signum() != 0)
            .flatMap(
                one -> order.lines().stream().filter(sold -> sold.id() == one.id()).findFirst())
            .map(OdooOrder.Line::taxes)
            .orElse(Set.of());
    return new Line(
        refund.reason().isEmpty() ? "Refund " + refund.key().id() : refund.reason(),
        follows(part, line) ? line.map(OdooFulfilment.Line::id).orElse(0) : 0,
        line.map(OdooFulfilment.Line::product).orElse(0),
        pieces.signum() == 0 ? BigDecimal.ONE : pieces,
        part.net().multiply(share).setScale(2, RoundingMode.HALF_UP),
        tax,
        taxes);
  }
}
