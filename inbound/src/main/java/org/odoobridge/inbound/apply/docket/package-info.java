/**
 * The orders of one round and what became of each.
 *
 * <p>Changes a channel stated → one outcome per change.
 *
 * <p>May import: core, order, odoo, call.
 */
@NullMarked
package org.odoobridge.inbound.apply.docket;

import org.jspecify.annotations.NullMarked;
