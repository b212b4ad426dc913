package org.odoobridge.outbound.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.odoobridge.core.model.Sku;

/**
 * How one SKU stands at a channel.
 *
 * @param reported what the channel last acknowledged or showed when read
 * @param reportedAt when that was; empty when it was before this run
 * @param state {@code in-step}, {@code waiting}, {@code unsure} or {@code parked}
 */
public record ItemStatus(
    Sku sku,
    OptionalLong reported,
    Optional<Instant> reportedAt,
    String state,
    Optional<Parked> parked) {}
