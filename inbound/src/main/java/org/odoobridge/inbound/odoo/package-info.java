/**
 * Odoo as this half sees it: calls over RPC, look-ups by SQL, and what differs between versions.
 *
 * <p>Model, method, arguments → JSON or a fault; names, SKUs, references → database ids.
 *
 * <p>May import: core, Vert.x core, Jackson, Micrometer; never order, apply, ingest, journal,
 * route.
 */
@NullMarked
package org.odoobridge.inbound.odoo;

import org.jspecify.annotations.NullMarked;
