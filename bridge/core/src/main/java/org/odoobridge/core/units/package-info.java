/**
 * How much of a product's unit in Odoo one piece of it in a shop is: one rule for both halves.
 *
 * <p>Rules and units of measure in; the size of a piece out.
 *
 * <p>Imports {@code core.config} and {@code core.model}.
 */
@NullMarked
package org.odoobridge.core.units;

import org.jspecify.annotations.NullMarked;
