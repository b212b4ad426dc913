package org.odoobridge.outbound.channel.woocommerce;

import java.util.Collection;
import java.util.List;
import org.odoobridge.core.model.ChannelId;

/**
 * Remembers over restarts where a shop keeps its SKUs. A cache: losing it costs look-ups, and a
 * wrong entry is noticed by the shop's answer, so its writes are not fenced.
 */
public interface ShopItemStore {
  List<ShopItem> load(ChannelId channel);

  /** Inserts or replaces. */
  void save(ChannelId channel, Collection<ShopItem> items);
}
