package org.odoobridge.inbound.dedup;

import java.util.Set;

/**
 * In which order statuses a shop has taken the stock.
 *
 * <p>WooCommerce reduces stock on the way to on-hold, processing and completed and gives it back on
 * cancelled and pending. A status of neither kind comes from a plugin and usually follows
 * processing (packed, shipped …), so it holds: too much held is corrected as soon as Odoo shows the
 * order, too little oversells.
 *
 * @param more further statuses that hold, such as a plugin's {@code awaiting-payment}; wins over
 *     all else
 * @param free further statuses that do not, being no orders for Odoo either; a plugin's only, since
 *     what WooCommerce takes for its own it takes whatever Odoo makes of it
 */
public record StockStatuses(Set<String> more, Set<String> free) {
  private static final Set<String> TAKEN = Set.of("on-hold", "processing", "completed");

  private static final Set<String> FREE =
      Set.of(
          "pending",
          "checkout-draft",
          "auto-draft",
          "draft",
          "failed",
          "cancelled",
          "refunded",
          "trash",
          "deleted");

  public static final StockStatuses STANDARD = new StockStatuses(Set.of(), Set.of());

  public StockStatuses {
    more = Set.copyOf(more);
    free = Set.copyOf(free);
  }

  public boolean holds(String status) {
    return more.contains(status)
        || TAKEN.contains(status)
        || !(FREE.contains(status) || free.contains(status));
  }
}
