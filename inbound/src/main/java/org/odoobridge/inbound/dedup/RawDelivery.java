package org.odoobridge.inbound.dedup;

import java.time.Instant;
import java.util.Map;
import org.odoobridge.core.journal.Payload;
import org.odoobridge.core.journal.Via;
import org.odoobridge.core.model.ChannelId;

/**
 * What a channel sent or answered, before anybody has looked into it.
 *
 * @param topic as the channel calls it, e.g. {@code order.updated}; empty when it does not say
 * @param headers the ones worth keeping, names in lower case
 */
public record RawDelivery(
    ChannelId channel,
    String topic,
    Map<String, String> headers,
    Payload body,
    Instant receivedAt,
    Via via) {
  public RawDelivery {
    headers = Map.copyOf(headers);
  }

  /** The resource part of the topic: {@code order} of {@code order.updated}. */
  public String resource() {
    int dot = topic.indexOf('.');
    return dot < 0 ? topic : topic.substring(0, dot);
  }
}
