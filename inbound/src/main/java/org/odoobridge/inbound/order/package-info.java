/**
 * An order as its channel states it, in the bridge's own words.
 *
 * <p>The channel's exact bytes → {@link org.odoobridge.inbound.order.ChannelOrder}, or the problem
 * that a person must solve.
 *
 * <p>May import: core, Jackson; never odoo, apply, ingest, journal, route.
 */
@NullMarked
package org.odoobridge.inbound.order;

import org.jspecify.annotations.NullMarked;
