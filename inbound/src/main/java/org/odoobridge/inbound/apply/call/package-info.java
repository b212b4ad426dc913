/**
 * Calls to Odoo as applying needs them: lost races repeated, batches narrowed to the record at
 * fault.
 *
 * <p>Model, method, rows → an answer or a fault per record.
 *
 * <p>May import: core, odoo; nothing else of apply.
 */
@NullMarked
package org.odoobridge.inbound.apply.call;

import org.jspecify.annotations.NullMarked;
