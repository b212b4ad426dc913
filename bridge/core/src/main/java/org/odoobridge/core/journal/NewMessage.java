package org.odoobridge.core.journal;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A message on its way into the journal.
 *
 * @param topic what the channel called it
 * @param body the exact bytes
 * @param headers what is worth keeping of the request's headers, names in lower case; no secrets
 * @param hash what deduplicates it within its key
 * @param version the channel's modification time in epoch milliseconds, if the body says
 */
public record NewMessage(
    ResourceKey key,
    String topic,
    Payload body,
    Map<String, String> headers,
    ContentHash hash,
    Instant receivedAt,
    OptionalLong version,
    Via via,
    Disposition disposition,
    DemandChange demand) {
  public NewMessage {
    headers = Map.copyOf(headers);
    if (!(demand instanceof DemandChange.None) && !key.isOrder()) {
      throw new IllegalArgumentException("only an order takes stock, not " + key);
    }
  }
}
