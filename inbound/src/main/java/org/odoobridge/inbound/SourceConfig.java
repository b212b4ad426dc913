package org.odoobridge.inbound;

import org.odoobridge.core.model.ChannelId;
import org.odoobridge.inbound.apply.policy.OrderPolicy;
import org.odoobridge.inbound.refund.RefundPolicy;

/** One channel that sends orders; the key {@code type} says of what kind it is. */
public sealed interface SourceConfig permits WooSource {
  ChannelId id();

  OrderPolicy orders();

  RefundPolicy refunds();
}
