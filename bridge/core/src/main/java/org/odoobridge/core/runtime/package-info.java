/**
 * How parts start and stop, and how SQL is run.
 *
 * <p>Declared order → a running process; a function of a connection → one transaction.
 *
 * <p>May import: {@code java..}, model, config, Hikari, PostgreSQL driver.
 */
@NullMarked
package org.odoobridge.core.runtime;

import org.jspecify.annotations.NullMarked;
