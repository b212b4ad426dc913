package org.odoobridge.outbound.projection;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.projection.Explained.Promise;
import org.odoobridge.outbound.projection.Explained.Why;

/**
 * What one channel may sell of a product before in-flight demand and buffer: Σ over its warehouses
 * of max(0, on hand − promised), in {@link Millionths}. Pure over the tables; scratch space makes
 * it single-threaded.
 */
public final class Availability {
  private static final int LONGEST_CHAIN = 20;
  private final OdooTables tables;
  private final StockPolicy policy;
  private final Scope scope;
  private final long[] onHand;
  private final long[] promised;
  private final long[] rest;
  private final KitBook kits;
  private final LotFilter lots;
  private long wakeAtMillis;

  public Availability(OdooTables tables, StockPolicy policy, Scope scope) {
    this.tables = tables;
    this.policy = policy;
    this.scope = scope;
    this.onHand = new long[scope.warehouses().size()];
    this.promised = new long[onHand.length];
    this.rest = new long[onHand.length];
    this.lots = new LotFilter(tables, policy.lots());
    this.kits = tables.kits().book(scope.company());
  }

  /** Computes it as of {@code nowMillis}; every term is told to {@code explained}. */
  public long of(int product, long nowMillis, Explained explained) {
    Arrays.fill(onHand, 0);
    Arrays.fill(promised, 0);
    wakeAtMillis = Long.MAX_VALUE;
    ProductStock stock = tables.stock(product);
    if (stock != null) {
      countOnHand(stock, nowMillis, explained);
      if (policy.mode() != StockPolicy.Mode.FREE) {
        countMoves(stock, nowMillis, explained);
      } else if (explained != Explained.NOT) {
        nameReservations(stock, explained);
      }
    }
    countTills(product, explained);
    long sum = 0;
    for (int w = 0; w < onHand.length; w++) {
      rest[w] = Math.max(0, onHand[w] - promised[w]);
      sum += rest[w];
    }
    return sum;
  }

  /** The last result by warehouse of the scope; filled again by the next computation. */
  long[] rest() {
    return rest;
  }

  /** Kits as the channel's company makes them. */
  public KitBook kits() {
    return kits;
  }

  /**
   * When the last result changes by the passing of time alone, since a move comes within the
   * horizon; {@code Long.MAX_VALUE} when never.
   */
  public long wakeAtMillis() {
    return wakeAtMillis;
  }

  private void countOnHand(ProductStock stock, long nowMillis, Explained explained) {
    for (int i = 0; i < stock.cells(); i++) {
      ProductStock.Cell cell = stock.cell(i);
      int warehouse = scope.warehouseOf(cell.location);
      Why why = scope.why(cell.location);
      if (warehouse >= 0 && isOthers(cell.owner, warehouse)) {
        why = Why.OWNED_BY_OTHERS;
      }
      if (why == Why.COUNTED && !lots.isEmpty()) {
        Why excluded = lots.excluded(cell.lot, nowMillis);
        why = excluded == null ? Why.COUNTED : excluded;
        if (excluded == null) {
          wakeAtMillis = Math.min(wakeAtMillis, lots.excludedAt(cell.lot));
        }
      }
      explained.onHand(warehouse, cell.location, cell.owner, cell.lot, cell.quantity, why);
      if (why != Why.COUNTED) {
        continue;
      }
      onHand[warehouse] += cell.quantity;
      if (policy.mode() == StockPolicy.Mode.FREE && cell.reserved != 0) {
        promise(
            warehouse,
            "stock.quant",
            cell.location,
            "",
            cell.quantity,
            cell.reserved,
            Why.RESERVED,
            explained);
      }
    }
  }

  /** In mode free quants say how much is reserved, but only moves say for whom. */
  private void nameReservations(ProductStock stock, Explained explained) {
    for (int i = 0; i < stock.moveCount(); i++) {
      int id = stock.moves().get(i);
      Move move = tables.moves().moves().get(id);
      long reserved = tables.moves().reserved(id);
      int warehouse = move == null ? -1 : scope.warehouseOf(move.source());
      if (move != null && warehouse >= 0 && reserved > 0) {
        explained.promised(
            warehouse,
            new Promise(
                "stock.move",
                id,
                move.origin().isEmpty() ? move.reference() : move.origin(),
                reserved,
                0,
                Why.RESERVED_FOR));
      }
    }
  }

  private void countMoves(ProductStock stock, long nowMillis, Explained explained) {
    long horizon = policy.demandHorizon().toMillis();
    for (int i = 0; i < stock.moveCount(); i++) {
      int id = stock.moves().get(i);
      Move move = tables.moves().moves().get(id);
      if (move == null) {
        continue;
      }
      int warehouse = scope.warehouseOf(move.source());
      if (warehouse < 0 && policy.mode() == StockPolicy.Mode.FORECAST) {
        countIncoming(id, move, nowMillis, explained);
      }
      // A move bound to one owner's goods takes none of those that count.
      if (warehouse < 0 || isOthers(move.owner(), warehouse) || !leaves(id, move, 0)) {
        continue;
      }
      boolean late = horizon > 0 && move.dateMillis() - horizon > nowMillis;
      if (late && !move.makeToOrder()) {
        wakeAtMillis = Math.min(wakeAtMillis, move.dateMillis() - horizon);
      }
      boolean onlyReserved = late || move.makeToOrder();
      promise(
          warehouse,
          "stock.move",
          id,
          move.origin().isEmpty() ? move.reference() : move.origin(),
          move.quantity(),
          onlyReserved ? tables.moves().reserved(id) : move.quantity(),
          move.makeToOrder() ? Why.MAKE_TO_ORDER : late ? Why.BEYOND_HORIZON : Why.COUNTED,
          explained);
    }
  }

  /**
   * Goods from outside count where they will lie, unless they are late. What an open move that
   * leaves again still waits for is not for sale: Odoo has ordered it for somebody.
   */
  private void countIncoming(int id, Move move, long nowMillis, Explained explained) {
    boolean lastStep = tables.moves().destinations(id) == null;
    int to =
        lastStep && move.finalDestination() != 0 ? move.finalDestination() : move.destination();
    int warehouse = scope.warehouseOf(to);
    if (warehouse < 0
        || isOthers(move.owner(), warehouse)
        || (move.finalDestination() != 0 && !scope.has(move.finalDestination()))) {
      return;
    }
    long horizon = policy.supplyHorizon().toMillis();
    boolean late = horizon > 0 && move.dateMillis() - horizon > nowMillis;
    if (late) {
      wakeAtMillis = Math.min(wakeAtMillis, move.dateMillis() - horizon);
    }
    long bound = bound(id);
    long counted = late ? 0 : Math.max(0, move.quantity() - bound);
    onHand[warehouse] += counted;
    if (explained != Explained.NOT) {
      explained.incoming(
          warehouse,
          new Promise(
              "stock.move",
              id,
              move.origin().isEmpty() ? move.reference() : move.origin(),
              move.quantity(),
              counted,
              late ? Why.TOO_LATE : bound > 0 ? Why.BOUND : Why.COUNTED));
    }
  }

  private long bound(int move) {
    IntBag next = tables.moves().destinations(move);
    long sum = 0;
    for (int i = 0; next != null && i < next.size(); i++) {
      Move fed = tables.moves().moves().get(next.get(i));
      if (fed != null && fed.state().isOpen() && leaves(next.get(i), fed, 1)) {
        sum += Math.max(0, fed.quantity() - tables.moves().reserved(next.get(i)));
      }
    }
    return sum;
  }

  /**
   * Whether what this move takes leaves the scope, at once or by the open moves it feeds. Where the
   * whole warehouse is in scope, Odoo 14's pick → pack → ship thereby counts once: the pick as
   * demand, the later ones (make-to-order) by what the pick has brought them.
   */
  private boolean leaves(int id, Move move, int depth) {
    if (!scope.has(move.destination())
        || (move.finalDestination() != 0 && !scope.has(move.finalDestination()))) {
      return true;
    }
    IntBag next = tables.moves().destinations(id);
    for (int i = 0; next != null && depth < LONGEST_CHAIN && i < next.size(); i++) {
      Move fed = tables.moves().moves().get(next.get(i));
      if (fed != null && fed.state().isOpen() && leaves(next.get(i), fed, depth + 1)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Paid till orders whose goods Odoo moves only when the session closes. Goods taken back count
   * against goods sold, at the place where Odoo will book them; so the number is the same as it
   * will be after closing, and as it would be in a session that moves stock at once. They are gone
   * from the store, whatever the mode.
   */
  private void countTills(int product, Explained explained) {
    countTillLines(product, product, explained);
    IntBag using = kits.kitsUsing(product);
    for (int i = 0; using != null && i < using.size(); i++) {
      countTillLines(using.get(i), product, explained);
    }
  }

  /** Till orders of {@code sold}: the product itself, or a kit that takes it. */
  private void countTillLines(int sold, int product, Explained explained) {
    IntBag lines = tables.tills().linesOf(sold);
    for (int i = 0; lines != null && i < lines.size(); i++) {
      OdooRow.PosLine line = tables.tills().lines().get(lines.get(i));
      OdooRow.PosOrder order = line == null ? null : tables.tills().orders().get(line.order());
      if (line == null || order == null) {
        continue;
      }
      int location = tillLocation(order, line.quantity() < 0);
      int warehouse = location == 0 ? -1 : scope.warehouseOf(location);
      if (warehouse >= 0) {
        long quantity =
            sold == product ? line.quantity() : kits.taken(sold, product, line.quantity());
        promise(
            warehouse,
            "pos.order.line",
            lines.get(i),
            order.name(),
            quantity,
            quantity,
            Why.TILL,
            explained);
      }
    }
  }

  /** Where closing will take an order's goods from, or put returned ones; 0 = it moves nothing. */
  private int tillLocation(OdooRow.PosOrder order, boolean returned) {
    OdooRow.PosSession session = tables.tills().sessions().get(order.session());
    if (session == null || session.closed() || !session.movesAtClosing()) {
      return 0;
    }
    OdooRow.Company company = tables.company(order.company());
    boolean movedAtInvoice = company != null && company.angloSaxon() && order.toInvoice();
    if (!order.paid() || order.shipsLater() || movedAtInvoice) {
      return 0;
    }
    OdooRow.PosConfig config = tables.tills().configs().get(session.config());
    OdooRow.PickingType type = config == null ? null : tables.pickingType(config.pickingType());
    if (type == null) {
      return 0;
    }
    OdooRow.@Nullable PickingType returns =
        returned && type.returns() != 0 ? tables.pickingType(type.returns()) : null;
    return returns == null ? type.source() : returns.destination();
  }

  private boolean isOthers(int owner, int warehouse) {
    return policy.excludeOwned()
        && owner != 0
        && owner != scope.warehouses().get(warehouse).ownPartner();
  }

  private void promise(
      int warehouse,
      String source,
      int id,
      String origin,
      long quantity,
      long counted,
      Why why,
      Explained explained) {
    promised[warehouse] += counted;
    if (explained != Explained.NOT) {
      explained.promised(warehouse, new Promise(source, id, origin, quantity, counted, why));
    }
  }
}
