package org.odoobridge.core.journal.pg;

import java.util.List;
import org.odoobridge.core.journal.DemandChange;
import org.odoobridge.core.journal.NewMessage;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.model.OrderKey;

/**
 * One row of {@code order_demand}.
 *
 * @param rev counts changes of the row, so that an old reading never replaces a newer one
 */
record DemandRow(
    OrderKey key, long version, boolean holdsStock, List<OrderDemand.Line> lines, long rev) {
  DemandRow {
    lines = List.copyOf(lines);
  }

  static DemandRow of(NewMessage message, DemandChange.Takes takes) {
    return new DemandRow(
        orderOf(message), message.version().orElse(0), takes.holdsStock(), takes.lines(), 1);
  }

  static DemandRow gone(NewMessage message) {
    return new DemandRow(orderOf(message), message.version().orElse(0), false, List.of(), 1);
  }

  DemandRow becomes(long newVersion, DemandChange.Takes takes) {
    return new DemandRow(key, newVersion, takes.holdsStock(), takes.lines(), rev + 1);
  }

  DemandRow released(long newVersion) {
    return new DemandRow(key, Math.max(version, newVersion), false, lines, rev + 1);
  }

  OrderDemand demand() {
    return new OrderDemand(key, version, holdsStock, lines);
  }

  private static OrderKey orderOf(NewMessage message) {
    return message.key().order().orElseThrow();
  }
}
