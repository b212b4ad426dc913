package org.odoobridge.core.model;

import java.math.BigDecimal;
import java.util.List;

/**
 * What one channel order takes from stock, as the channel last said it. In-flight demand is
 * computed from it: what is ordered here minus what Odoo already shows.
 *
 * @param version the channel's modification time in epoch milliseconds; of two, the higher is newer
 * @param holdsStock whether the shop has taken the stock (on-hold, processing, completed …); false
 *     for drafts, pending, failed, cancelled and for an order a person discarded
 * @param lines quantities by SKU; one SKU may stand in several lines
 */
public record OrderDemand(OrderKey key, long version, boolean holdsStock, List<Line> lines) {
  public OrderDemand {
    lines = List.copyOf(lines);
  }

  /**
   * @param quantity in the product's sales unit as the channel counts it; not negative
   */
  public record Line(Sku sku, BigDecimal quantity) {
    public Line {
      if (quantity.signum() < 0) {
        throw new IllegalArgumentException("negative ordered quantity of " + sku);
      }
    }
  }
}
