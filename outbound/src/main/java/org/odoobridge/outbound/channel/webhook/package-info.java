/**
 * Signed stock webhooks: level traffic to any HTTP receiver.
 *
 * <p>Desired stock → CloudEvents, signed as Standard Webhooks has it → outcomes.
 *
 * <p>May import: core, delivery, channel, desired.
 */
@NullMarked
package org.odoobridge.outbound.channel.webhook;

import org.jspecify.annotations.NullMarked;
