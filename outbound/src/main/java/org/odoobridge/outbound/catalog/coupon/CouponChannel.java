package org.odoobridge.outbound.catalog.coupon;

import java.util.List;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.work.Outcome;

/** A place that keeps coupons: the port every adapter implements. */
public interface CouponChannel {
  ChannelId id();

  /** Most coupons in one {@link #publish}; at least 1. */
  int batchLimit();

  /**
   * What amounts mean there. Blocks; throws {@link
   * org.odoobridge.outbound.delivery.ChannelUnavailable}.
   */
  Terms terms();

  /**
   * @param couponsOn whether shoppers can enter codes at all
   */
  record Terms(ShopTerms shop, boolean couponsOn) {}

  /**
   * One coupon to write.
   *
   * @param listing what the channel acknowledged before; when it is unsure and without number the
   *     channel is asked before anything is created
   * @param wanted empty = shoppers must not be able to use it any longer
   */
  record Job(CouponListing listing, Optional<Wanted> wanted) {
    String print() {
      return wanted.map(Wanted::print).orElse("");
    }
  }

  /**
   * How a coupon is shown that should be as it was acknowledged.
   *
   * @param otherwise what differs; empty = nothing
   * @param gone whether somebody deleted it
   */
  record Seen(String ref, Optional<String> otherwise, boolean gone) {}

  /**
   * Reads back coupons that were acknowledged, at most {@link #batchLimit}; one answer each.
   * Blocks; throws {@link org.odoobridge.outbound.delivery.ChannelUnavailable}.
   */
  List<Seen> look(List<Job> acknowledged);

  /**
   * What became of one coupon.
   *
   * @param answered whether the channel answered for this coupon itself; false when it as a whole
   *     failed
   * @param listing what the channel acknowledged, this write included
   */
  record Published(Outcome outcome, boolean answered, CouponListing listing) {}

  /**
   * Writes them; one answer per job, in the same order. Blocks (virtual thread). A repeat is
   * harmless, and a coupon that is not ours is never written. Never throws for what the channel
   * answers.
   */
  List<Published> publish(List<Job> jobs);
}
