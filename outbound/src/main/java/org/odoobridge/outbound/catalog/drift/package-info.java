/**
 * Proves what a channel really shows: reads it back page by page, names what differs, repairs what
 * it may.
 *
 * <p>A channel's own rows and what it acknowledged → findings, repairs.
 *
 * <p>May import: core, catalog.model, catalog.publish, delivery.
 */
@NullMarked
package org.odoobridge.outbound.catalog.drift;

import org.jspecify.annotations.NullMarked;
