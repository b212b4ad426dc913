package org.odoobridge.outbound.channel.woocommerce;

import java.time.Instant;
import org.odoobridge.core.model.Sku;

/**
 * Where a shop keeps a SKU, as it said when it was asked.
 *
 * @param id the shop's id, or {@link #NONE} when it had no such SKU
 * @param parent id of the variable product it is a variation of; 0 = not a variation
 */
public record ShopItem(Sku sku, long id, long parent, Instant lookedUpAt) {
  public static final long NONE = 0;

  public boolean found() {
    return id != NONE;
  }
}
