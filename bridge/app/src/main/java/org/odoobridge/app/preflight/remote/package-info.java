/**
 * Odoo's API, shops and webhook receivers, looked at over the network.
 *
 * <p>Harmless requests → findings.
 *
 * <p>May import: core, preflight, {@code java.net.http}, Jackson; Odoo's API as inbound's port.
 */
@NullMarked
package org.odoobridge.app.preflight.remote;

import org.jspecify.annotations.NullMarked;
