/**
 * A WooCommerce shop (REST v3) that shows our stock, found by SKU.
 *
 * <p>Desired stock → batches of absolute numbers, answers compared → outcomes.
 *
 * <p>May import: core, delivery, channel, desired.
 */
@NullMarked
package org.odoobridge.outbound.channel.woocommerce;

import org.jspecify.annotations.NullMarked;
