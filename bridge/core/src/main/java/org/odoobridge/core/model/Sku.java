package org.odoobridge.core.model;

/**
 * Stock keeping unit: what a channel calls a product; {@code product_product.default_code} in Odoo,
 * {@code sku} in WooCommerce.
 *
 * @param value not blank, without surrounding white space
 */
public record Sku(String value) implements Comparable<Sku> {
  public Sku {
    value = value.strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("a SKU must not be blank");
    }
  }

  @Override
  public int compareTo(Sku other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
