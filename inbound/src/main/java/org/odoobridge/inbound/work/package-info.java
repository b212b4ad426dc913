/**
 * The loop that takes stored messages to apply and stores what became of them.
 *
 * <p>Due journal entries → outcomes in the journal.
 *
 * <p>May import: core, route, ingest (its port for fresh reads only).
 */
@NullMarked
package org.odoobridge.inbound.work;

import org.jspecify.annotations.NullMarked;
