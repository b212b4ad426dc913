package org.odoobridge.outbound.desired;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.units.PieceSize;
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
  private final List<Component> components = new ArrayList<>();
  private long inFlight;
  private long enoughFor;
  private long withheld;
  private String bufferRule = "";
  private String piece = "";
  private BigDecimal perPiece = BigDecimal.ONE;
  private String pieceRule = "";

  /** A kit's component and its terms. */
  private record Component(int product, long need, long makes, ExplanationBuilder terms) {}

  /** One warehouse's terms. */
  private static final class Shelf {
    final List<Explanation.Stock> stock = new ArrayList<>();
    final List<Explanation.Promise> promises = new ArrayList<>();
    final List<Explanation.Promise> receipts = new ArrayList<>();
    long onHand;
    long incoming;
    long promised;

    long rest() {
      return Math.max(0, onHand + incoming - promised);
    }
  }

  ExplanationBuilder(OdooTables tables, Scope scope) {
    this.tables = tables;
    this.scope = scope;
    scope.warehouses().forEach(place -> shelves.add(new Shelf()));
  }

  @Override
  public void onHand(int warehouse, int location, int owner, int lot, long quantity, Why why) {
    Explanation.Stock stock =
        new Explanation.Stock(
            tables.location(location).map(OdooRow.Location::completeName).orElse("#" + location),
            owner,
            tables.lotName(lot),
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
  public void incoming(int warehouse, Promise move) {
    Shelf shelf = shelves.get(warehouse);
    shelf.incoming += move.counted();
    shelf.receipts.add(explained(move));
  }

  private static Explanation.Promise explained(Promise promise) {
    return new Explanation.Promise(
        promise.source(),
        promise.id(),
        promise.origin(),
        Millionths.decimal(promise.quantity()),
        Millionths.decimal(promise.counted()),
        word(promise.why()));
  }

  @Override
  public void promised(int warehouse, Promise promise) {
    Shelf shelf = shelves.get(warehouse);
    shelf.promised += promise.counted();
    shelf.promises.add(explained(promise));
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

  @Override
  public void piece(PieceSize size, boolean fraction) {
    switch (size) {
      case PieceSize.OneUnit one ->
          pieceRule =
              fraction
                  ? "no rule of shopUnits: the fraction of a unit that is left is not shown"
                  : "";
      case PieceSize.Amount amount -> {
        piece = amount.piece().text();
        perPiece = amount.piece().amount().stripTrailingZeros();
        pieceRule = "shopUnits for " + amount.rule().target();
      }
      case PieceSize.Unusable unusable -> pieceRule = unusable.problem() + "; " + unusable.remedy();
    }
  }

  @Override
  public Explained component(int product, long need, long makes) {
    ExplanationBuilder terms = new ExplanationBuilder(tables, scope);
    components.add(new Component(product, need, makes, terms));
    return terms;
  }

  @Override
  public void makes(long kits) {
    enoughFor = kits;
  }

  private List<Explanation.Component> components() {
    long scarcest = components.stream().mapToLong(part -> part.terms.enoughFor).min().orElse(0);
    List<Explanation.Component> parts = new ArrayList<>();
    for (Component part : components) {
      parts.add(
          new Explanation.Component(
              tables.catalog().skuOf(part.product).map(Sku::value).orElse("#" + part.product),
              tables.catalog().name(part.product).orElse(""),
              Millionths.decimal(part.need),
              Millionths.decimal(part.makes),
              part.terms.enoughFor,
              part.terms.enoughFor == scarcest,
              Millionths.decimal(part.terms.sellable()),
              part.terms.warehouses(),
              Millionths.decimal(part.terms.inFlight),
              part.terms.orders,
              part.terms.elsewhere));
    }
    return parts;
  }

  private long sellable() {
    long sum = 0;
    for (Shelf shelf : shelves) {
      sum += shelf.rest();
    }
    return sum;
  }

  private List<Explanation.Warehouse> warehouses() {
    List<Explanation.Warehouse> warehouses = new ArrayList<>();
    for (int i = 0; i < shelves.size(); i++) {
      Shelf shelf = shelves.get(i);
      warehouses.add(
          new Explanation.Warehouse(
              scope.warehouses().get(i).code(),
              Millionths.decimal(shelf.onHand),
              Millionths.decimal(shelf.incoming),
              Millionths.decimal(shelf.promised),
              Millionths.decimal(shelf.rest()),
              shelf.stock,
              shelf.receipts,
              shelf.promises));
    }
    return warehouses;
  }

  Explanation build(
      ChannelPolicy policy,
      Sku sku,
      long published,
      boolean kit,
      long left,
      @Nullable DesiredStock offered,
      List<String> problems) {
    OptionalInt product = tables.productOf(sku);
    return new Explanation(
        policy.channel().value(),
        sku.value(),
        product.isPresent() ? tables.catalog().name(product.getAsInt()).orElse("") : "",
        published,
        note(tables.catalog().standing(sku)),
        policy.stock().mode().name().toLowerCase(Locale.ROOT),
        kit ? BigDecimal.valueOf(left) : Millionths.decimal(sellable()),
        kit ? List.of() : warehouses(),
        components(),
        Millionths.decimal(inFlight),
        orders,
        Millionths.decimal(withheld),
        bufferRule,
        piece,
        perPiece.scale() < 0 ? perPiece.setScale(0) : perPiece,
        pieceRule,
        elsewhere,
        problems,
        offered == null ? "" : offered.asOf().toString(),
        offered == null ? "" : offered.causedAt().toString(),
        Explanation.Shown.UNKNOWN,
        List.of());
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
