/**
 * Makes a channel show the products it should: what differs is found, sent, and remembered.
 *
 * <p>Dirty templates → documents → differences → outcomes kept in the journal.
 *
 * <p>May import: core, catalog.model, delivery.
 */
@NullMarked
package org.odoobridge.outbound.catalog.publish;

import org.jspecify.annotations.NullMarked;
