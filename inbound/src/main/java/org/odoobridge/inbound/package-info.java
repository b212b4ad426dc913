/**
 * The inbound half, assembled: what channels report goes exactly once into Odoo.
 *
 * <p>Webhooks and sweeps → journal → Odoo.
 *
 * <p>May import: core, every inbound package.
 */
@NullMarked
package org.odoobridge.inbound;

import org.jspecify.annotations.NullMarked;
