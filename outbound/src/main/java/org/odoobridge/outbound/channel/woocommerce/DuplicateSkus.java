package org.odoobridge.outbound.channel.woocommerce;

/** What is done where several products of a shop have one SKU: the key {@code duplicateSkus}. */
public enum DuplicateSkus {
  /** None of them is told: a person says which one is meant. */
  PARK,
  /** Each of them shows the stock of the SKU. */
  ALL
}
