package org.odoobridge.outbound.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.model.Sku;

/**
 * What channels have sold and Odoo does not show yet: per (order, SKU) max(0, ordered − visible).
 * Nothing is opened or closed: <em>ordered</em> is the newest version of each order,
 * <em>visible</em> comes from the tables through the order's reference. One thread owns it.
 */
public final class InFlightDemand {
  private final Map<OrderKey, OrderDemand> demands = new HashMap<>();
  private final Map<Sku, Set<OrderKey>> bySku = new HashMap<>();
  private final Map<String, OrderKey> byReference = new HashMap<>();
  private final Set<OrderKey> released = new HashSet<>();

  /** Takes the state of one order in place of what was known; adds the SKUs it touches. */
  public void put(OrderDemand demand, Set<Sku> touched) {
    OrderDemand old = demands.remove(demand.key());
    if (old != null) {
      unindex(old, touched);
    }
    if (!demand.holdsStock() || demand.lines().isEmpty()) {
      released.add(demand.key());
    } else {
      released.remove(demand.key());
      demands.put(demand.key(), demand);
      byReference.put(ExternalRef.order(demand.key()).name(), demand.key());
      for (OrderDemand.Line line : demand.lines()) {
        bySku.computeIfAbsent(line.sku(), sku -> new LinkedHashSet<>()).add(demand.key());
        touched.add(line.sku());
      }
    }
  }

  /**
   * Whether the order's newest state is known here, also if it takes nothing: what was read from
   * the journal meanwhile may be older than it.
   */
  public boolean knows(OrderKey key) {
    return demands.containsKey(key) || released.contains(key);
  }

  /** Orders held now. */
  public Collection<OrderDemand> orders() {
    return Collections.unmodifiableCollection(demands.values());
  }

  /** Adds the SKUs of the order that {@code reference} names. */
  public void touch(ExternalRef reference, Set<Sku> touched) {
    OrderKey key = byReference.get(reference.name());
    OrderDemand demand = key == null ? null : demands.get(key);
    if (demand != null) {
      demand.lines().forEach(line -> touched.add(line.sku()));
    }
  }

  /**
   * What is in flight of a SKU, in {@link Millionths}.
   *
   * @param product the product that {@code sku} means
   * @param counts whether orders of a channel count here
   */
  public long of(
      OdooTables tables,
      Sku sku,
      int product,
      StockPolicy.Mode mode,
      Predicate<ChannelId> counts,
      Explained explained) {
    return of(tables, KitBook.NONE, sku, product, mode, counts, explained);
  }

  /**
   * As above, with what is in flight of the kits that take the product.
   *
   * @param sku may be empty text when the product has none
   */
  public long of(
      OdooTables tables,
      KitBook kits,
      Sku sku,
      int product,
      StockPolicy.Mode mode,
      Predicate<ChannelId> counts,
      Explained explained) {
    Set<OrderKey> keys = keysOf(tables, kits, sku, product);
    if (keys == null) {
      return 0;
    }
    long sum = 0;
    for (OrderKey key : keys) {
      OrderDemand demand = demands.get(key);
      if (demand == null || !counts.test(key.channel())) {
        continue;
      }
      long own = ordered(demand, sku);
      long inKits = orderedInKits(tables, kits, demand, product);
      long ordered = own + inKits;
      long visible =
          inKits == 0
              ? visible(tables, key, product, mode, ordered)
              : visibleOfKits(tables, key, product, mode, ordered);
      sum += ordered - visible;
      if (explained != Explained.NOT) {
        String name =
            tables
                .orders()
                .order(tables.orders().saleOrder(ExternalRef.order(key)))
                .map(OdooRow.SaleOrder::name)
                .orElse("");
        explained.inFlight(
            new Explained.InFlight(
                key.channel().value(), key.orderId(), name, ordered, visible, ordered - visible));
      }
    }
    return sum;
  }

  /** Orders that Odoo shows for good under every one of {@code modes}. */
  public List<OrderDemand> settled(OdooTables tables, Set<StockPolicy.Mode> modes) {
    List<OrderDemand> settled = new ArrayList<>();
    for (OrderDemand demand : demands.values()) {
      if (modes.stream().allMatch(mode -> isSettled(tables, demand, mode))) {
        settled.add(demand);
      }
    }
    return settled;
  }

  /** Forgets orders that were reported as settled, unless a newer version has come since. */
  public void forget(Collection<OrderDemand> settled) {
    for (OrderDemand demand : settled) {
      if (demand.equals(demands.get(demand.key()))) {
        demands.remove(demand.key());
        unindex(demand, new HashSet<>());
      }
    }
  }

  /** SKUs in orders that no product of Odoo's has: their demand counts nowhere. */
  public Set<Sku> unknownSkus(OdooTables tables) {
    Set<Sku> unknown = new LinkedHashSet<>();
    for (Sku sku : bySku.keySet()) {
      if (tables.catalog().standing(sku) == Catalog.Standing.UNKNOWN) {
        unknown.add(sku);
      }
    }
    return unknown;
  }

  private boolean isSettled(OdooTables tables, OrderDemand demand, StockPolicy.Mode mode) {
    OdooRow.SaleOrder order = saleOrder(tables, demand.key());
    if (order == null || !order.settled()) {
      return false;
    }
    for (OrderDemand.Line line : demand.lines()) {
      int product = tables.productOf(line.sku()).orElse(0);
      long ordered = ordered(demand, line.sku());
      if (product != 0 && tables.kits().isKit(product)) {
        if (mode == StockPolicy.Mode.FREE
            && !order.cancelled()
            && waiting(tables, saleOrderId(tables, demand.key()), 0) != 0) {
          return false;
        }
        continue;
      }
      if (product != 0 && visible(tables, demand.key(), product, mode, ordered) < ordered) {
        return false;
      }
    }
    return true;
  }

  private static long ordered(OrderDemand demand, Sku sku) {
    long sum = 0;
    for (OrderDemand.Line line : demand.lines()) {
      if (line.sku().equals(sku)) {
        sum += Millionths.of(line.quantity());
      }
    }
    return sum;
  }

  /** How much of {@code ordered} Odoo shows; never more than it. */
  private static long visible(
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

  private @Nullable Set<OrderKey> keysOf(OdooTables tables, KitBook kits, Sku sku, int product) {
    Set<OrderKey> keys = bySku.get(sku);
    IntBag using = kits.kitsUsing(product);
    if (using == null) {
      return keys;
    }
    Set<OrderKey> all = keys == null ? new LinkedHashSet<>() : new LinkedHashSet<>(keys);
    for (int i = 0; i < using.size(); i++) {
      int kit = using.get(i);
      tables
          .catalog()
          .skuOf(kit)
          .filter(name -> tables.productOf(name).orElse(0) == kit)
          .map(bySku::get)
          .ifPresent(all::addAll);
    }
    return all;
  }

  /** What the kits in an order take of a component. */
  private static long orderedInKits(
      OdooTables tables, KitBook kits, OrderDemand demand, int component) {
    if (kits.kitsUsing(component) == null) {
      return 0;
    }
    long sum = 0;
    for (OrderDemand.Line line : demand.lines()) {
      int product = tables.productOf(line.sku()).orElse(0);
      sum += kits.taken(product, component, Millionths.of(line.quantity()));
    }
    return sum;
  }

  /**
   * How much Odoo shows of a component that an order takes by kits, too. Which moves belong to
   * which kit depends on how Odoo took it apart; so, once it has, what its moves have not got is in
   * flight, and no more.
   */
  private static long visibleOfKits(
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
  private static long waiting(OdooTables tables, int saleOrder, int product) {
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

  private static int saleOrderId(OdooTables tables, OrderKey key) {
    return tables.orders().saleOrder(ExternalRef.order(key));
  }

  private static OdooRow.@Nullable SaleOrder saleOrder(OdooTables tables, OrderKey key) {
    return tables.orders().order(saleOrderId(tables, key)).orElse(null);
  }

  private void unindex(OrderDemand demand, Set<Sku> touched) {
    byReference.remove(ExternalRef.order(demand.key()).name());
    for (OrderDemand.Line line : demand.lines()) {
      touched.add(line.sku());
      Set<OrderKey> keys = bySku.get(line.sku());
      if (keys != null) {
        keys.remove(demand.key());
        if (keys.isEmpty()) {
          bySku.remove(line.sku());
        }
      }
    }
  }
}
