/**
 * What an Odoo database shows of itself: the facts from which both halves choose how to talk to it.
 *
 * <p>PostgreSQL's catalogue → tables, columns and types.
 *
 * <p>May import: core.
 */
@NullMarked
package org.odoobridge.core.odoo;

import org.jspecify.annotations.NullMarked;
