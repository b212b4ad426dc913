package org.odoobridge.outbound;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.outbound.catalog.config.CouponsConfig;
import org.odoobridge.outbound.catalog.coupon.CouponLane;
import org.odoobridge.outbound.catalog.coupon.CouponPlan;
import org.odoobridge.outbound.catalog.coupon.CouponPlanner;
import org.odoobridge.outbound.catalog.coupon.CouponStatus;
import org.odoobridge.outbound.catalog.coupon.CouponStore;
import org.odoobridge.outbound.catalog.coupon.PgCouponStore;
import org.odoobridge.outbound.catalog.coupon.read.OdooProgramReader;
import org.odoobridge.outbound.catalog.publish.CatalogStore;
import org.odoobridge.outbound.channel.woocommerce.ShopHttp;
import org.odoobridge.outbound.channel.woocommerce.coupon.WooCouponChannel;
import org.odoobridge.outbound.delivery.SystemTimers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Coupons of the channels that show Odoo's promotions: one lane each while this node leads. */
public final class CouponDesk {
  private static final Logger LOG = LoggerFactory.getLogger(CouponDesk.class);

  private final PgSession odoo;
  private final CatalogStore products;
  private final CouponStore store;
  private final SystemTimers timers;
  private final Map<ChannelId, CouponLane> lanes = new ConcurrentHashMap<>();

  CouponDesk(PgSession odoo, PgSession journal, CatalogStore products, SystemTimers timers) {
    this.odoo = odoo;
    this.products = products;
    this.store = new PgCouponStore(journal);
    this.timers = timers;
  }

  /**
   * Makes a channel's lane, if it is to have coupons.
   *
   * @param shop the channel, at its rate
   */
  void open(long epoch, WooCommerceChannelConfig config, ShopHttp shop) {
    CouponsConfig coupons = config.catalog().coupons();
    if (!coupons.isOn()) {
      return;
    }
    WooCouponChannel channel =
        new WooCouponChannel(config.id(), shop, timers, config.requestLimit());
    CouponLane lane =
        new CouponLane(
            channel,
            new CouponPlanner(
                new OdooProgramReader(coupons, config.prices().pricelist(), odoo),
                products,
                channel,
                coupons.productsPerCoupon()),
            store,
            epoch,
            config.lane(),
            config.drift(),
            timers,
            RandomGenerator.of("L64X128MixRandom"));
    if (config.catalog().dryRun()) {
      lane.pause("catalog.dryRun is on: nothing is written");
    }
    lanes.put(config.id(), lane);
  }

  Collection<CouponLane> start() {
    lanes.values().forEach(CouponLane::start);
    return List.copyOf(lanes.values());
  }

  /** Ends the lanes of the present lead; their last answers get {@code deadline}. */
  void stop(Duration deadline) {
    List<CouponLane> ending = new ArrayList<>(lanes.values());
    lanes.clear();
    for (CouponLane lane : ending) {
      try {
        lane.stop(deadline);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        LOG.atWarn().log("coupons.not.stopped");
      }
    }
  }

  Optional<CouponLane> lane(ChannelId channel) {
    return Optional.ofNullable(lanes.get(channel));
  }

  void pauseAll(String reason) {
    lanes.values().forEach(lane -> lane.pause(reason));
  }

  /** Empty when this node does not publish this channel's coupons now. */
  public Optional<CouponStatus> status(ChannelId channel) {
    return lane(channel).map(CouponLane::status);
  }

  /**
   * What would be written; writes nothing. Empty when this node does not publish this channel's
   * coupons now. Blocks.
   */
  public Optional<CouponPlan> plan(ChannelId channel) {
    return lane(channel).map(CouponLane::plan);
  }
}
