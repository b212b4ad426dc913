package org.odoobridge.outbound.desired;

import java.time.Instant;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.core.model.Sku;

/**
 * The stock number one channel should show for one SKU.
 *
 * @param quantity whole units the channel may sell; never negative
 * @param sequence grows with every value computed in this epoch; a lower one never overwrites a
 *     higher one
 * @param asOf commit LSN of the newest Odoo change included
 * @param causedAt when what made it change was committed (Odoo's commit, or the order's arrival);
 *     the start of the freshness clock
 */
public record DesiredStock(
    ChannelId channel, Sku sku, long quantity, long sequence, Lsn asOf, Instant causedAt) {
  public DesiredStock {
    if (quantity < 0) {
      throw new IllegalArgumentException("negative stock for " + sku);
    }
  }
}
