/**
 * What a shop should show of Odoo's products: canonical documents, field by field.
 *
 * <p>Plain values shared by those who read Odoo, who compare and who write to a shop.
 *
 * <p>May import: core.
 */
@NullMarked
package org.odoobridge.outbound.catalog.model;

import org.jspecify.annotations.NullMarked;
