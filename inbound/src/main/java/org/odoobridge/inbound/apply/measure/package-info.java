/**
 * What a shop counts in pieces, in the units of Odoo.
 *
 * <p>Channel orders → the same orders with quantities as Odoo enters them.
 *
 * <p>May import: core, order, odoo; nothing else of inbound.
 */
@NullMarked
package org.odoobridge.inbound.apply.measure;

import org.jspecify.annotations.NullMarked;
