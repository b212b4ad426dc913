package org.odoobridge.sandbox;

import java.util.ArrayList;
import java.util.List;

/** The furniture that the sandbox's Odoo and shop both sell. */
record SandboxCatalog(List<Article> articles, Variable chair) {
  /**
   * A simple product.
   *
   * @param price net, in euro
   * @param stock pieces in the warehouse at the start
   */
  record Article(String sku, String name, String price, int stock) {}

  /** A product in variants. */
  record Variable(String sku, String name, String price, List<Variant> variants) {}

  /** One colour of it; its SKU is the product's with {@code -colour} behind. */
  record Variant(String colour, String price, int stock) {}

  static SandboxCatalog of(int more) {
    List<Article> articles =
        new ArrayList<>(
            List.of(
                new Article("DESK-01", "Oak desk", "349.00", 12),
                new Article("DESK-02", "Standing desk", "499.00", 7),
                new Article("LAMP-01", "Desk lamp", "39.90", 40),
                new Article("LAMP-02", "Floor lamp", "89.00", 15),
                new Article("SHELF-01", "Wall shelf", "59.50", 25),
                new Article("SHELF-02", "Book case", "129.00", 9),
                new Article("SOFA-01", "Two-seat sofa", "799.00", 3),
                new Article("RUG-01", "Wool rug", "149.00", 11),
                new Article("CLOCK-01", "Wall clock", "24.90", 60),
                new Article("VASE-01", "Glass vase", "19.90", 33),
                new Article("MIRROR-01", "Round mirror", "69.00", 14),
                new Article("BIN-01", "Paper bin", "12.50", 80)));
    for (int i = 1; i <= more; i++) {
      articles.add(new Article("ITEM-%05d".formatted(i), "Item " + i, "9.90", 10 + i % 50));
    }
    return new SandboxCatalog(
        List.copyOf(articles),
        new Variable(
            "CHAIR-01",
            "Office chair",
            "189.00",
            List.of(
                new Variant("Black", "189.00", 10),
                new Variant("Blue", "189.00", 6),
                new Variant("Red", "199.00", 4))));
  }
}
