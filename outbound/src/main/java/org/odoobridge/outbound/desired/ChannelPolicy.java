package org.odoobridge.outbound.desired;

import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.projection.StockPolicy;

/** A channel and the stock it may sell. */
public record ChannelPolicy(ChannelId channel, StockPolicy stock) {}
