package org.odoobridge.testkit.shop.hook;

/**
 * One webhook request the shop sent.
 *
 * @param resourceId order, product or customer; 0 for stock actions
 * @param nanos {@link System#nanoTime} when it was sent
 * @param status the receiver's answer; 0 when there was none
 * @param body the exact text that was signed
 */
public record Delivery(
    int webhookId, String topic, int resourceId, long nanos, int status, String body) {}
