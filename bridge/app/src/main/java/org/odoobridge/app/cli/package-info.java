/**
 * Commands of {@code odoo-bridge} that talk to a running bridge, and what all commands share.
 *
 * <p>Arguments → calls of the admin API → text or JSON, and an exit code.
 *
 * <p>May import: {@code java..}, picocli, Jackson.
 */
@NullMarked
package org.odoobridge.app.cli;

import org.jspecify.annotations.NullMarked;
