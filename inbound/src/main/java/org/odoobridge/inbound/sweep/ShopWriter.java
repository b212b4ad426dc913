package org.odoobridge.inbound.sweep;

/** What the bridge writes into a shop's orders; throws {@link ShopFailure} like the reader. */
@FunctionalInterface
public interface ShopWriter {
  /**
   * Adds a note for the shop's staff to an order. Sends no webhook and moves no date, so nothing
   * comes back of it. A repeat adds it again.
   */
  void note(String order, String text);
}
