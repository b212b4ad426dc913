/**
 * What a person says of a channel's catalogue: which products, who owns which field, what it says.
 *
 * <p>YAML → checked records and expressions.
 *
 * <p>May import: core, catalog.model.
 */
@NullMarked
package org.odoobridge.outbound.catalog.config;

import org.jspecify.annotations.NullMarked;
