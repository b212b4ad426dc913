/**
 * Reads product documents from Odoo's database.
 *
 * <p>Template ids → what a channel should show of them, all as of one moment.
 *
 * <p>May import: core, catalog.model, catalog.config.
 */
@NullMarked
package org.odoobridge.outbound.catalog.read;

import org.jspecify.annotations.NullMarked;
