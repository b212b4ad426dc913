package org.odoobridge.core.journal;

import java.util.List;
import java.util.function.Consumer;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.model.OrderKey;

/**
 * What channel orders take from stock, from the moment they are in the journal. Written by inbound
 * in the transaction that appends the message, read by outbound to compute in-flight demand.
 */
public interface DemandFeed {
  /** The newest accepted version of every order that may still be in flight. */
  List<OrderDemand> open();

  /**
   * Calls {@code listener} with each new version. On the node that appends it is called
   * <em>before</em> the commit, and the append waits for its return: after an order is acknowledged
   * no number that ignores it is computed. Versions appended by other nodes arrive shortly after
   * their commit. A version whose commit failed is taken back by a call with the state before.
   */
  void subscribe(Consumer<OrderDemand> listener);

  /** Odoo shows the order for good (confirmed or cancelled there): it need not be loaded again. */
  void settled(List<OrderKey> orders);
}
