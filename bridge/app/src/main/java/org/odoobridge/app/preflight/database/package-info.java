/**
 * Odoo's database and the journal's, looked at with the bridge's own roles.
 *
 * <p>Catalog reads → facts → findings, and the SQL that cures them.
 *
 * <p>May import: core, preflight, JDBC; the lists of needed tables come from both halves.
 */
@NullMarked
package org.odoobridge.app.preflight.database;

import org.jspecify.annotations.NullMarked;
