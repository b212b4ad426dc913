package org.odoobridge.outbound.catalog.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * One field of a shop product. The unit of authority (who owns it), of comparison (what differs)
 * and of writing (only what differs is sent).
 */
public enum ProductField {
  NAME,
  DESCRIPTION,
  SHORT_DESCRIPTION,
  /** Publication state: {@code publish}, {@code draft} or {@code private}. */
  STATUS,
  VISIBILITY,
  CATEGORIES,
  TAGS,
  BRAND,
  ATTRIBUTES,
  SKU,
  /** Barcode: GTIN, EAN, UPC or ISBN. */
  GTIN,
  WEIGHT,
  LENGTH,
  WIDTH,
  HEIGHT,
  TAX_STATUS,
  TAX_CLASS,
  /** Whether nothing is shipped (services). */
  VIRTUAL,
  /** Whether the shop counts it: storable goods; consumables and services are always on sale. */
  MANAGE_STOCK,
  REGULAR_PRICE,
  SALE_PRICE,
  SALE_FROM,
  SALE_TO,
  /** Main image first. */
  IMAGES,
  UPSELLS,
  CROSS_SELLS,
  /** {@code no}, {@code notify} or {@code yes}. */
  BACKORDERS,
  LOW_STOCK_AMOUNT,
  MENU_ORDER;

  /** The field of this {@link #key}; empty when there is none. */
  public static Optional<ProductField> of(String key) {
    return Arrays.stream(values()).filter(field -> field.key().equals(key)).findFirst();
  }

  /** As configuration and reports spell it: {@code regular-price}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
