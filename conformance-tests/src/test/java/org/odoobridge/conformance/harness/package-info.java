/**
 * Servers and processes the promises are tested on: a real Odoo, a bridge process that can be
 * killed.
 *
 * <p>Scripts and configuration → running servers with addresses.
 *
 * <p>May import: everything of the project.
 */
@NullMarked
package org.odoobridge.conformance.harness;

import org.jspecify.annotations.NullMarked;
