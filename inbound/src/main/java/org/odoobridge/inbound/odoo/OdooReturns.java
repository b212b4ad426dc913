package org.odoobridge.inbound.odoo;

import org.odoobridge.core.odoo.OdooCatalogue;
import org.odoobridge.inbound.odoo.rpc.OdooVersion;

/**
 * What differs between Odoo releases where goods come back.
 *
 * @param movesField the picking's field for its moves: {@code move_lines}, from 16 {@code move_ids}
 * @param groupField the field of moves that ties those of one order together: {@code group_id},
 *     from 19 {@code reference_ids}
 * @param pickingGroup whether pickings have that field, too (up to 18)
 * @param namedMoves whether moves have a name that must be given (up to 18)
 * @param returnField whether a picking names the one whose goods it brings back (17 and later)
 */
public record OdooReturns(
    String movesField,
    String groupField,
    boolean pickingGroup,
    boolean namedMoves,
    boolean returnField) {
  private static final int MOVES_RENAMED = 16;

  static OdooReturns of(OdooCatalogue tables, OdooVersion version) {
    return new OdooReturns(
        version.major() < MOVES_RENAMED ? "move_lines" : "move_ids",
        tables.has("stock_move", "group_id") ? "group_id" : "reference_ids",
        tables.has("stock_picking", "group_id"),
        tables.has("stock_move", "name"),
        tables.has("stock_picking", "return_id"));
  }
}
