/** Tests of delivery, and the hand-moved timers they share. */
@NullMarked
package org.odoobridge.outbound.delivery;

import org.jspecify.annotations.NullMarked;
