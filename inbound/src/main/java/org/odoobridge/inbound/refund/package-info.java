/**
 * Refunds on their two clocks: goods at once, money deferred, each with its own durable state.
 *
 * <p>What shops say about refunds → orders less what is off them, return pickings, credit notes.
 *
 * <p>May import: core, order, odoo, apply; never ingest, verify, sweep, work.
 */
@NullMarked
package org.odoobridge.inbound.refund;

import org.jspecify.annotations.NullMarked;
