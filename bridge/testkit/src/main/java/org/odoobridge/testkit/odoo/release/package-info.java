/**
 * The releases of Odoo that the testkit simulates and what differs between them, each by its name.
 *
 * <p>Input: a number such as 17; output: yes-or-no facts and the names of that release.
 *
 * <p>May import: {@code java..}.
 */
@NullMarked
package org.odoobridge.testkit.odoo.release;

import org.jspecify.annotations.NullMarked;
