package org.odoobridge.outbound.desired;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.projection.Catalog;
import org.odoobridge.outbound.projection.Explained;
import org.odoobridge.outbound.projection.Millionths;
import org.odoobridge.outbound.projection.OdooRow;
import org.odoobridge.outbound.projection.OdooTables;
import org.odoobridge.outbound.projection.Scope;

/** Collects the terms of one computation into an {@link Explanation}. */
final class ExplanationBuilder implements Explained {
  private final OdooTables tables;
  private final Scope scope;
  private final List<Shelf> shelves = new ArrayList<>();
  private final List<Explanation.Order> orders = new ArrayList<>();
  private final List<Explanation.Stock> elsewhere = new ArrayList<>();
  private long inFlight;
  private long withheld;
  private String bufferRule = "";

  /** One warehouse's terms. */
  private static final class Shelf {
    final List<Explanation.Stock> stock = new ArrayList<>();
    final List<Explanation.Promise> promises = new ArrayList<>();
    long onHand;
    long promised;
  }

  ExplanationBuilder(OdooTables tables, Scope scope) {
    this.tables = tables;
    this.scope = scope;
    scope.warehouses().forEach(place -> shelves.add(new Shelf()));
  }

  @Override
  public void onHand(int warehouse, int location, int owner, long quantity, Why why) {
    Explanation.Stock stock =
        new Explanation.Stock(
            tables.location(location).map(OdooRow.Location::completeName).orElse("#" + location),
            owner,
            Millionths.decimal(quantity),
            why == Why.COUNTED,
            word(why));
    if (warehouse < 0) {
      elsewhere.add(stock);
      return;
    }
    shelves.get(warehouse).stock.add(stock);
    shelves.get(warehouse).onHand += why == Why.COUNTED ? quantity : 0;
  }

  @Override
  public void promised(int warehouse, Promise promise) {
    Shelf shelf = shelves.get(warehouse);
    shelf.promised += promise.counted();
    shelf.promises.add(
        new Explanation.Promise(
            promise.source(),
            promise.id(),
            promise.origin(),
            Millionths.decimal(promise.quantity()),
            Millionths.decimal(promise.counted()),
            word(promise.why())));
  }

  @Override
  public void inFlight(InFlight order) {
    inFlight += order.counted();
    orders.add(
        new Explanation.Order(
            order.channel(),
            order.order(),
            order.saleOrder(),
            Millionths.decimal(order.ordered()),
            Millionths.decimal(order.visible()),
            Millionths.decimal(order.counted())));
  }

  @Override
  public void withheld(long quantity, String rule) {
    withheld = quantity;
    bufferRule = rule;
  }

  Explanation build(
      ChannelPolicy policy,
      Sku sku,
      long published,
      @Nullable DesiredStock offered,
      List<String> problems) {
    OptionalInt product = tables.productOf(sku);
    List<Explanation.Warehouse> warehouses = new ArrayList<>();
    long sellable = 0;
    for (int i = 0; i < shelves.size(); i++) {
      Shelf shelf = shelves.get(i);
      long rest = Math.max(0, shelf.onHand - shelf.promised);
      sellable += rest;
      warehouses.add(
          new Explanation.Warehouse(
              scope.warehouses().get(i).code(),
              Millionths.decimal(shelf.onHand),
              Millionths.decimal(shelf.promised),
              Millionths.decimal(rest),
              shelf.stock,
              shelf.promises));
    }
    return new Explanation(
        policy.channel().value(),
        sku.value(),
        product.isPresent() ? tables.catalog().name(product.getAsInt()).orElse("") : "",
        published,
        note(tables.catalog().standing(sku)),
        policy.stock().mode().name().toLowerCase(Locale.ROOT),
        Millionths.decimal(sellable),
        warehouses,
        Millionths.decimal(inFlight),
        orders,
        Millionths.decimal(withheld),
        bufferRule,
        elsewhere,
        problems,
        offered == null ? "" : offered.asOf().toString(),
        offered == null ? "" : offered.causedAt().toString());
  }

  private static String note(Catalog.Standing standing) {
    return switch (standing) {
      case STOCKED -> "";
      case UNKNOWN -> "not published: no product in Odoo has this SKU";
      case NOT_STOCKED ->
          "not published: the product is archived, or of a type whose stock Odoo does not count";
      case AMBIGUOUS -> "not published: several active products have this SKU; change all but one";
    };
  }

  private static String word(Why why) {
    return why.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
