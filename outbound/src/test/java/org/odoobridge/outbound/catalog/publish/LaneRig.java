package org.odoobridge.outbound.catalog.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.RetrySchedule;
import org.odoobridge.outbound.delivery.BreakerConfig;
import org.odoobridge.outbound.delivery.LaneSettings;
import org.odoobridge.outbound.delivery.Timers;

/** A catalogue lane moved by hand: no thread, no waiting. */
public final class LaneRig implements Timers {
  public final Documents odoo = new Documents();
  public final MemoryCatalogStore store = new MemoryCatalogStore();
  public final List<Sku> created = new ArrayList<>();
  public final Set<Sku> shown = new HashSet<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  public CatalogLane lane;

  public LaneRig(CatalogChannel channel) {
    lane = lane(channel);
  }

  /** For channels that need the store. */
  public LaneRig(java.util.function.Function<LaneRig, CatalogChannel> channel) {
    lane = lane(channel.apply(this));
  }

  /** The process ended and begins anew with the same journal. */
  public void restart(CatalogChannel channel) {
    lane = lane(channel);
  }

  private CatalogLane lane(CatalogChannel channel) {
    return new CatalogLane(
        channel,
        1,
        new LaneSettings(
            1,
            0,
            new RetrySchedule(Duration.ofSeconds(1), Duration.ofMinutes(1), 3),
            new BreakerConfig(5, Duration.ofSeconds(60), Duration.ofSeconds(15)),
            Duration.ofHours(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(2)),
        new CatalogEnvironment(odoo, store, this, new Random(1), created::addAll, shown::addAll));
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void after(Duration delay, Runnable task) {
    throw new UnsupportedOperationException("the rig waits for nothing");
  }

  public void advance(Duration by) {
    now = now.plus(by);
  }

  /** Compares everything once and sends what differs. */
  public void compareAll() {
    lane.dirtyAll("test");
    settle();
  }

  public void dirty(Integer... templates) {
    lane.dirty(Set.of(templates));
    settle();
  }

  /** Steps until nothing is to be done now. */
  public void settle() {
    for (int i = 0; i < 1_000; i++) {
      if (!lane.step().isZero()) {
        return;
      }
    }
    throw new AssertionError("the lane does not come to rest");
  }

  /** Lets waits pass, whatever they are, {@code times} in a row. */
  public void settleAfterWaits(int times) {
    for (int i = 0; i < times; i++) {
      settle();
      advance(Duration.ofMinutes(3));
    }
    settle();
  }
}
