package org.odoobridge.inbound.apply.measure;

import java.util.Optional;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.order.ChannelOrder;

/**
 * A channel's order with quantities as Odoo enters them.
 *
 * @param order as it came where {@code problem} says why it cannot be entered so
 */
public record Measured(ChannelOrder order, Optional<Problem.Business> problem) {}
