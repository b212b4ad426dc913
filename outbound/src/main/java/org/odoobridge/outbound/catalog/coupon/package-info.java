/**
 * Odoo's promotions as coupons of a channel: which program can be one, and which cannot, by name.
 *
 * <p>Programs read from Odoo → coupons desired → written, compared, remembered.
 *
 * <p>May import: core, catalog.config, catalog.publish, delivery.
 */
@NullMarked
package org.odoobridge.outbound.catalog.coupon;

import org.jspecify.annotations.NullMarked;
