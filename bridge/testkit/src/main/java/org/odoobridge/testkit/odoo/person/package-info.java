/**
 * A person at work in any Odoo 14, real or simulated, over JSON-RPC.
 *
 * <p>Input: what the person does; output: the calls, and the ids they made.
 *
 * <p>May import: {@code java..}, Jackson.
 */
@NullMarked
package org.odoobridge.testkit.odoo.person;

import org.jspecify.annotations.NullMarked;
