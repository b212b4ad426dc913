package org.odoobridge.inbound;

import java.time.Clock;
import java.util.Map;
import org.odoobridge.core.journal.Payload;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.journal.Via;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.inbound.dedup.RawDelivery;
import org.odoobridge.inbound.ingest.Acceptance;

/** Small order bodies, and listeners that do nothing. */
public final class TestOrders {
  public static final ChannelId SHOP = new ChannelId("shop");

  public static final Acceptance.Notices NO_NOTICES =
      new Acceptance.Notices() {
        @Override
        public void orderGone(ChannelId channel) {}

        @Override
        public void webhookCame(ResourceKey key) {}
      };

  private TestOrders() {}

  public static OrderKey key(int id) {
    return new OrderKey(SHOP, Integer.toString(id));
  }

  /** One order body as a shop would build it. */
  public static String body(int id, String status, String modified, int quantity) {
    return """
        {"id":%d,"status":"%s","date_modified_gmt":"%s","line_items":[{"sku":"A","quantity":%d}]}\
        """
        .formatted(id, status, modified, quantity);
  }

  public static RawDelivery webhook(String body, Clock clock) {
    return new RawDelivery(
        SHOP, "order.updated", Map.of(), Payload.of(body), clock.instant(), Via.WEBHOOK);
  }
}
