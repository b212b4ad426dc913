package org.odoobridge.outbound.catalog.publish;

import java.time.Instant;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;

/**
 * How one channel's catalogue is, for the console.
 *
 * @param waiting products whose documents may have changed and that were not compared yet
 * @param retrying products that wait for another attempt
 * @param published products the channel acknowledged since the start
 * @param breaker {@code closed}, {@code open} or {@code half-open}
 * @param pausedBecause empty when it runs
 * @param comparison of all products, the running or the last one; empty before the first
 */
public record CatalogStatus(
    ChannelId channel,
    int waiting,
    int retrying,
    int parked,
    long published,
    String breaker,
    Optional<String> pausedBecause,
    Optional<String> lastError,
    Optional<Instant> lastErrorAt,
    Optional<Instant> lastAck,
    Optional<Comparison> comparison) {}
