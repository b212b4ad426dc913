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
import org.odoobridge.core.units.ShopUnits;

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
  private final ShopUnits units;

  /** Of channels that count as Odoo does. */
  public InFlightDemand() {
    this(ShopUnits.NONE);
  }

  /**
   * @param units how much of Odoo's unit a piece in each channel is
   */
  public InFlightDemand(ShopUnits units) {
    this.units = units;
  }

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
      long own = ordered(tables, demand, sku, product);
      long inKits = orderedInKits(tables, kits, demand, product);
      long ordered = own + inKits;
      long visible =
          inKits == 0
              ? OrderVisibility.visible(tables, key, product, mode, ordered)
              : OrderVisibility.visibleOfKits(tables, key, product, mode, ordered);
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
    OdooRow.SaleOrder order = OrderVisibility.saleOrder(tables, demand.key());
    if (order == null || !order.settled()) {
      return false;
    }
    for (OrderDemand.Line line : demand.lines()) {
      int product = tables.productOf(line.sku()).orElse(0);
      long ordered = ordered(tables, demand, line.sku(), product);
      if (product != 0 && tables.kits().isKit(product)) {
        if (mode == StockPolicy.Mode.FREE
            && !order.cancelled()
            && OrderVisibility.waiting(tables, OrderVisibility.saleOrderId(tables, demand.key()), 0)
                != 0) {
          return false;
        }
        continue;
      }
      if (product != 0
          && OrderVisibility.visible(tables, demand.key(), product, mode, ordered) < ordered) {
        return false;
      }
    }
    return true;
  }

  /** What an order takes of a product, in the product's unit: the channel counts pieces. */
  private long ordered(OdooTables tables, OrderDemand demand, Sku sku, int product) {
    ShopPieces pieces = new ShopPieces(tables, units, demand.key().channel());
    long sum = 0;
    for (OrderDemand.Line line : demand.lines()) {
      if (line.sku().equals(sku)) {
        sum += pieces.inOdoo(product, line.quantity());
      }
    }
    return sum;
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
  private long orderedInKits(OdooTables tables, KitBook kits, OrderDemand demand, int component) {
    if (kits.kitsUsing(component) == null) {
      return 0;
    }
    ShopPieces pieces = new ShopPieces(tables, units, demand.key().channel());
    long sum = 0;
    for (OrderDemand.Line line : demand.lines()) {
      int product = tables.productOf(line.sku()).orElse(0);
      sum += kits.taken(product, component, pieces.inOdoo(product, line.quantity()));
    }
    return sum;
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
