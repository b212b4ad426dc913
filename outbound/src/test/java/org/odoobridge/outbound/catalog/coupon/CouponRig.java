package org.odoobridge.outbound.catalog.coupon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.work.RetrySchedule;
import org.odoobridge.outbound.catalog.drift.DriftConfig;
import org.odoobridge.outbound.catalog.publish.MemoryCatalogStore;
import org.odoobridge.outbound.delivery.BreakerConfig;
import org.odoobridge.outbound.delivery.LaneSettings;
import org.odoobridge.outbound.delivery.Timers;
import org.odoobridge.testkit.time.ManualClock;

/** A coupon lane moved by hand: no thread, no waiting. */
public final class CouponRig implements Timers, ProgramSource, CouponStore {
  public static final ChannelId SHOP = new ChannelId("shop");
  public final ManualClock clock;
  public final MemoryCatalogStore products = new MemoryCatalogStore();
  private final List<Program> programs = new ArrayList<>();
  private final Map<String, CouponListing> journal = new TreeMap<>();
  private final Function<Timers, CouponChannel> channel;
  private boolean journalGone;
  public CouponLane lane;

  /**
   * @param clock the shop's, too
   */
  public CouponRig(ManualClock clock, Function<Timers, CouponChannel> channel) {
    this.clock = clock;
    this.channel = channel;
    this.lane = newLane();
  }

  private CouponLane newLane() {
    CouponChannel made = channel.apply(this);
    return new CouponLane(
        made,
        new CouponPlanner(this, products, made, 3),
        this,
        1,
        new LaneSettings(
            1,
            0,
            new RetrySchedule(Duration.ofSeconds(1), Duration.ofMinutes(1), 3),
            new BreakerConfig(5, Duration.ofSeconds(60), Duration.ofSeconds(15)),
            Duration.ofHours(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(2)),
        new DriftConfig(Duration.ofHours(6), true, 2, 50),
        this,
        new Random(1));
  }

  /** Odoo's programs from now on; told to the lane. */
  public void odoo(Program... present) {
    programs.clear();
    programs.addAll(List.of(present));
    lane.changed();
    settle();
  }

  /** The process is killed: what it has not written to the journal is gone. */
  public void restart() {
    journalGone = false;
    lane = newLane();
    settle();
  }

  /** From now on the journal takes nothing: as if the process were killed before it wrote. */
  public void journalTakesNothingMore() {
    journalGone = true;
  }

  /** Steps until nothing is to be done now. */
  public void settle() {
    for (int i = 0; i < 200; i++) {
      if (!lane.step().isZero()) {
        return;
      }
    }
    throw new AssertionError("the lane does not come to rest");
  }

  public void pass(Duration time) {
    clock.advance(time);
    settle();
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void after(Duration delay, Runnable task) {
    throw new UnsupportedOperationException("the rig waits for nothing");
  }

  @Override
  public Reading read() {
    return new Reading(programs, true, List.of());
  }

  @Override
  public List<CouponListing> coupons(ChannelId of) {
    return List.copyOf(journal.values());
  }

  @Override
  public void write(
      ChannelId of, long epoch, Collection<CouponListing> listings, Set<String> forgotten) {
    if (journalGone) {
      return;
    }
    forgotten.forEach(journal::remove);
    listings.forEach(one -> journal.put(one.ref(), one));
  }
}
