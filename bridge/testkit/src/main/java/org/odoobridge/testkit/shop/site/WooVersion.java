package org.odoobridge.testkit.shop.site;

/** The WooCommerce releases whose answers were recorded, and what differs between them. */
public enum WooVersion {
  V8_9_3("8.9.3", "6.8.12"),
  V10_9_4("10.9.4", "7.1.4"),
  V11_0_1("11.0.1", "7.1.4");

  private final String woocommerce;
  private final String wordpress;

  WooVersion(String woocommerce, String wordpress) {
    this.woocommerce = woocommerce;
    this.wordpress = wordpress;
  }

  public String woocommerce() {
    return woocommerce;
  }

  public String wordpress() {
    return wordpress;
  }

  /**
   * From 9 on: GTIN ({@code global_unique_id}), brands, typed variations, refund metadata and
   * totals, the {@code /refunds} route, e-mail template links, SKUs reserved by the trash, parents
   * checked.
   */
  public boolean modern() {
    return this != V8_9_3;
  }
}
