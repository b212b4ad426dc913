package org.odoobridge.outbound.desired;

import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;

/**
 * Takes each desired number as it is computed. Called by the projection's one thread; must return
 * at once. Only the newest value of a (channel, SKU) matters.
 */
public interface StockSink {
  /**
   * @param replayed the change behind it was read again after a restart, so the channel may have
   *     been told another number meanwhile: it is sent or verified even if equal to the listing
   */
  void offer(DesiredStock desired, boolean replayed);

  /** The channel should no longer be told about this SKU (archived, deleted, SKU changed). */
  void forget(ChannelId channel, Sku sku);
}
