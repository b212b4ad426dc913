/**
 * A whole world on one machine: real PostgreSQL, simulated Odoo and shop, the real bridge between.
 *
 * <p>Command line options → a running world, one ready line, an end that leaves nothing behind.
 *
 * <p>May import: app, testkit.
 */
@NullMarked
package org.odoobridge.sandbox;

import org.jspecify.annotations.NullMarked;
