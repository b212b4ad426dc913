/**
 * Coupons of a WooCommerce shop.
 *
 * <p>Coupons desired → REST calls → what the shop acknowledged.
 *
 * <p>May import: core, catalog.coupon, delivery, channel, channel.woocommerce.
 */
@NullMarked
package org.odoobridge.outbound.channel.woocommerce.coupon;

import org.jspecify.annotations.NullMarked;
