package org.odoobridge.inbound;

import java.util.List;
import org.odoobridge.core.observability.Health;
import org.odoobridge.inbound.sweep.OrderSweeper;

/** Health of the sweeps: a shop that cannot be asked degrades the bridge, it does not stop it. */
final class SweepHealth {
  private SweepHealth() {}

  static Health of(List<OrderSweeper.Status> shops) {
    List<String> reasons =
        shops.stream()
            .filter(shop -> !shop.problem().isEmpty() || !shop.hooksPaused().isEmpty())
            .map(SweepHealth::reason)
            .toList();
    return reasons.isEmpty() ? Health.UP : new Health.Degraded(String.join("; ", reasons));
  }

  private static String reason(OrderSweeper.Status shop) {
    return shop.problem().isEmpty()
        ? shop.channel() + ": webhooks paused in the shop: " + shop.hooksPaused()
        : shop.channel() + ": " + shop.problem();
  }
}
