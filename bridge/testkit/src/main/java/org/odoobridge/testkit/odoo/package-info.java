/**
 * A simulated Odoo 14: its tables in a real PostgreSQL and its JSON-RPC interface over them.
 *
 * <p>Input: RPC calls; output: the row changes and answers a real Odoo 14 gives.
 *
 * <p>May import: {@code java..}, JDBC, Jackson, Vert.x, testkit.postgres.
 */
@NullMarked
package org.odoobridge.testkit.odoo;

import org.jspecify.annotations.NullMarked;
