/** Tests of stock webhooks. */
@NullMarked
package org.odoobridge.outbound.channel.webhook;

import org.jspecify.annotations.NullMarked;
