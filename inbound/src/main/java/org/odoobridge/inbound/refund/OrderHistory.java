package org.odoobridge.inbound.refund;

import java.util.Optional;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.inbound.order.ChannelOrder;

/** What shops said before. */
@FunctionalInterface
public interface OrderHistory {
  /** Knows nothing. */
  OrderHistory NONE = order -> Optional.empty();

  /**
   * The order as it was last brought to Odoo; empty when that is too long ago or never was. May
   * throw {@link org.odoobridge.core.runtime.SqlFailure}.
   */
  Optional<ChannelOrder> lastApplied(OrderKey order);
}
