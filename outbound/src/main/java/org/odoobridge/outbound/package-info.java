/**
 * The outbound half: Odoo's committed changes become what channels show.
 *
 * <p>WAL transactions and order demand → desired stock for the channels.
 *
 * <p>May import: core and every package below it.
 */
@NullMarked
package org.odoobridge.outbound;

import org.jspecify.annotations.NullMarked;
