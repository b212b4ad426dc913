package org.odoobridge.inbound.odoo;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * How far a sale order is delivered and invoiced, as Odoo's database shows it.
 *
 * @param order id of the sale order
 * @param warehouse id of its warehouse
 * @param stock id of the warehouse's stock location
 */
public record OdooFulfilment(
    int order,
    String name,
    int company,
    int warehouse,
    int stock,
    List<Line> lines,
    List<Move> moves,
    List<Invoice> invoices) {
  public OdooFulfilment {
    lines = List.copyOf(lines);
    moves = List.copyOf(moves);
    invoices = List.copyOf(invoices);
  }

  /**
   * One line of the order.
   *
   * @param ref name of our external id; empty for a line that others added
   * @param delivered what has left for the customer, returns to be refunded taken off
   * @param invoiced what invoices hold, credit notes taken off
   * @param goods whether it is delivered by transfers
   * @param invoicedByDelivery what is delivered is invoiced, not what was ordered
   */
  public record Line(
      int id,
      Optional<String> ref,
      int product,
      int uom,
      BigDecimal ordered,
      BigDecimal delivered,
      BigDecimal invoiced,
      boolean goods,
      boolean invoicedByDelivery) {
    /** What is still to leave. */
    public BigDecimal open() {
      return ordered.subtract(delivered).max(BigDecimal.ZERO);
    }
  }

  /**
   * A move of goods for one line.
   *
   * @param ref name of our external id; empty for a move that Odoo or people made
   * @param line id of the order's line; 0 for one on the way to a move of a line
   * @param state as Odoo calls it: {@code done}, {@code cancel}, else open
   * @param from id of the location it takes from
   * @param toCustomer whether it ends at a customer
   * @param returns the move whose goods it brings back; 0 = none
   * @param feeds the move it hands its goods to; 0 = none
   * @param group what ties the order's moves together; 0 = none
   * @param partner who gets the goods; 0 = nobody
   * @param returnType id of the type of transfer that brings its goods back
   */
  public record Move(
      int id,
      Optional<String> ref,
      int line,
      int product,
      int uom,
      BigDecimal quantity,
      String state,
      int picking,
      int from,
      int to,
      boolean toCustomer,
      int returns,
      int feeds,
      int group,
      int partner,
      int returnType) {
    public boolean isOpen() {
      return !state.equals("done") && !state.equals("cancel");
    }

    public boolean isDone() {
      return state.equals("done");
    }
  }

  /**
   * An invoice or credit note with lines of the order, or one of ours.
   *
   * @param type as Odoo calls it: {@code out_invoice} or {@code out_refund}
   */
  public record Invoice(
      int id, String name, String type, String state, int journal, int partner, int currency) {
    public boolean isPostedInvoice() {
      return type.equals("out_invoice") && state.equals("posted");
    }
  }

  public Optional<Line> line(String ref) {
    return lines.stream().filter(line -> line.ref().filter(ref::equals).isPresent()).findFirst();
  }

  /** Moves of a line that are to take goods to the customer and have not yet. */
  public List<Move> openDeliveries(Line line) {
    return moves.stream()
        .filter(move -> move.line() == line.id() && move.isOpen())
        .filter(move -> move.toCustomer() && move.returns() == 0)
        .toList();
  }
}
