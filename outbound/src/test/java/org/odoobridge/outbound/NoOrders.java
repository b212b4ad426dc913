package org.odoobridge.outbound;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.odoobridge.core.journal.DemandFeed;
import org.odoobridge.core.journal.OrderSweeps;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.model.OrderKey;

/** The inbound half of shops that sell nothing: an empty journal, and looks that end at once. */
final class NoOrders implements DemandFeed, OrderSweeps {
  private final AtomicInteger asked = new AtomicInteger();

  /** How often a look at a shop's newest orders was asked for. */
  int sweeps() {
    return asked.get();
  }

  @Override
  public List<OrderDemand> open() {
    return List.of();
  }

  @Override
  public void subscribe(Consumer<OrderDemand> listener) {}

  @Override
  public void settled(List<OrderKey> orders) {}

  @Override
  public CompletionStage<Void> sweepBegunFromNow(ChannelId channel) {
    asked.incrementAndGet();
    return CompletableFuture.completedFuture(null);
  }
}
