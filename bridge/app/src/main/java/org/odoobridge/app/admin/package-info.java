/**
 * The admin API, health, metrics and the console's files.
 *
 * <p>HTTP requests → reads of both halves and of the journal, and a person's decisions.
 *
 * <p>May import: core, Vert.x, Jackson, Micrometer; no half: what it shows comes through {@link
 * org.odoobridge.app.admin.OutboundView} and the journal.
 */
@NullMarked
package org.odoobridge.app.admin;

import org.jspecify.annotations.NullMarked;
