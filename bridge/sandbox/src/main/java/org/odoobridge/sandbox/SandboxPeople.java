package org.odoobridge.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.shop.ShopSimulator;

/**
 * Sets up shop: enters the catalog in Odoo and in WooCommerce as people would, before the bridge
 * runs.
 */
final class SandboxPeople {
  private SandboxPeople() {}

  /** Enters everything and answers the SKUs that are sold. */
  static List<String> setUp(SandboxCatalog catalog, OdooPerson person, ShopSimulator shop) {
    List<String> skus = new ArrayList<>();
    for (SandboxCatalog.Article article : catalog.articles()) {
      OdooPerson.Product product =
          person.createProduct(article.sku(), article.name(), Double.parseDouble(article.price()));
      person.setStock(product, person.stock(), article.stock());
      shop.addSimple(article.sku(), article.name(), article.price(), 0);
      skus.add(article.sku());
    }
    skus.addAll(setUpVariants(catalog.chair(), person, shop));
    for (String service : List.of("SHIPPING", "FEE")) {
      int unused =
          person
              .client()
              .create(
                  "product.product",
                  Map.of("name", service, "type", "service", "default_code", service));
    }
    return skus;
  }

  private static List<String> setUpVariants(
      SandboxCatalog.Variable variable, OdooPerson person, ShopSimulator shop) {
    List<OdooPerson.Product> variants =
        person.createVariantProduct(
            variable.sku(),
            variable.name(),
            "Colour",
            variable.variants().stream().map(SandboxCatalog.Variant::colour).toList());
    List<ShopSimulator.Variation> variations = new ArrayList<>();
    List<String> skus = new ArrayList<>();
    for (int i = 0; i < variants.size(); i++) {
      SandboxCatalog.Variant variant = variable.variants().get(i);
      String sku = variants.get(i).sku();
      person.setStock(variants.get(i), person.stock(), variant.stock());
      variations.add(new ShopSimulator.Variation(sku, variant.colour(), variant.price(), 0));
      skus.add(sku);
    }
    int unused =
        shop.addVariable(
            variable.sku(), variable.name(), variations.toArray(ShopSimulator.Variation[]::new));
    return skus;
  }
}
