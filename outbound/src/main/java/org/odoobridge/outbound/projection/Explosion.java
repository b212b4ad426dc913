package org.odoobridge.outbound.projection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes a kit apart as Odoo does: kits among the components are taken apart too, units are
 * converted, and what one bill takes of a component is rounded up to the step of the line's unit
 * and of the component's. Reckons in floating point like Odoo, so as to round where it rounds.
 */
final class Explosion {
  private static final int DEEPEST = 20;
  private static final double MILLIONTH = 1e-6;
  private final KitTables kits;
  private final Catalog catalog;
  private final int company;
  private final KitRow.Bom top;
  private final Map<Integer, Long> needs = new LinkedHashMap<>();
  private final List<Integer> path = new ArrayList<>();
  private String problem = "";

  private Explosion(KitTables kits, Catalog catalog, int company, KitRow.Bom top) {
    this.kits = kits;
    this.catalog = catalog;
    this.company = top.company() == 0 ? company : top.company();
    this.top = top;
  }

  /**
   * @param company whose bills count besides those of every company
   * @return null when the product is no kit
   */
  static @Nullable Recipe of(KitTables kits, Catalog catalog, int company, int product) {
    int id = kits.find(product, company, 0);
    KitRow.Bom bom = id == 0 ? null : kits.boms().get(id);
    if (bom == null) {
      return null;
    }
    Explosion explosion = new Explosion(kits, catalog, company, bom);
    explosion.walk(id, bom, product, 1);
    double makes =
        catalog.convert(bom.uom(), bom.quantity(), catalog.uomOf(product), false) / MILLIONTH;
    List<Recipe.Part> parts = new ArrayList<>();
    if (explosion.problem.isEmpty()) {
      explosion.needs.forEach((part, need) -> parts.add(new Recipe.Part(part, need)));
    }
    return new Recipe(id, parts, Math.max(1, Math.round(makes)), explosion.problem);
  }

  private void walk(int id, KitRow.Bom bom, int product, double quantity) {
    if (path.contains(bom.template()) || path.size() == DEEPEST) {
      problem = "its bill of material #" + id + " contains itself";
      return;
    }
    path.addLast(bom.template());
    // In the order of ids, so that sums do not depend on the order of rows.
    for (int line : kits.linesOf(id)) {
      KitRow.Line row = kits.lines().get(line);
      if (row != null && !skipped(line, product)) {
        take(row, quantity * row.quantity());
      }
    }
    path.removeLast();
  }

  private void take(KitRow.Line line, double quantity) {
    int nested = kits.find(line.product(), company, top.pickingType());
    KitRow.Bom bom = nested == 0 ? null : kits.boms().get(nested);
    if (bom != null) {
      walk(
          nested,
          bom,
          line.product(),
          catalog.convert(line.uom(), quantity / bom.quantity(), bom.uom(), true));
      return;
    }
    double rounded = Catalog.roundUp(quantity, catalog.step(line.uom()));
    if (rounded <= 0 || !catalog.isStorable(line.product())) {
      return; // optional, or of a kind that is never short
    }
    double need = catalog.convert(line.uom(), rounded, catalog.uomOf(line.product()), true);
    long millionths = Math.max(1, Math.round(need / MILLIONTH));
    needs.merge(line.product(), millionths, Math::addExact);
  }

  /** A line may be for some variants only: one value of each attribute it names must be there. */
  private boolean skipped(int line, int product) {
    IntBag wanted = kits.lineValues().of(line);
    if (wanted == null) {
      return false;
    }
    IntBag has = kits.variantValues().of(product);
    Map<Integer, Boolean> met = new TreeMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      KitRow.Value value = kits.values().get(wanted.get(i));
      int attribute = value == null ? 0 : value.attributeLine();
      met.merge(attribute, has != null && has.has(wanted.get(i)), Boolean::logicalOr);
    }
    return met.containsValue(false);
  }
}
