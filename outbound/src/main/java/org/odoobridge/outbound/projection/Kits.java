package org.odoobridge.outbound.projection;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.odoobridge.core.model.Sku;

/** Kits as each company makes them; made again after a bill of material has changed. */
public final class Kits {
  private final Catalog catalog;
  private final KitTables tables;
  private final Map<Integer, KitBook> books = new HashMap<>();

  Kits(Catalog catalog, Touched touched) {
    this.catalog = catalog;
    this.tables =
        new KitTables(
            catalog,
            () -> {
              books.clear();
              touched.scopesChanged();
            });
    catalog.kits(this);
  }

  KitTables tables() {
    return tables;
  }

  /** The recipes of a company; bills without a company are everybody's. */
  public KitBook book(int company) {
    if (tables.isEmpty()) {
      return KitBook.NONE;
    }
    return books.computeIfAbsent(company, id -> new KitBook(tables, catalog, id));
  }

  /**
   * Whether a bill of material makes the product a kit, and something it takes is counted. A kit of
   * services and consumables is not counted, as such products are not.
   */
  boolean isCounted(int product) {
    return !tables.isEmpty() && counts(product, 0);
  }

  boolean isKit(int product) {
    return !tables.isEmpty() && anyBom(product) != 0;
  }

  /** Adds the kits that a product's stock decides on. */
  void touch(int product, Consumer<Sku> touched) {
    for (KitBook book : books.values()) {
      book.touchKits(product, catalog, touched);
    }
  }

  /** Adds the components of a kit, and the kits that share one. */
  void touchParts(int kit, Consumer<Sku> touched) {
    for (KitBook book : books.values()) {
      book.touchParts(kit, catalog, touched);
    }
  }

  /** Adds what a change of these SKUs' orders concerns too: components, and kits that share one. */
  public void widen(Set<Sku> skus) {
    if (books.isEmpty()) {
      return;
    }
    Set<Sku> more = new HashSet<>();
    for (Sku sku : skus) {
      catalog
          .only(sku)
          .ifPresent(
              product ->
                  books
                      .values()
                      .forEach(
                          book -> {
                            book.touchKits(product, catalog, more::add);
                            book.touchParts(product, catalog, more::add);
                          }));
    }
    skus.addAll(more);
  }

  private boolean counts(int product, int depth) {
    int bom = depth > 20 ? 0 : anyBom(product);
    if (bom == 0) {
      return depth > 0 && catalog.isStorable(product);
    }
    for (int line : tables.linesOf(bom)) {
      KitRow.Line row = tables.lines().get(line);
      if (row != null && row.quantity() > 0 && counts(row.product(), depth + 1)) {
        return true;
      }
    }
    return false;
  }

  private int anyBom(int product) {
    return tables.find(product, KitTables.ANY_COMPANY, 0);
  }
}
