package org.odoobridge.outbound.channel.woocommerce.catalog;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;

/**
 * How products are written to one shop.
 *
 * @param batchLimit products per request, at most 100
 * @param globalAttributes whether attributes are the shop's own (which filters need) or belong to
 *     each product alone
 * @param mediaUrl the bridge's own address as the shop reaches it; empty when it has none
 * @param requestLimit longest time the shop may go on working on an unanswered request
 * @param stock what a new product begins with; empty when nothing is known
 */
public record CatalogSettings(
    ChannelId id,
    int batchLimit,
    boolean globalAttributes,
    Optional<String> mediaUrl,
    Duration requestLimit,
    Function<Sku, OptionalLong> stock) {}
