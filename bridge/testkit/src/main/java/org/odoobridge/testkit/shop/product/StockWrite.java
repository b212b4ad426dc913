package org.odoobridge.testkit.shop.product;

import java.time.Instant;

/**
 * One number that a product's stock became.
 *
 * @param sequence counts all stock writes of the shop, from 1
 * @param quantity units after the write
 * @param nanos {@link System#nanoTime} of the write, for latencies
 */
public record StockWrite(
    long sequence, String sku, int quantity, Cause cause, long nanos, Instant at) {
  /** Who set the number: somebody over REST, a sale, goods given back, or the test's own set-up. */
  public enum Cause {
    TOLD,
    SALE,
    RESTOCK,
    SETUP
  }
}
