/**
 * Who leads and who has seen what: epoch (fencing) and recent-key memory.
 *
 * <p>Membership and keys → hints; correctness stays in PostgreSQL.
 *
 * <p>May import: model, runtime, Hazelcast (here only).
 */
@NullMarked
package org.odoobridge.core.cluster;

import org.jspecify.annotations.NullMarked;
