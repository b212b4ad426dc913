/**
 * Whether a delivery comes from whom it says.
 *
 * <p>Raw bytes and a signature → verified or refused.
 *
 * <p>May import: core config.
 */
@NullMarked
package org.odoobridge.inbound.verify;

import org.jspecify.annotations.NullMarked;
