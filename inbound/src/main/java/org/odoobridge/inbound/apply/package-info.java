/**
 * Channel orders become Odoo orders, each exactly once.
 *
 * <p>Journal entries → calls to Odoo → one outcome each.
 *
 * <p>May import: core, odoo, order, route; never ingest, verify.
 */
@NullMarked
package org.odoobridge.inbound.apply;

import org.jspecify.annotations.NullMarked;
