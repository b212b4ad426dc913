/**
 * What things cost in a shop: Odoo's pricelists, computed in memory for any moment, and why.
 *
 * <p>Rows of pricelists, currencies, costs and taxes → prices, next changes, explanations.
 *
 * <p>May import: core, capture, projection, catalog.model.
 */
@NullMarked
package org.odoobridge.outbound.catalog.price;

import org.jspecify.annotations.NullMarked;
