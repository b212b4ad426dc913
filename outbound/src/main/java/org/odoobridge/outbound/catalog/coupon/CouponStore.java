package org.odoobridge.outbound.catalog.coupon;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.odoobridge.core.model.ChannelId;

/**
 * What channels acknowledged of coupons, in the journal. Blocks (virtual thread); throws {@link
 * org.odoobridge.core.runtime.SqlFailure}.
 */
public interface CouponStore {
  List<CouponListing> coupons(ChannelId channel);

  /**
   * Inserts or replaces, and forgets by ref, in one transaction. Safe to repeat.
   *
   * @throws org.odoobridge.core.cluster.StaleEpochException when another node leads
   */
  void write(
      ChannelId channel, long epoch, Collection<CouponListing> listings, Set<String> forgotten);
}
