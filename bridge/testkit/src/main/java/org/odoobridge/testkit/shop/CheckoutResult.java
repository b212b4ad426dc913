package org.odoobridge.testkit.shop;

/** What a shopper gets at the checkout. */
public sealed interface CheckoutResult {
  /** The order is placed and its goods are taken from stock. */
  record Placed(int orderId) implements CheckoutResult {}

  /** Nothing was ordered: this SKU is not there in that quantity, or not for sale. */
  record OutOfStock(String sku) implements CheckoutResult {}
}
