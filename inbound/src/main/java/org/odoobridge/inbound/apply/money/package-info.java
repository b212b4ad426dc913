/**
 * The proof that Odoo computed what the channel charged: pure.
 *
 * <p>A draft and the order Odoo shows → exact, rounding or mismatch.
 *
 * <p>May import: core, odoo, draft, policy.
 */
@NullMarked
package org.odoobridge.inbound.apply.money;

import org.jspecify.annotations.NullMarked;
