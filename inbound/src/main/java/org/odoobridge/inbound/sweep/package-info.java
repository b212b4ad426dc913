/**
 * Asking shops: sweeps of changed orders, fresh reads of one, the state of their webhooks.
 *
 * <p>Time, requests and doubts → REST reads → the journal, by the same way as webhooks.
 *
 * <p>May import: core, ingest, dedup, work (its port for fresh reads), Vert.x client.
 */
@NullMarked
package org.odoobridge.inbound.sweep;

import org.jspecify.annotations.NullMarked;
