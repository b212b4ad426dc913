/**
 * What Odoo, of any release, does in its business methods: products, stock, sales, tills, imports.
 *
 * <p>Input: method calls on records; output: the row changes the real methods make.
 *
 * <p>May import: {@code java..}, testkit.odoo.orm, testkit.odoo.release.
 */
@NullMarked
package org.odoobridge.testkit.odoo.business;

import org.jspecify.annotations.NullMarked;
