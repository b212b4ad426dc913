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
   * @param refunded what refunds have done to it
   */
  record Stated(ChannelOrder order, Refunded refunded) implements OrderChange {
    public Stated(ChannelOrder order) {
      this(order, Refunded.NOT);
    }

    @Override
    public OrderKey key() {
      return order.key();
    }
  }

  /**
   * What refunds have done to an order; for this an invoice is no obstacle, credit notes follow.
   *
   * @param reduced external ids of lines that were lowered
   * @param whole whether nothing of the order is left
   */
  record Refunded(Set<String> reduced, boolean whole) {
    public static final Refunded NOT = new Refunded(Set.of(), false);

    public Refunded {
      reduced = Set.copyOf(reduced);
    }
  }

  /** The order was thrown away; nothing else is said. */
  record Gone(OrderKey key) implements OrderChange {}
}
