/**
 * A channel's order with everything it names found in Odoo: pure.
 *
 * <p>An order, master data, products → a draft to load, or the reason why there is none.
 *
 * <p>May import: core, order, odoo, policy.
 */
@NullMarked
package org.odoobridge.inbound.apply.draft;

import org.jspecify.annotations.NullMarked;
