/**
 * Odoo's external API, whichever protocol the server speaks.
 *
 * <p>A call of a model's method → JSON, or one fault with one meaning.
 *
 * <p>May import: core, Vert.x core, Jackson, Micrometer; nothing else of inbound.
 */
@NullMarked
package org.odoobridge.inbound.odoo.rpc;

import org.jspecify.annotations.NullMarked;
