package org.odoobridge.outbound.projection;

import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.capture.Row;

/**
 * {@code stock_move}: goods that are to go, or went, from one location to another.
 *
 * @param quantity demand in {@link Millionths} of the product's unit ({@code product_qty}; {@code
 *     product_uom_qty} is in the order's unit)
 * @param makeToOrder waits for goods of its own; takes from stock only what it has reserved
 * @param finalDestination where the chain ends ({@code location_final_id}, from 18 on); else 0
 * @param dateMillis planned date
 * @param owner the only owner whose goods it may take; 0 = anyone's
 */
public record Move(
    int product,
    long quantity,
    MoveState state,
    boolean makeToOrder,
    int source,
    int destination,
    int finalDestination,
    long dateMillis,
    int saleLine,
    int owner,
    String origin,
    String reference) {

  private static final Move BLANK =
      new Move(0, 0, MoveState.DRAFT, false, 0, 0, 0, 0, 0, 0, "", "");

  static Move from(Row row, @Nullable Move known) {
    Move old = known == null ? BLANK : known;
    return new Move(
        Columns.id(row, "product_id", old.product),
        Columns.quantity(row, "product_qty", old.quantity),
        MoveState.of(Columns.text(row, "state", old.state.word())),
        Columns.text(row, "procure_method", old.makeToOrder ? "make_to_order" : "make_to_stock")
            .equals("make_to_order"),
        Columns.id(row, "location_id", old.source),
        Columns.id(row, "location_dest_id", old.destination),
        Columns.id(row, "location_final_id", old.finalDestination),
        Columns.millis(row, "date", old.dateMillis),
        Columns.id(row, "sale_line_id", old.saleLine),
        Columns.id(row, "restrict_partner_id", old.owner),
        Columns.text(row, "origin", old.origin),
        Columns.text(row, "reference", old.reference));
  }
}
