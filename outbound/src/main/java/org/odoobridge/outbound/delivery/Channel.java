package org.odoobridge.outbound.delivery;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
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
   * What the channel shows now for these SKUs, at most {@link #batchLimit()}, asked from the
   * channel itself. SKUs it does not know are left out. Throws {@link ChannelUnavailable} when it
   * does not answer. Never called when not {@link #readable()}.
   */
  List<ReadBack> read(List<Sku> skus);

  /** Whether the channel can be asked what it shows; a webhook cannot. */
  boolean readable();

  /** Something changed at the channel, a person says: forget what is remembered of these SKUs. */
  default void lookAgain(Collection<Sku> skus) {}

  /** Where the channel shows a SKU, as far as is known here; asks nobody. */
  default List<ShownAt> places(Sku sku) {
    return List.of();
  }

  /**
   * Which request a SKU's number goes out with: numbers of equal value share one. Only decides how
   * items are gathered; may be wrong, must not block.
   */
  default long requestOf(Sku sku) {
    return 0;
  }

  /** Whether an increase must wait for an order sweep. */
  boolean raiseAfterSweep();

  /**
   * Result for one item.
   *
   * @param outcome Applied when the channel's answer shows the number sent
   */
  record ItemOutcome(Sku sku, Outcome outcome) {}

  /**
   * A number read from the channel.
   *
   * @param quantity empty when it knows the SKU but keeps no number for it
   */
  record ReadBack(Sku sku, OptionalLong quantity) {}

  /** Code of the business problem with which a channel says that it wants no more traffic. */
  String GONE = "channel-gone";

  /** Code of the business problem that the channel does not have the SKU. */
  String UNKNOWN_SKU = "unknown-in-channel";
}
