package org.odoobridge.outbound.projection;

import java.time.Instant;
import java.util.List;
import org.odoobridge.outbound.capture.RowChange;

/**
 * A small Odoo in memory: warehouse WH (stock with a shelf and a damaged zone, output, transit
 * beside it) and a second one, STORE; product 1 with SKU DESK-01.
 */
public final class Shop {
  public static final int CUSTOMERS = 2;
  public static final int LOSS = 3;
  public static final int TRANSIT = 4;
  public static final int VIEW = 7;
  public static final int STOCK = 8;
  public static final int SHELF = 9;
  public static final int DAMAGED = 10;
  public static final int OUTPUT = 11;
  public static final int STORE_VIEW = 20;
  public static final int STORE_STOCK = 21;
  public static final int OWN_PARTNER = 1;
  public static final int DESK = 1;
  public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  final OdooTables tables;

  Shop(boolean history) {
    tables = new OdooTables(new Kept(history, true));
    base().forEach(tables::apply);
  }

  Shop() {
    this(false);
  }

  public static List<RowChange> base() {
    return List.of(
        Rows.company(1, OWN_PARTNER, false),
        Rows.insert("uom_uom", "id", 1, "rounding", new java.math.BigDecimal("0.01")),
        Rows.location(1, 0, "Physical Locations", "view"),
        Rows.location(CUSTOMERS, 0, "Partner Locations/Customers", "customer"),
        Rows.location(LOSS, 0, "Virtual Locations/Inventory adjustment", "inventory"),
        Rows.location(TRANSIT, 1, "Physical Locations/Inter-warehouse transit", "transit"),
        Rows.location(VIEW, 1, "WH", "view"),
        Rows.location(STOCK, VIEW, "WH/Stock", "internal"),
        Rows.location(SHELF, STOCK, "WH/Stock/Shelf 1", "internal"),
        Rows.location(DAMAGED, STOCK, "WH/Stock/Damaged", "internal"),
        Rows.location(OUTPUT, VIEW, "WH/Output", "internal"),
        Rows.location(STORE_VIEW, 1, "STORE", "view"),
        Rows.location(STORE_STOCK, STORE_VIEW, "STORE/Stock", "internal"),
        Rows.warehouse(1, "WH", STOCK, VIEW, 1),
        Rows.warehouse(2, "STORE", STORE_STOCK, STORE_VIEW, 1),
        Rows.template(1, "Desk", "product", true),
        Rows.product(DESK, 1, "DESK-01", true));
  }

  Shop with(RowChange... changes) {
    for (RowChange change : changes) {
      tables.apply(change);
    }
    return this;
  }

  public static RowChange stock(int id, int location, double quantity) {
    return Rows.quant(id, DESK, location, null, quantity, 0);
  }

  public static RowChange demand(
      int id, double quantity, String state, int source, int destination) {
    return Rows.move(id, DESK, quantity, state, "make_to_stock", source, destination, NOW);
  }

  public static RowChange mtoDemand(
      int id, double quantity, String state, int source, int destination) {
    return Rows.move(id, DESK, quantity, state, "make_to_order", source, destination, NOW);
  }

  /** Availability in units. */
  double available(StockPolicy policy) {
    return available(policy, Explained.NOT);
  }

  double available(StockPolicy policy, Explained explained) {
    Availability availability = new Availability(tables, policy, Scope.resolve(tables, policy));
    return availability.of(DESK, NOW.toEpochMilli(), explained) / (double) Millionths.UNIT;
  }
}
