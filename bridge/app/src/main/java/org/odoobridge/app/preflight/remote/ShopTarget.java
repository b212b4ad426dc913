package org.odoobridge.app.preflight.remote;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.odoobridge.core.config.Secret;

/**
 * A WooCommerce shop to be looked at.
 *
 * @param id of the channel or source
 * @param url address of the shop, without {@code /wp-json}
 * @param toldStock whether the bridge writes stock to it, which needs a read-write key
 * @param webhookUrl where the shop shall send its webhooks, when the bridge is told; empty = not
 *     configured
 */
public record ShopTarget(
    String id,
    URI url,
    Secret key,
    Secret secret,
    Duration timeout,
    boolean toldStock,
    Optional<URI> webhookUrl) {}
