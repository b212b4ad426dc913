package org.odoobridge.outbound.delivery;

import java.util.Optional;
import java.util.OptionalLong;
import org.odoobridge.core.model.Sku;

/**
 * How one SKU stands at a channel.
 *
 * @param reported what the channel last acknowledged or showed when read
 * @param state {@code in-step}, {@code waiting}, {@code unsure} or {@code parked}
 */
public record ItemStatus(Sku sku, OptionalLong reported, String state, Optional<Parked> parked) {}
