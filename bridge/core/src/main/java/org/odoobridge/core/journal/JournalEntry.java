package org.odoobridge.core.journal;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;

/**
 * One stored message as a worker gets it.
 *
 * @param id the journal's own number; grows in order of arrival
 * @param topic what the channel called it; a hint only, the body's state counts
 * @param body the exact bytes
 * @param headers what is worth keeping of the request's headers, names in lower case
 * @param version the channel's modification time of this body in epoch milliseconds, if it says
 * @param attempt number of this attempt, 1 = the first
 */
public record JournalEntry(
    long id,
    ResourceKey key,
    String topic,
    Payload body,
    Map<String, String> headers,
    Instant receivedAt,
    OptionalLong version,
    Via via,
    int attempt) {
  public JournalEntry {
    headers = Map.copyOf(headers);
  }
}
