package org.odoobridge.core.journal;

import java.util.List;
import org.odoobridge.core.model.OrderDemand;

/** What a message says about the stock its order takes. */
public sealed interface DemandChange {
  /** Nothing; demand stays as it is. */
  record None() implements DemandChange {}

  /** The order's whole state: these lines, held or not. */
  record Takes(boolean holdsStock, List<OrderDemand.Line> lines) implements DemandChange {
    public Takes {
      lines = List.copyOf(lines);
    }
  }

  /** The order is gone (trashed or deleted) and takes nothing any more. */
  record Releases() implements DemandChange {}
}
