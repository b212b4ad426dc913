/**
 * Odoo's object layer over its tables: models, fields, domains, records, errors, transactions.
 *
 * <p>Input: model, ids, values as RPC carries them; output: SQL and answers in Odoo's form.
 *
 * <p>May import: {@code java..}, JDBC, Jackson, testkit.odoo.release.
 */
@NullMarked
package org.odoobridge.testkit.odoo.orm;

import org.jspecify.annotations.NullMarked;
