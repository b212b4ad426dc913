package org.odoobridge.core.journal;

import java.util.Optional;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderKey;

/**
 * What a message is about; messages of one key are worked on one after another.
 *
 * @param type the channel's resource, e.g. {@code order}, {@code product}; {@code unreadable} for a
 *     body that could not be parsed
 * @param id the channel's own id of the resource
 */
public record ResourceKey(ChannelId source, String type, String id) {
  public static final String ORDER = "order";

  public ResourceKey {
    if (type.isBlank() || id.isBlank()) {
      throw new IllegalArgumentException("a resource needs a type and an id");
    }
  }

  public static ResourceKey of(OrderKey order) {
    return new ResourceKey(order.channel(), ORDER, order.orderId());
  }

  public boolean isOrder() {
    return type.equals(ORDER);
  }

  /** The order this is, if it is one. */
  public Optional<OrderKey> order() {
    return isOrder() ? Optional.of(new OrderKey(source, id)) : Optional.empty();
  }

  @Override
  public String toString() {
    return source + "/" + type + "/" + id;
  }
}
