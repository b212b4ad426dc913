/**
 * What Odoo has committed, as typed tables in memory, folded by one thread.
 *
 * <p>One SQL snapshot and transactions → tables, availability, in-flight demand.
 *
 * <p>May import: core, capture.
 */
@NullMarked
package org.odoobridge.outbound.projection;

import org.jspecify.annotations.NullMarked;
