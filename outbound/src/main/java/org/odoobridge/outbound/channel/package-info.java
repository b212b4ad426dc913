/**
 * What channel adapters share: one HTTP exchange with limits, and how its failures read.
 *
 * <p>Request → answer or the reason there is none.
 *
 * <p>May import: core, delivery, Vert.x core.
 */
@NullMarked
package org.odoobridge.outbound.channel;

import org.jspecify.annotations.NullMarked;
