/**
 * A real PostgreSQL for tests and the sandbox, with logical decoding on.
 *
 * <p>Input: options; output: a running server, its databases, roles and connections.
 *
 * <p>May import: {@code java..}, the embedded server's library, JDBC, HikariCP.
 */
@NullMarked
package org.odoobridge.testkit.postgres;

import org.jspecify.annotations.NullMarked;
