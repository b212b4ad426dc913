package org.odoobridge.inbound.apply.mark;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.core.model.OrderKey;

/**
 * What is remembered of orders. Every method is one transaction, may be repeated, and throws {@code
 * SqlFailure} when the journal is away.
 */
public interface OrderMarks {
  /** What is remembered of one order. */
  record Marks(Optional<String> closedBecause, Optional<String> releasedFor) {
    public static final Marks NONE = new Marks(Optional.empty(), Optional.empty());
  }

  /** The marks of those orders that have any. */
  Map<OrderKey, Marks> of(Collection<OrderKey> orders);

  /** The bridge is about to cancel the order in Odoo, so it may open it again by itself. */
  void close(OrderKey order, String because);

  /** The order is open again. */
  void reopen(OrderKey order);

  /** A person lets the order pass, as long as it is held for this reason; audited. */
  void release(OrderKey order, String reason, String actor);
}
