/**
 * A person at work in any Odoo, real or simulated, over JSON-RPC or JSON-2.
 *
 * <p>Input: what the person does; output: the calls, and the ids they made.
 *
 * <p>May import: {@code java..}, Jackson, testkit.odoo.release.
 */
@NullMarked
package org.odoobridge.testkit.odoo.person;

import org.jspecify.annotations.NullMarked;
