/**
 * What every channel should show, and why.
 *
 * <p>Projection and channel policy → desired stock with its explanation.
 *
 * <p>May import: core, projection.
 */
@NullMarked
package org.odoobridge.outbound.desired;

import org.jspecify.annotations.NullMarked;
