/**
 * Which templates a committed transaction touches.
 *
 * <p>Rows from the WAL → template ids, offered once a transaction.
 *
 * <p>May import: core, capture, projection, catalog.model.
 */
@NullMarked
package org.odoobridge.outbound.catalog.touch;

import org.jspecify.annotations.NullMarked;
