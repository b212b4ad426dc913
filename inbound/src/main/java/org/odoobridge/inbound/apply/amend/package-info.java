/**
 * Brings confirmed orders to what their shop says since: only differences, moves in line.
 *
 * <p>Orders that differ → writes on their lines, addresses and open moves, or why a person must.
 *
 * <p>May import: apply's steps and drafts, odoo, order.
 */
@NullMarked
package org.odoobridge.inbound.apply.amend;

import org.jspecify.annotations.NullMarked;
