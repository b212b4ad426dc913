/**
 * Where the bytes of product images come from.
 *
 * <p>An image by hash → its bytes, checked against the hash.
 *
 * <p>May import: core, catalog.model.
 */
@NullMarked
package org.odoobridge.outbound.catalog.image;

import org.jspecify.annotations.NullMarked;
