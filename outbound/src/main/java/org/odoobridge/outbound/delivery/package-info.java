/**
 * Makes channels show what is desired: dirty sets, batches, limits, what was acknowledged.
 *
 * <p>Desired stock → Channel.send → listing and checkpoint.
 *
 * <p>May import: core, desired, capture (its checkpoint only).
 */
@NullMarked
package org.odoobridge.outbound.delivery;

import org.jspecify.annotations.NullMarked;
