/** Tests of channel adapters: one contract, run for the fake and the real ones. */
@NullMarked
package org.odoobridge.outbound.channel;

import org.jspecify.annotations.NullMarked;
