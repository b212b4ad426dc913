package org.odoobridge.inbound.order;

import org.odoobridge.core.work.Problem;

/** What a stored body turned out to be. */
public sealed interface ParsedOrder {
  /** An order. */
  record Order(ChannelOrder order) implements ParsedOrder {}

  /** The shop put the order into the bin, or says only that it is gone. */
  record Deleted(String orderId) implements ParsedOrder {}

  /** Not an order, and nobody's fault, e.g. the shop's own error text under an order topic. */
  record Nothing(String reason) implements ParsedOrder {}

  /** Cannot be read as an order; the detail names the field. */
  record Unreadable(Problem.Business problem) implements ParsedOrder {}
}
