package org.odoobridge.outbound.channel.woocommerce.catalog;

import java.time.Duration;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;

/**
 * How products are written to one shop.
 *
 * @param batchLimit products per request, at most 100
 * @param globalAttributes whether attributes are the shop's own (which filters need) or belong to
 *     each product alone
 * @param mediaUrl the bridge's own address as the shop reaches it; empty when it has none
 * @param requestLimit longest time the shop may go on working on an unanswered request
 */
public record CatalogSettings(
    ChannelId id,
    int batchLimit,
    boolean globalAttributes,
    Optional<String> mediaUrl,
    Duration requestLimit) {}
