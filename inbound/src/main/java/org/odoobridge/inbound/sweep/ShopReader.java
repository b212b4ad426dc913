package org.odoobridge.inbound.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A shop's REST API as far as inbound needs it. Direct style, on a virtual thread; every method
 * throws {@link ShopFailure} when the shop does not answer as it should.
 */
public interface ShopReader {
  /**
   * One page of orders changed after {@code after} (whole seconds, exclusive), oldest change first.
   *
   * @param status {@code any} (without the trash) or {@code trash}
   * @param page 1 = the first; pages have {@link #PAGE} orders
   */
  Page changedOrders(String status, Instant after, int page);

  /** The order as it is now, trashed ones included; empty when the shop has none of this id. */
  Optional<JsonNode> order(String id);

  /** Which of {@code ids} (at most {@link #PAGE}) exist, in whatever state. */
  List<String> existing(Collection<String> ids);

  /** All refunds of an order with their lines; none when the shop has no such order. */
  List<JsonNode> refunds(String id);

  /** Ids of the refunds of each of {@code ids} (at most {@link #PAGE}) that exists. */
  Map<String, Set<String>> refundIds(Collection<String> ids);

  List<Webhook> webhooks();

  void createWebhook(String topic, String deliveryUrl, String secret);

  void deleteWebhook(String id);

  int PAGE = 100;

  /**
   * @param shopTime the shop's clock when it answered
   */
  record Page(List<JsonNode> orders, Instant shopTime) {
    public Page {
      orders = List.copyOf(orders);
    }
  }

  /**
   * @param status {@code active}, {@code paused} (by a person) or {@code disabled} (by the shop,
   *     after failures)
   */
  record Webhook(String id, String topic, String status, String deliveryUrl) {}
}
