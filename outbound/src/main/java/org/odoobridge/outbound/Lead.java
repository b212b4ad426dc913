package org.odoobridge.outbound;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.delivery.Channel;
import org.odoobridge.outbound.delivery.ChannelLane;
import org.odoobridge.outbound.delivery.Checkpointer;
import org.odoobridge.outbound.delivery.LaneEnvironment;
import org.odoobridge.outbound.delivery.ListingStore;
import org.odoobridge.outbound.delivery.TokenBucket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one epoch of leading needs: a lane per channel with what the journal knew, and the
 * checkpointer that writes for that epoch. Ends with it; the next lead makes its own.
 */
final class Lead {
  private static final Logger LOG = LoggerFactory.getLogger(Lead.class);
  private final long epoch;
  private final Map<ChannelId, ChannelLane> lanes = new LinkedHashMap<>();
  private final Map<ChannelId, TokenBucket> buckets = new LinkedHashMap<>();
  private final Map<ChannelId, Part> parts = new LinkedHashMap<>();
  private final List<AutoCloseable> adapters = new ArrayList<>();
  private final AtomicReference<@Nullable Checkpointer> checkpointer = new AtomicReference<>();

  Lead(long epoch) {
    this.epoch = epoch;
  }

  long epoch() {
    return epoch;
  }

  Map<ChannelId, ChannelLane> lanes() {
    return lanes;
  }

  /** What tells one channel its stock. */
  record Part(Channel channel, ChannelLane lane, TokenBucket bucket) {}

  /** Of one channel; empty when there is no such channel. */
  Optional<Part> part(ChannelId id) {
    return Optional.ofNullable(parts.get(id));
  }

  /** The channels' rates. */
  Map<ChannelId, TokenBucket> buckets() {
    return buckets;
  }

  /** Makes a channel's lane and loads what the journal knows of it. */
  void add(
      ChannelConfig config, ChannelFactory factory, ListingStore store, LaneEnvironment shared) {
    TokenBucket bucket = new TokenBucket(config.rate().perSecond(), shared.timers().now());
    buckets.put(config.id(), bucket);
    AtomicReference<@Nullable ChannelLane> self = new AtomicReference<>();
    ChannelFactory.Made made =
        factory.make(config, epoch, bucket, skus -> recheck(self.get(), skus));
    adapters.add(made.close());
    ChannelLane lane =
        new ChannelLane(
            made.channel(),
            epoch,
            config.lane(),
            bucket,
            new LaneEnvironment(
                shared.timers(),
                shared.executor(),
                shared.sweeps(),
                shared.random(),
                shared.meters(),
                skus -> {
                  nudge();
                  shared.changed().accept(skus);
                }));
    self.set(lane);
    lane.load(store.rows(config.id()), store.parked(config.id()));
    lanes.put(config.id(), lane);
    parts.put(config.id(), new Part(made.channel(), lane, bucket));
  }

  private static void recheck(@Nullable ChannelLane lane, Collection<Sku> skus) {
    if (lane != null) {
      lane.recheck(skus);
    }
  }

  /** Begins to write behind. */
  void start(Checkpointer writer) {
    checkpointer.set(writer);
    writer.start();
  }

  @Nullable Checkpointer checkpointer() {
    return checkpointer.get();
  }

  private void nudge() {
    Checkpointer writer = checkpointer.get();
    if (writer != null) {
      writer.nudge();
    }
  }

  /** No more requests; those that are out get {@code deadline} to be answered and written. */
  void stop(Duration deadline) {
    long began = System.nanoTime();
    for (ChannelLane lane : lanes.values()) {
      try {
        lane.stop(left(deadline, began));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    Checkpointer writer = checkpointer.get();
    if (writer != null) {
      writer.stop(left(deadline, began).plus(Duration.ofSeconds(1)));
    }
    for (AutoCloseable adapter : adapters) {
      try {
        adapter.close();
      } catch (Exception e) {
        LOG.atWarn().addKeyValue("problem", e.toString()).log("channel.not.closed");
      }
    }
  }

  private static Duration left(Duration deadline, long began) {
    Duration left = deadline.minusNanos(System.nanoTime() - began);
    return left.isNegative() ? Duration.ZERO : left;
  }
}
