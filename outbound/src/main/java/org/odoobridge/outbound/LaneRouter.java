package org.odoobridge.outbound;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.delivery.ChannelLane;
import org.odoobridge.outbound.desired.DesiredStock;
import org.odoobridge.outbound.desired.StockSink;

/** Hands numbers to the lanes of the present lead; drops them while this node does not lead. */
final class LaneRouter implements StockSink {
  private final StockNotifier notifier;
  private volatile Map<ChannelId, ChannelLane> lanes = Map.of();

  LaneRouter(StockNotifier notifier) {
    this.notifier = notifier;
  }

  void lead(Map<ChannelId, ChannelLane> present) {
    lanes = Map.copyOf(present);
  }

  @Override
  public void offer(DesiredStock desired, boolean replayed) {
    ChannelLane lane = lanes.get(desired.channel());
    if (lane != null) {
      lane.offer(desired, replayed);
      notifier.changed(desired.sku());
    }
  }

  @Override
  public void forget(ChannelId channel, Sku sku) {
    ChannelLane lane = lanes.get(channel);
    if (lane != null) {
      lane.forget(sku);
      notifier.changed(sku);
    }
  }

  Optional<ChannelLane> lane(ChannelId channel) {
    return Optional.ofNullable(lanes.get(channel));
  }

  Collection<ChannelLane> lanes() {
    return lanes.values();
  }
}
