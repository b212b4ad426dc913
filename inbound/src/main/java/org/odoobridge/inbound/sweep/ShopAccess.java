package org.odoobridge.inbound.sweep;

import java.net.URI;
import java.time.Duration;
import org.odoobridge.core.config.Secret;

/**
 * How to reach a WooCommerce shop's REST API.
 *
 * @param url the shop's address without {@code /wp-json}
 * @param timeout of one request
 */
public record ShopAccess(URI url, Secret key, Secret secret, Duration timeout) {}
