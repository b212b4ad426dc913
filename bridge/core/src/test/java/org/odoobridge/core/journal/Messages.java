package org.odoobridge.core.journal;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.model.Sku;

/** Messages as a shop would send them, for journal tests. */
public final class Messages {
  public static final ChannelId SHOP = new ChannelId("shop");

  private Messages() {}

  public static OrderKey order(String id) {
    return new OrderKey(SHOP, id);
  }

  /** Version {@code second} of an order that takes {@code quantity} of SKU A. */
  public static NewMessage taking(String id, long second, int quantity) {
    return message(id, OptionalLong.of(second * 1000), Via.WEBHOOK, takes(true, quantity), "");
  }

  /** The same as {@link #taking}, but another body of that second, e.g. read over REST. */
  public static NewMessage taking(String id, long second, int quantity, Via via, String salt) {
    return message(id, OptionalLong.of(second * 1000), via, takes(true, quantity), salt);
  }

  /** Version {@code second} of an order that takes nothing: cancelled. */
  public static NewMessage cancelled(String id, long second, Via via) {
    return message(id, OptionalLong.of(second * 1000), via, takes(false, 1), "cancelled");
  }

  /** The order is in the trash; no version. */
  public static NewMessage deleted(String id) {
    return message(id, OptionalLong.empty(), Via.WEBHOOK, new DemandChange.Releases(), "deleted");
  }

  /** The same message under another topic. */
  public static NewMessage withTopic(NewMessage message, String topic) {
    return new NewMessage(
        message.key(),
        topic,
        message.body(),
        message.headers(),
        message.hash(),
        message.receivedAt(),
        message.version(),
        message.via(),
        message.disposition(),
        message.demand());
  }

  static NewMessage with(NewMessage message, Disposition disposition) {
    return new NewMessage(
        message.key(),
        message.topic(),
        message.body(),
        message.headers(),
        message.hash(),
        message.receivedAt(),
        message.version(),
        message.via(),
        disposition,
        message.demand());
  }

  private static DemandChange takes(boolean holds, int quantity) {
    return new DemandChange.Takes(
        holds, List.of(new OrderDemand.Line(new Sku("A"), BigDecimal.valueOf(quantity))));
  }

  private static NewMessage message(
      String id, OptionalLong version, Via via, DemandChange demand, String salt) {
    Payload body = Payload.of("{\"id\":" + id + ",\"v\":" + version + "," + demand + salt + "}");
    return new NewMessage(
        ResourceKey.of(order(id)),
        "order.updated",
        body,
        Map.of("x-wc-webhook-topic", "order.updated"),
        ContentHash.of(body.bytes()),
        Instant.parse("2026-11-24T12:00:00Z"),
        version,
        via,
        new Disposition.Work(),
        demand);
  }
}
