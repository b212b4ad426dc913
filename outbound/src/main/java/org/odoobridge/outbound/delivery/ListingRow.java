package org.odoobridge.outbound.delivery;

import org.odoobridge.core.model.Sku;

/**
 * What one channel last acknowledged for one SKU, as the journal keeps it.
 *
 * @param acknowledged the number, or {@link #NEVER}
 * @param unsure the channel may show something else: a request was out, failed half way, or a newer
 *     number was still to be sent when this was written
 * @param epoch the writer's epoch
 * @param sequence of the newest desired number known when this was written; with the epoch it
 *     orders rows, an older one never overwrites a newer one
 */
public record ListingRow(Sku sku, long acknowledged, boolean unsure, long epoch, long sequence) {
  /** Nothing was ever acknowledged. */
  public static final long NEVER = Long.MIN_VALUE;

  boolean saysTheSameAs(ListingRow other) {
    return acknowledged == other.acknowledged && unsure == other.unsure;
  }
}
