/**
 * What a delivery is: its resource, version, demand, and the key that deduplicates it.
 *
 * <p>Exact bytes → a message for the journal, a hint, or nothing.
 *
 * <p>May import: core, Jackson.
 */
@NullMarked
package org.odoobridge.inbound.dedup;

import org.jspecify.annotations.NullMarked;
