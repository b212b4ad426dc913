package org.odoobridge.outbound.projection;

import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.OrderKey;

/** How much of a channel's order Odoo shows: pure over the tables. */
final class OrderVisibility {
  private OrderVisibility() {}

  /** How much of {@code ordered} Odoo shows; never more than it. */
  static long visible(
      OdooTables tables, OrderKey key, int product, StockPolicy.Mode mode, long ordered) {
    OdooRow.SaleOrder order = saleOrder(tables, key);
    if (order == null || !order.settled()) {
      return 0;
    }
    return switch (mode) {
      case UNPROMISED, FORECAST -> ordered;
      case FREE ->
          order.cancelled()
              ? ordered
              : Math.min(ordered, shownByMoves(tables, saleOrderId(tables, key), product));
    };
  }

  /**
   * How much Odoo shows of a component that an order takes by kits, too. Which moves belong to
   * which kit depends on how Odoo took it apart; so, once it has, what its moves have not got is in
   * flight, and no more.
   */
  static long visibleOfKits(
      OdooTables tables, OrderKey key, int product, StockPolicy.Mode mode, long ordered) {
    OdooRow.SaleOrder order = saleOrder(tables, key);
    if (order == null || !order.settled()) {
      return 0;
    }
    if (mode != StockPolicy.Mode.FREE || order.cancelled()) {
      return ordered;
    }
    long waiting = waiting(tables, saleOrderId(tables, key), product);
    return waiting < 0 ? 0 : Math.max(0, ordered - waiting);
  }

  /**
   * What an order's deliveries have not got yet.
   *
   * @param product of which; 0 = of all
   * @return negative when there is no delivery at all
   */
  static long waiting(OdooTables tables, int saleOrder, int product) {
    MoveLedger ledger = tables.moves();
    long sum = 0;
    boolean any = false;
    IntBag lines = tables.orders().linesOf(saleOrder);
    for (int i = 0; lines != null && i < lines.size(); i++) {
      IntBag moves = ledger.ofSaleLine(lines.get(i));
      for (int j = 0; moves != null && j < moves.size(); j++) {
        Move move = ledger.moves().get(moves.get(j));
        if (move != null && isDelivery(tables, moves.get(j), move)) {
          any = true;
          sum +=
              product == 0 || move.product() == product
                  ? move.quantity() - shown(ledger, moves.get(j), move, 0)
                  : 0;
        }
      }
    }
    return any ? sum : -1;
  }

  /** Reserved, done and cancelled quantity of the order's moves of a product. */
  private static long shownByMoves(OdooTables tables, int saleOrder, int product) {
    MoveLedger ledger = tables.moves();
    long sum = 0;
    IntBag lines = tables.orders().linesOf(saleOrder);
    for (int i = 0; lines != null && i < lines.size(); i++) {
      IntBag moves = ledger.ofSaleLine(lines.get(i));
      for (int j = 0; moves != null && j < moves.size(); j++) {
        Move move = ledger.moves().get(moves.get(j));
        if (move != null && move.product() == product && isDelivery(tables, moves.get(j), move)) {
          sum += shown(ledger, moves.get(j), move, 0);
        }
      }
    }
    return sum;
  }

  /** Whether it is the last step of a delivery: no return, and it feeds no move of the ledger. */
  private static boolean isDelivery(OdooTables tables, int id, Move move) {
    boolean fromCustomer =
        tables.location(move.source()).filter(l -> l.usage().equals("customer")).isPresent();
    IntBag next = tables.moves().destinations(id);
    return !fromCustomer && next == null;
  }

  private static long shown(MoveLedger ledger, int id, Move move, int depth) {
    if (!move.state().isOpen()) {
      return move.quantity();
    }
    long sum = ledger.reserved(id);
    IntBag before = ledger.origins(id);
    for (int i = 0; before != null && depth < 20 && i < before.size(); i++) {
      Move origin = ledger.moves().get(before.get(i));
      if (origin != null && origin.state().isOpen()) {
        sum += shown(ledger, before.get(i), origin, depth + 1);
      }
    }
    return Math.min(sum, move.quantity());
  }

  static int saleOrderId(OdooTables tables, OrderKey key) {
    return tables.orders().saleOrder(ExternalRef.order(key));
  }

  static OdooRow.@Nullable SaleOrder saleOrder(OdooTables tables, OrderKey key) {
    return tables.orders().order(saleOrderId(tables, key)).orElse(null);
  }
}
