/**
 * Scenarios that a real and a simulated Odoo must end in the same state.
 *
 * <p>Input: a person and a database; output: the state as comparable lines.
 *
 * <p>May import: {@code java..}, JDBC, testkit.odoo.person, testkit.odoo.release.
 */
@NullMarked
package org.odoobridge.testkit.odoo.contract;

import org.jspecify.annotations.NullMarked;
