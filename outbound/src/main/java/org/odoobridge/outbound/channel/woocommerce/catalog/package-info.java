/**
 * Products, variations, terms and pictures of a WooCommerce shop (REST v3).
 *
 * <p>Products to write → batches, answers compared → what the shop acknowledged.
 *
 * <p>May import: core, catalog, delivery, channel, channel.woocommerce.
 */
@NullMarked
package org.odoobridge.outbound.channel.woocommerce.catalog;

import org.jspecify.annotations.NullMarked;
