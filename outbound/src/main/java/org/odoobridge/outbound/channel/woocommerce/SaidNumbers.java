package org.odoobridge.outbound.channel.woocommerce;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.odoobridge.outbound.delivery.ShownAt;

/**
 * What each product of the shop last said it shows, where several have one SKU: the lane knows one
 * number a SKU only.
 */
final class SaidNumbers {
  private final Map<Long, Said> byId = new ConcurrentHashMap<>();

  private record Said(OptionalLong quantity, Instant at) {}

  void said(long id, OptionalLong quantity, Instant at) {
    byId.put(id, new Said(quantity, at));
  }

  void unsure(long id) {
    byId.remove(id);
  }

  ShownAt at(ShopItem item) {
    Optional<Said> last = Optional.ofNullable(byId.get(item.id()));
    return new ShownAt(
        String.valueOf(item.id()),
        item.parent() == 0 ? "" : String.valueOf(item.parent()),
        last.map(Said::quantity).orElse(OptionalLong.empty()),
        last.map(Said::at));
  }
}
