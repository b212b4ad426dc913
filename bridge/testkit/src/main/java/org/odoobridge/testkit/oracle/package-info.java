/**
 * The right answers, computed independently of the bridge from Odoo's database by plain SQL.
 *
 * <p>Input: a JDBC connection; output: numbers.
 *
 * <p>May import: {@code java..} and JDBC; no type of the bridge's.
 */
@NullMarked
package org.odoobridge.testkit.oracle;

import org.jspecify.annotations.NullMarked;
