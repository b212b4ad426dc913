/**
 * The journal in PostgreSQL: group commit, claims, demand, the console's reads.
 *
 * <p>Port calls → SQL.
 *
 * <p>May import: journal, model, work, runtime, cluster, observability, JDBC, Jackson, Micrometer.
 */
@NullMarked
package org.odoobridge.core.journal.pg;

import org.jspecify.annotations.NullMarked;
