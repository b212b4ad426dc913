package org.odoobridge.inbound.apply.docket;

import java.util.Optional;
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
   * @param since what the shop has changed since it was last brought to Odoo; empty = nobody knows
   */
  record Stated(ChannelOrder order, Refunded refunded, Optional<Since> since)
      implements OrderChange {
    public Stated(ChannelOrder order) {
      this(order, Refunded.NOT, Optional.empty());
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

  /**
   * What the shop has changed since.
   *
   * @param before the order as it was last brought to Odoo
   * @param changed whether lines, quantities or amounts are others now
   * @param moved whether addresses are
   */
  record Since(ChannelOrder before, boolean changed, boolean moved) {}

  /** The order was thrown away; nothing else is said. */
  record Gone(OrderKey key) implements OrderChange {}
}
