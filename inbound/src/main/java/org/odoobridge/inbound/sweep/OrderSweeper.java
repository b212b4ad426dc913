package org.odoobridge.inbound.sweep;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.DemandFeed;
import org.odoobridge.core.journal.OrderSweeps;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.runtime.Component;
import org.odoobridge.inbound.ingest.Acceptance;

/**
 * Sweeps every shop at start, steadily and on demand: webhooks are a hint, this is the guarantee.
 * One shop's trouble does not touch another's.
 */
public final class OrderSweeper implements OrderSweeps, Component, Acceptance.Notices {
  private final Map<ChannelId, SweepLoop> loops = new LinkedHashMap<>();

  /**
   * One shop to sweep.
   *
   * @param deliveryUrl our webhook address as the shop reaches it; empty = webhooks are only mended
   * @param hookSecret with which new webhooks sign
   */
  public record Shop(
      ChannelId channel,
      ShopReader reader,
      Acceptance acceptance,
      SweepConfig config,
      String deliveryUrl,
      Secret hookSecret) {}

  /** How one shop's sweeps go, for the console. */
  public record Status(
      ChannelId channel,
      Instant lastSweepAt,
      String problem,
      int ordersFound,
      int ordersStored,
      List<String> hooksActive,
      List<String> hooksPaused) {}

  /** Adds a shop; before the start. */
  public void add(
      Shop shop, SweepCursor cursor, DemandFeed demand, Clock clock, MeterRegistry meters) {
    loops.put(shop.channel(), new SweepLoop(shop, cursor, demand, clock, meters));
  }

  @Override
  public String name() {
    return "sweeper";
  }

  @Override
  public void start() {
    loops.values().forEach(SweepLoop::start);
  }

  @Override
  public void stop(Duration deadline) {
    loops.values().forEach(SweepLoop::beginStop);
    loops.values().forEach(loop -> loop.awaitStop(deadline));
  }

  @Override
  public CompletionStage<Void> sweepBegunFromNow(ChannelId channel) {
    SweepLoop loop = loops.get(channel);
    return loop == null ? CompletableFuture.completedFuture(null) : loop.request();
  }

  @Override
  public void orderGone(ChannelId channel) {
    SweepLoop loop = loops.get(channel);
    if (loop != null) {
      loop.suspectGone();
    }
  }

  @Override
  public void webhookCame(ResourceKey key) {
    SweepLoop loop = loops.get(key.source());
    if (loop != null) {
      loop.webhookCame(key);
    }
  }

  public List<Status> status() {
    return loops.values().stream().map(SweepLoop::status).toList();
  }
}
