/**
 * Where channels call: HTTP in, journal append, answer after the commit.
 *
 * <p>Requests → journal entries.
 *
 * <p>May import: verify, dedup, core, Vert.x.
 */
@NullMarked
package org.odoobridge.inbound.ingest;

import org.jspecify.annotations.NullMarked;
