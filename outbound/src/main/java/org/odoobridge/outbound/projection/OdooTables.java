package org.odoobridge.outbound.projection;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.capture.Row;
import org.odoobridge.outbound.capture.RowChange;

/**
 * What Odoo has committed, as typed tables with the indexes that availability needs. One thread
 * owns it. After-images are absolute and ids never reused, so folding a change twice, or one that
 * the SQL snapshot already showed, converges to the same content.
 */
public final class OdooTables {
  private final Kept kept;
  private final List<TablePart> parts;
  private final Touched touched = new Touched();
  private final Catalog catalog = new Catalog(touched);
  private final Kits kits = new Kits(catalog, touched);
  private final TillSales tills = new TillSales(this::touchTillSale);
  private final MoveLedger moves;
  private final OrderLinks orders = new OrderLinks(touched);
  private final IntMap<ProductStock> stock = new IntMap<>();
  private final Table<OdooRow.Location> locations =
      new Table<>(OdooRow.Location::from, this::locationChanged);
  private final Table<OdooRow.Warehouse> warehouses =
      new Table<>(OdooRow.Warehouse::from, (id, old, now) -> touched.scopesChanged());
  private final Table<OdooRow.Company> companies =
      new Table<>(OdooRow.Company::from, (id, old, now) -> touched.scopesChanged());
  private final Table<OdooRow.PickingType> pickingTypes =
      new Table<>(OdooRow.PickingType::from, (id, old, now) -> touched.scopesChanged());
  private final Table<OdooRow.Lot> lots = new Table<>(OdooRow.Lot::from, this::lotChanged);
  private final Table<OdooRow.Quant> quants = new Table<>(this::quant, this::quantChanged);

  public OdooTables(Kept kept) {
    this(kept, List.of());
  }

  /**
   * @param parts who folds the same rows for other ends
   */
  public OdooTables(Kept kept, List<TablePart> parts) {
    this.kept = kept;
    this.parts = List.copyOf(parts);
    this.moves =
        new MoveLedger(
            line -> kept.history() && orders.isOurs(line), this::touchProduct, this::stockOf);
  }

  /** Folds one change. Tables and columns it does not know are ignored. */
  public void apply(RowChange change) {
    switch (change.table()) {
      case "stock_quant" -> quants.fold(change);
      case "stock_production_lot", "stock_lot" -> foldLot(change);
      case "stock_move" -> moves.moves().fold(change);
      case "stock_move_line" -> moves.lines().fold(change);
      case "stock_move_move_rel" -> moves.foldLink(change);
      case "product_product" -> catalog.products().fold(change);
      case "product_template" -> catalog.templates().fold(change);
      case "product_category" -> catalog.categories().fold(change);
      case "uom_uom" -> catalog.units().fold(change);
      case "stock_location" -> locations.fold(change);
      case "stock_warehouse" -> warehouses.fold(change);
      case "stock_picking_type" -> pickingTypes.fold(change);
      case "res_company" -> companies.fold(change);
      case "ir_model_data" -> foldReference(change);
      case "sale_order" -> orders.orders().fold(change);
      case "sale_order_line" -> orders.lines().fold(change);
      case "pos_config" -> tills.configs().fold(change);
      case "pos_session" -> tills.sessions().fold(change);
      case "pos_order" -> tills.orders().fold(change);
      case "pos_order_line" -> tills.lines().fold(change);
      default -> kits.tables().apply(change); // or a part's, or published by somebody else
    }
    for (TablePart part : parts) {
      part.apply(change);
    }
  }

  /** Who folds the same rows for other ends. */
  public List<TablePart> parts() {
    return parts;
  }

  /** What changed since it was last cleared. */
  public Touched touched() {
    return touched;
  }

  public boolean keepsHistory() {
    return kept.history();
  }

  /** Whether rows of a table are kept at all. */
  boolean wants(String table) {
    return kept.lots() || !(table.equals("stock_production_lot") || table.equals("stock_lot"));
  }

  OdooRow.@Nullable Lot lot(int id) {
    return lots.get(id);
  }

  /** Products by SKU, their templates and units. */
  public Catalog catalog() {
    return catalog;
  }

  /** Products that are made of others when they are sold. */
  public Kits kits() {
    return kits;
  }

  /** References of our orders, and the orders they name. */
  public OrderLinks orders() {
    return orders;
  }

  public Optional<OdooRow.Location> location(int id) {
    return Optional.ofNullable(locations.get(id));
  }

  /** Name of a lot; empty when it is of none, or not kept. */
  public String lotName(int id) {
    OdooRow.Lot lot = lots.get(id);
    return lot == null ? "" : lot.name();
  }

  MoveLedger moves() {
    return moves;
  }

  TillSales tills() {
    return tills;
  }

  @Nullable ProductStock stock(int product) {
    return stock.get(product);
  }

  IntMap<OdooRow.Location> locations() {
    return locations.rows();
  }

  IntMap<OdooRow.Warehouse> warehouses() {
    return warehouses.rows();
  }

  OdooRow.@Nullable Company company(int id) {
    return companies.get(id);
  }

  OdooRow.@Nullable PickingType pickingType(int id) {
    return pickingTypes.get(id);
  }

  /** Whether there is stock but no product whose stock is counted: that cannot be read rightly. */
  boolean countsNothing() {
    for (int id : catalog.templates().rows().ids()) {
      OdooRow.Template template = catalog.templates().get(id);
      if (template != null && template.storable()) {
        return false;
      }
    }
    return quants.rows().size() > 0;
  }

  /** Rows held, for the log of a load. */
  public Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new HashMap<>();
    sizes.put("products", catalog.products().rows().size());
    sizes.put("quants", quants.rows().size());
    sizes.put("openMoves", moves.moves().rows().size());
    sizes.put("locations", locations.rows().size());
    sizes.put("references", orders.references());
    return sizes;
  }

  private void foldLot(RowChange change) {
    if (kept.lots()) {
      lots.fold(change);
    }
  }

  private void foldReference(RowChange change) {
    if (change instanceof RowChange.Inserted row
        && row.after().text("module").filter(ExternalRef.MODULE::equals).isPresent()) {
      row.after()
          .text("name")
          .filter(text -> !text.isBlank() && text.indexOf('.') < 0)
          .ifPresent(text -> touched.references().add(new ExternalRef(text)));
    }
    orders.referenceTable().fold(change);
  }

  /** A quant in a place that is known not to hold our stock (a customer's, lost) is not kept. */
  private OdooRow.@Nullable Quant quant(Row row, OdooRow.@Nullable Quant old) {
    OdooRow.Quant quant = OdooRow.Quant.from(row, old);
    OdooRow.Location location = locations.get(quant.location());
    if (location != null && !location.holdsStock()) {
      return null;
    }
    return kept.lots() || quant.lot() == 0 ? quant : quant.ofAnyLot();
  }

  private void quantChanged(int id, OdooRow.@Nullable Quant old, OdooRow.@Nullable Quant now) {
    if (old != null) {
      stockOf(old.product()).subtract(old);
      touchProduct(old.product());
    }
    if (now != null) {
      stockOf(now.product()).add(now);
      touchProduct(now.product());
    }
  }

  private void lotChanged(int id, OdooRow.@Nullable Lot old, OdooRow.@Nullable Lot now) {
    if (old != null) {
      touchProduct(old.product());
    }
    if (now != null) {
      touchProduct(now.product());
    }
  }

  private void locationChanged(
      int id, OdooRow.@Nullable Location old, OdooRow.@Nullable Location now) {
    touched.scopesChanged();
    if (old != null && now != null && now.holdsStock() && !old.holdsStock()) {
      touched.needsReload("location " + now.completeName() + " has become " + now.usage());
    }
  }

  private ProductStock stockOf(int product) {
    ProductStock found = stock.get(product);
    if (found == null) {
      found = new ProductStock();
      if (product > 0) {
        stock.put(product, found);
      }
    }
    return found;
  }

  private void touchProduct(int product) {
    OdooRow.Product row = catalog.products().get(product);
    if (row != null && row.sku().isPresent()) {
      Sku sku = row.sku().get();
      touched.skus().add(sku);
    }
    kits.touch(product, touched.skus()::add);
  }

  private void touchTillSale(int product) {
    touchProduct(product);
    kits.touchParts(product, touched.skus()::add);
  }

  /** The id of the one active, storable product with this SKU; empty when none or several. */
  public OptionalInt productOf(Sku sku) {
    return catalog.only(sku);
  }

  /** Smallest step of the product's unit in {@link Millionths}; 0 when unknown. */
  public long rounding(int product) {
    return catalog.rounding(product);
  }

  /** All of a product that lies in internal locations. */
  public BigDecimal onHand(int product) {
    ProductStock found = stock.get(product);
    long sum = 0;
    for (int i = 0; found != null && i < found.cells(); i++) {
      OdooRow.Location location = locations.get(found.cell(i).location);
      sum += location != null && location.internal() ? found.cell(i).quantity : 0;
    }
    return Millionths.decimal(sum);
  }
}
