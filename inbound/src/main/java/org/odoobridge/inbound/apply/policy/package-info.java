/**
 * How one channel's orders are entered: its part of the configuration.
 *
 * <p>YAML → records with defaults → every other package here.
 *
 * <p>May import: core, order; nothing else of inbound.
 */
@NullMarked
package org.odoobridge.inbound.apply.policy;

import org.jspecify.annotations.NullMarked;
