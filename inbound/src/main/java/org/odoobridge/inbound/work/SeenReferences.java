package org.odoobridge.inbound.work;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.OrderKey;

/**
 * Orders whose reference was seen committed in Odoo lately. A reference may show before the worker
 * has noted that its call is uncertain, so the newest ones are remembered.
 */
final class SeenReferences {
  private static final int REMEMBERED = 10_000;

  private final Clock clock;
  private final Map<OrderKey, Instant> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OrderKey, Instant> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final Set<OrderKey> fresh = new LinkedHashSet<>();

  SeenReferences(Clock clock) {
    this.clock = clock;
  }

  /** Notes a reference; returns whether it is an order's. */
  synchronized boolean add(ExternalRef reference) {
    return reference
        .asOrder()
        .map(
            order -> {
              seen.remove(order); // so that it counts as the newest
              seen.put(order, clock.instant());
              fresh.add(order);
              if (fresh.size() > REMEMBERED) { // nobody asks; the oldest is left to its own time
                fresh.remove(fresh.iterator().next());
              }
              return true;
            })
        .orElse(false);
  }

  /** Orders noted since the last call. */
  synchronized List<OrderKey> takeFresh() {
    List<OrderKey> taken = List.copyOf(fresh);
    fresh.clear();
    return taken;
  }

  synchronized boolean since(OrderKey order, Instant from) {
    Instant at = seen.get(order);
    return at != null && !at.isBefore(from);
  }
}
