package org.odoobridge.outbound.projection;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.units.ShopUnits;
import org.odoobridge.core.units.UnitOfMeasure;

/** Products, templates and units; which product a SKU means. */
public final class Catalog {
  private static final double USUAL_STEP = 0.01;
  private static final int DEEPEST = 100;
  private final Touched touched;
  private final Map<Sku, IntBag> bySku = new HashMap<>();
  private final IntMap<IntBag> byTemplate = new IntMap<>();
  private final Table<OdooRow.Product> products =
      new Table<>(OdooRow.Product::from, this::productChanged);
  private final Table<OdooRow.Template> templates =
      new Table<>(OdooRow.Template::from, this::templateChanged);
  private final Table<OdooRow.Uom> units;
  private final Table<OdooRow.Category> categories;
  private @Nullable Kits kits;

  Catalog(Touched touched) {
    this.touched = touched;
    this.units = new Table<>(OdooRow.Uom::from, (id, old, now) -> touched.scopesChanged());
    this.categories =
        new Table<>(OdooRow.Category::from, (id, old, now) -> touched.scopesChanged());
  }

  /** Who knows which products are kits. */
  void kits(Kits kits) {
    this.kits = kits;
  }

  /** How a SKU stands in Odoo. */
  public enum Standing {
    /** No product has it. */
    UNKNOWN,
    /** Exactly one active product has it, storable or a kit of storable ones. */
    STOCKED,
    /** Only archived products have it, or such whose stock is not counted (services). */
    NOT_STOCKED,
    /** Several active products have it: nobody can say which one is meant. */
    AMBIGUOUS
  }

  public Standing standing(Sku sku) {
    IntBag ids = bySku.get(sku);
    if (ids == null) {
      return Standing.UNKNOWN;
    }
    return switch (active(ids)) {
      case 0 -> Standing.NOT_STOCKED;
      case 1 -> only(sku).isPresent() ? Standing.STOCKED : Standing.NOT_STOCKED;
      default -> Standing.AMBIGUOUS;
    };
  }

  /** The one active product of this SKU, if there is exactly one and its stock is counted. */
  public OptionalInt only(Sku sku) {
    IntBag ids = bySku.get(sku);
    if (ids == null || active(ids) != 1) {
      return OptionalInt.empty();
    }
    for (int i = 0; i < ids.size(); i++) {
      OdooRow.Template template = activeTemplate(ids.get(i));
      if (template != null
          && (template.storable() || (kits != null && kits.isCounted(ids.get(i))))) {
        return OptionalInt.of(ids.get(i));
      }
    }
    return OptionalInt.empty();
  }

  /** The one active product of this SKU, whether its stock is counted or not. */
  public Optional<Integer> active(Sku sku) {
    IntBag ids = bySku.get(sku);
    if (ids == null || active(ids) != 1) {
      return Optional.empty();
    }
    for (int i = 0; i < ids.size(); i++) {
      if (activeTemplate(ids.get(i)) != null) {
        return Optional.of(ids.get(i));
      }
    }
    return Optional.empty();
  }

  /** Every SKU that a product has, active or not. */
  public Collection<Sku> skus() {
    return Collections.unmodifiableCollection(bySku.keySet());
  }

  /** The product's name in Odoo; empty when unknown. */
  public Optional<String> name(int product) {
    OdooRow.Product row = products.get(product);
    OdooRow.Template template = row == null ? null : templates.get(row.template());
    return template == null ? Optional.empty() : Optional.of(template.name());
  }

  /** Smallest step of the product's unit in {@link Millionths}; 0 when unknown. */
  long rounding(int product) {
    OdooRow.Product row = products.get(product);
    OdooRow.Template template = row == null ? null : templates.get(row.template());
    OdooRow.Uom unit = template == null ? null : units.get(template.uom());
    return unit == null ? 0 : unit.rounding();
  }

  int templateOf(int product) {
    OdooRow.Product row = products.get(product);
    return row == null ? 0 : row.template();
  }

  /** The SKU of a product. */
  public Optional<Sku> skuOf(int product) {
    OdooRow.Product row = products.get(product);
    return row == null ? Optional.empty() : row.sku();
  }

  boolean isStorable(int product) {
    OdooRow.Template template = templates.get(templateOf(product));
    return template != null && template.storable();
  }

  boolean isService(int product) {
    OdooRow.Template template = templates.get(templateOf(product));
    return template != null && template.type().equals("service");
  }

  int uomOf(int product) {
    OdooRow.Template template = templates.get(templateOf(product));
    return template == null ? 0 : template.uom();
  }

  void forEachVariant(int template, IntConsumer visitor) {
    IntBag variants = byTemplate.get(template);
    for (int i = 0; variants != null && i < variants.size(); i++) {
      visitor.accept(variants.get(i));
    }
  }

  /** Smallest step of a unit. */
  double step(int uom) {
    OdooRow.Uom unit = units.get(uom);
    return unit == null || unit.rounding() == 0
        ? USUAL_STEP
        : unit.rounding() / (double) Millionths.UNIT;
  }

  /** A quantity in another unit; as it is where units cannot be converted, like Odoo. */
  double convert(int from, double quantity, int to, boolean roundUp) {
    OdooRow.Uom unit = units.get(from);
    OdooRow.Uom wanted = units.get(to);
    if (unit == null || wanted == null || unit.category() != wanted.category()) {
      return quantity;
    }
    double amount =
        unit.inReference()
            ? quantity * unit.factor() / wanted.factor()
            : quantity / unit.factor() * wanted.factor();
    return roundUp ? roundUp(amount, step(to)) : amount;
  }

  /** Up to a multiple of {@code step}; what is a multiple but for noise stays. */
  static double roundUp(double quantity, double step) {
    double steps = quantity / step;
    return Math.ceil(steps - Math.ulp(steps)) * step;
  }

  Table<OdooRow.Product> products() {
    return products;
  }

  Table<OdooRow.Template> templates() {
    return templates;
  }

  Table<OdooRow.Uom> units() {
    return units;
  }

  Table<OdooRow.Category> categories() {
    return categories;
  }

  OdooRow.@Nullable Category category(int id) {
    return categories.get(id);
  }

  /** The category of a product; 0 when it has none. */
  int categoryOf(int product) {
    OdooRow.Product row = products.get(product);
    OdooRow.Template template = row == null ? null : templates.get(row.template());
    return template == null ? 0 : template.category();
  }

  /** A product's category, then each above it, as far as they are known. */
  List<ShopUnits.Category> categoriesOf(int product) {
    List<ShopUnits.Category> path = new ArrayList<>();
    int id = categoryOf(product);
    for (OdooRow.Category row = categories.get(id);
        row != null && path.size() < DEEPEST;
        row = categories.get(id)) {
      path.add(new ShopUnits.Category(id, row.completeName()));
      id = row.parent();
    }
    return path;
  }

  /** A unit as rules know it; one of nothing known when it is not there. */
  UnitOfMeasure unit(int id) {
    OdooRow.Uom row = units.get(id);
    return row == null
        ? new UnitOfMeasure(id, "", 0, BigDecimal.ONE, false, BigDecimal.ZERO)
        : new UnitOfMeasure(
            id,
            row.name(),
            row.category(),
            BigDecimal.valueOf(row.factor()),
            row.inReference(),
            Millionths.decimal(row.rounding()));
  }

  /** Every unit. */
  List<UnitOfMeasure> everyUnit() {
    List<UnitOfMeasure> all = new ArrayList<>();
    for (int id : units.rows().ids()) {
      all.add(unit(id));
    }
    return all;
  }

  private int active(IntBag ids) {
    int active = 0;
    for (int i = 0; i < ids.size(); i++) {
      active += activeTemplate(ids.get(i)) == null ? 0 : 1;
    }
    return active;
  }

  /** The template of a product that is active itself and by its template; else null. */
  private OdooRow.@Nullable Template activeTemplate(int product) {
    OdooRow.Product row = products.get(product);
    OdooRow.Template template = row == null || !row.active() ? null : templates.get(row.template());
    return template != null && template.active() ? template : null;
  }

  private void productChanged(
      int id, OdooRow.@Nullable Product old, OdooRow.@Nullable Product now) {
    if (old != null) {
      noteKit(id);
      Indexes.remove(byTemplate, old.template(), id);
      old.sku().ifPresent(sku -> unlink(sku, id));
    }
    if (now != null) {
      Indexes.add(byTemplate, now.template(), id);
      now.sku()
          .ifPresent(
              sku -> {
                bySku.computeIfAbsent(sku, s -> new IntBag()).add(id);
                touched.skus().add(sku);
              });
      noteKit(id);
    }
  }

  private void noteKit(int product) {
    if (kits != null) {
      kits.tables().productChanged(product);
    }
  }

  private void templateChanged(
      int id, OdooRow.@Nullable Template old, OdooRow.@Nullable Template now) {
    IntBag variants = byTemplate.get(id);
    for (int i = 0; variants != null && i < variants.size(); i++) {
      OdooRow.Product variant = products.get(variants.get(i));
      if (variant != null) {
        noteKit(variants.get(i));
        variant.sku().ifPresent(touched.skus()::add);
      }
    }
  }

  private void unlink(Sku sku, int id) {
    touched.skus().add(sku);
    IntBag ids = bySku.get(sku);
    if (ids != null) {
      ids.remove(id);
      if (ids.size() == 0) {
        bySku.remove(sku);
      }
    }
  }
}
