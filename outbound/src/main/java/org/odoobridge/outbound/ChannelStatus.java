package org.odoobridge.outbound;

import org.odoobridge.outbound.delivery.LaneStatus;

/**
 * One configured channel and how its lane is.
 *
 * @param type as configured, e.g. {@code woocommerce}
 * @param leading whether this node tells the channel; another one does otherwise
 */
public record ChannelStatus(String type, boolean leading, LaneStatus lane) {}
