/**
 * Reads promotion programs from Odoo's database, whichever tables this Odoo keeps them in.
 *
 * <p>Rows of coupon_* (14, 15) or loyalty_* (16 and later) → programs.
 *
 * <p>May import: core, catalog.config, catalog.coupon.
 */
@NullMarked
package org.odoobridge.outbound.catalog.coupon.read;

import org.jspecify.annotations.NullMarked;
