package org.odoobridge.inbound.apply.docket;

import java.util.Set;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.inbound.order.ChannelOrder;

/** What a channel says about one of its orders. */
public sealed interface OrderChange {
  OrderKey key();

  default ExternalRef ref() {
    return ExternalRef.order(key());
  }

  /**
   * The order is now like this.
   *
   * @param reduced external ids of lines that refunds have lowered, credit notes to follow
   */
  record Stated(ChannelOrder order, Set<String> reduced) implements OrderChange {
    public Stated {
      reduced = Set.copyOf(reduced);
    }

    public Stated(ChannelOrder order) {
      this(order, Set.of());
    }

    @Override
    public OrderKey key() {
      return order.key();
    }
  }

  /** The order was thrown away; nothing else is said. */
  record Gone(OrderKey key) implements OrderChange {}
}
