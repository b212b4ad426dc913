package org.odoobridge.inbound.apply.plan;

import java.time.Instant;
import org.odoobridge.inbound.apply.mark.OrderMarks;
import org.odoobridge.inbound.apply.policy.OrderPolicy;

/**
 * What a plan depends on beside the two orders.
 *
 * @param marks what is remembered of the order
 * @param now decides what has expired
 */
public record Situation(OrderPolicy policy, OrderMarks.Marks marks, Instant now) {}
