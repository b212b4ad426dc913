package org.odoobridge.inbound.dedup;

import java.util.OptionalLong;
import org.odoobridge.core.model.ChannelId;

/**
 * A shop's product whose stock may have changed without us: what we last told may no longer be what
 * the shop shows.
 *
 * @param productId the shop's id; a variation's own id for a variation
 * @param sku empty when the shop does not say
 * @param stockQuantity what the shop says its stock is. Our own writes come back as webhooks, so a
 *     receiver compares this with what it last wrote: equal means no doubt, and no endless echo
 */
public record ProductReport(
    ChannelId channel, String productId, String sku, OptionalLong stockQuantity) {}
