package org.odoobridge.outbound.channel.woocommerce.catalog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.odoobridge.outbound.catalog.model.ProductField;

/**
 * What the shop's version of WooCommerce can keep.
 *
 * @param barcodes GTIN, EAN, UPC or ISBN of a product, since 9.2
 * @param brands since 9.6 in WooCommerce itself
 */
record ShopFeatures(boolean barcodes, boolean brands) {
  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

  /**
   * @param version such as {@code 9.9.5}; empty when the key may not ask: then neither is used
   */
  static ShopFeatures of(Optional<String> version) {
    return new ShopFeatures(
        version.filter(text -> atLeast(text, 9, 2)).isPresent(),
        version.filter(text -> atLeast(text, 9, 6)).isPresent());
  }

  private static boolean atLeast(String version, int major, int minor) {
    Matcher parts = NUMBERS.matcher(version);
    if (!parts.lookingAt()) {
      return false;
    }
    int one = Integer.parseInt(parts.group(1));
    int two = Integer.parseInt(parts.group(2));
    return one > major || (one == major && two >= minor);
  }

  boolean has(ProductField field) {
    return switch (field) {
      case GTIN -> barcodes;
      case BRAND -> brands;
      default -> true;
    };
  }
}
