package org.odoobridge.inbound.apply;

import org.odoobridge.core.work.Outcome;
import org.odoobridge.inbound.apply.docket.OrderChange;
import org.odoobridge.inbound.order.ChannelOrder;

/** What an order's refunds do to it, before and after it is applied. */
public interface OrderRefunds {
  /** For sources whose refunds are nobody's concern. */
  OrderRefunds NONE =
      new OrderRefunds() {
        @Override
        public Prepared before(ChannelOrder order) {
          return new Prepared.Ready(new OrderChange.Stated(order));
        }

        @Override
        public Outcome after(ChannelOrder order, Outcome outcome) {
          return outcome;
        }
      };

  /** What is to be applied instead of the order as the shop states it. */
  sealed interface Prepared {
    /** The order less what is off it. */
    record Ready(OrderChange.Stated change) implements Prepared {}

    /** Nothing can be applied now. */
    record Decided(Outcome outcome) implements Prepared {}
  }

  /** Looks at the refunds that {@code order} names; stores those that are new. */
  Prepared before(ChannelOrder order);

  /**
   * Carries out what goods of the order's refunds have to move, once the order itself is right.
   *
   * @param outcome of applying it
   * @return the outcome of both
   */
  Outcome after(ChannelOrder order, Outcome outcome);
}
