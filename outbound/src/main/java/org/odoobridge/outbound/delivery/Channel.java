package org.odoobridge.outbound.delivery;

import java.util.List;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.outbound.desired.DesiredStock;

/** A place that is told stock: the port every channel adapter implements. */
public interface Channel {
  ChannelId id();

  /** Most items in one {@link #send}; at least 1. */
  int batchLimit();

  /**
   * Tells the channel these absolute numbers; one {@link ItemOutcome} per item, in any order.
   * Blocks (virtual thread) until the channel has answered or the adapter's own time limit has
   * passed. A repeat is harmless. Never throws for what the channel answers.
   */
  List<ItemOutcome> send(List<DesiredStock> batch);

  /**
   * What the channel shows now for these SKUs, asked from the channel itself. SKUs it does not know
   * are left out. Throws {@link ChannelUnavailable} when it does not answer.
   */
  List<ReadBack> read(List<Sku> skus);

  /** Whether an increase must wait for an order sweep. */
  boolean raiseAfterSweep();

  /**
   * Result for one item.
   *
   * @param outcome Applied when the channel's answer shows the number sent
   */
  record ItemOutcome(Sku sku, Outcome outcome) {}

  /** A number read from the channel. */
  record ReadBack(Sku sku, long quantity) {}
}
