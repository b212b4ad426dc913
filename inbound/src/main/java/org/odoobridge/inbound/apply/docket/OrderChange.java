package org.odoobridge.inbound.apply.docket;

import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.inbound.order.ChannelOrder;

/** What a channel says about one of its orders. */
public sealed interface OrderChange {
  OrderKey key();

  default ExternalRef ref() {
    return ExternalRef.order(key());
  }

  /** The order is now like this. */
  record Stated(ChannelOrder order) implements OrderChange {
    @Override
    public OrderKey key() {
      return order.key();
    }
  }

  /** The order was thrown away; nothing else is said. */
  record Gone(OrderKey key) implements OrderChange {}
}
