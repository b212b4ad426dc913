/**
 * What is to be done in Odoo about one change: pure.
 *
 * <p>A change and the order Odoo shows → one plan.
 *
 * <p>May import: core, order, odoo, docket, draft, partner, policy.
 */
@NullMarked
package org.odoobridge.inbound.apply.plan;

import org.jspecify.annotations.NullMarked;
