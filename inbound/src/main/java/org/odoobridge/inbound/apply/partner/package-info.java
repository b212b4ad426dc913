/**
 * Customers and their addresses: found, or made once.
 *
 * <p>A draft's customer and addresses → contacts in Odoo.
 *
 * <p>May import: core, order, odoo, call, draft, policy.
 */
@NullMarked
package org.odoobridge.inbound.apply.partner;

import org.jspecify.annotations.NullMarked;
