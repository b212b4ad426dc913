package org.odoobridge.outbound.projection;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.capture.RowChange;

/** Bills of material of kits, their lines, and the attribute values that tell variants apart. */
final class KitTables {
  static final int ANY_COMPANY = -1;

  private final Runnable changed;
  private final IntMap<IntBag> bomsByTemplate = new IntMap<>();
  private final IntMap<IntBag> linesByBom = new IntMap<>();
  private final IntMap<IntBag> linesByProduct = new IntMap<>();
  private final Table<KitRow.Bom> boms = new Table<>(KitRow.Bom::from, this::bomChanged);
  private final Table<KitRow.Line> lines = new Table<>(KitRow.Line::from, this::lineChanged);
  private final Table<KitRow.Value> values;
  private final LinkTable lineValues;
  private final LinkTable variantValues;
  private final Catalog catalog;

  /**
   * @param changed hears that kits may be made otherwise now
   */
  KitTables(Catalog catalog, Runnable changed) {
    this.catalog = catalog;
    this.changed = changed;
    this.values = new Table<>(KitRow.Value::from, (id, old, now) -> kitsChanged());
    IntConsumer ofLine = line -> kitsChanged();
    this.lineValues =
        new LinkTable("mrp_bom_line_id", "product_template_attribute_value_id", ofLine);
    this.variantValues =
        new LinkTable(
            "product_product_id", "product_template_attribute_value_id", this::productChanged);
  }

  Table<KitRow.Bom> boms() {
    return boms;
  }

  Table<KitRow.Line> lines() {
    return lines;
  }

  Table<KitRow.Value> values() {
    return values;
  }

  LinkTable lineValues() {
    return lineValues;
  }

  LinkTable variantValues() {
    return variantValues;
  }

  boolean isEmpty() {
    return boms.rows().size() == 0;
  }

  /** Folds one change; whether the table is one of these. */
  boolean apply(RowChange change) {
    switch (change.table()) {
      case "mrp_bom" -> boms.fold(change);
      case "mrp_bom_line" -> lines.fold(change);
      case "product_template_attribute_value" -> values.fold(change);
      case "mrp_bom_line_product_template_attribute_value_rel" -> lineValues.fold(change);
      case "product_variant_combination" -> variantValues.fold(change);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** A product's row, its template's or its attribute values changed. */
  void productChanged(int product) {
    if (!isEmpty()
        && (linesByProduct.has(product) || bomsByTemplate.has(catalog.templateOf(product)))) {
      changed.run();
    }
  }

  /** Ids of a bill's lines, in order. */
  int[] linesOf(int bom) {
    IntBag bag = linesByBom.get(bom);
    int[] ids = new int[bag == null ? 0 : bag.size()];
    for (int i = 0; bag != null && i < ids.length; i++) {
      ids[i] = bag.get(i);
    }
    Arrays.sort(ids);
    return ids;
  }

  /**
   * The bill that makes a product a kit: the lowest sequence, then one for this variant, then the
   * oldest. 0 when it is none.
   *
   * @param company whose bills count besides those of every company, or {@link #ANY_COMPANY}
   * @param pickingType of the kit it is part of; 0 = any
   */
  int find(int product, int company, int pickingType) {
    IntBag candidates = bomsByTemplate.get(catalog.templateOf(product));
    int best = 0;
    for (int i = 0; candidates != null && i < candidates.size(); i++) {
      int id = candidates.get(i);
      KitRow.Bom bom = boms.get(id);
      if (bom != null
          && bom.isFor(product)
          && (company == ANY_COMPANY || bom.company() == 0 || bom.company() == company)
          && (pickingType == 0 || bom.pickingType() == 0 || bom.pickingType() == pickingType)
          && !catalog.isService(product)
          && (best == 0 || before(id, bom, best))) {
        best = id;
      }
    }
    return best;
  }

  private boolean before(int id, KitRow.Bom bom, int other) {
    KitRow.Bom than = boms.get(other);
    if (than == null || bom.sequence() != than.sequence()) {
      return than == null || bom.sequence() < than.sequence();
    }
    if ((bom.product() == 0) != (than.product() == 0)) {
      return bom.product() != 0;
    }
    return id < other;
  }

  private void kitsChanged() {
    if (!isEmpty()) {
      changed.run();
    }
  }

  private void bomChanged(int id, KitRow.@Nullable Bom old, KitRow.@Nullable Bom now) {
    if (old != null) {
      Indexes.remove(bomsByTemplate, old.template(), id);
    }
    if (now != null) {
      Indexes.add(bomsByTemplate, now.template(), id);
    }
    changed.run();
  }

  private void lineChanged(int id, KitRow.@Nullable Line old, KitRow.@Nullable Line now) {
    if (old != null) {
      Indexes.remove(linesByBom, old.bom(), id);
      Indexes.remove(linesByProduct, old.product(), id);
      noteBom(old.bom());
    }
    if (now != null) {
      Indexes.add(linesByBom, now.bom(), id);
      Indexes.add(linesByProduct, now.product(), id);
      noteBom(now.bom());
    }
  }

  private void noteBom(int bom) {
    if (boms.get(bom) != null) {
      changed.run();
    }
  }

  /** Every product that may be a kit. */
  void forEachKit(IntConsumer visitor) {
    bomsByTemplate.forEach((template, ignored) -> catalog.forEachVariant(template, visitor));
  }
}
