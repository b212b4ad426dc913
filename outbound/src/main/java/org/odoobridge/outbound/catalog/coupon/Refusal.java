package org.odoobridge.outbound.catalog.coupon;

/**
 * A program, or a part of it, that cannot be a coupon of the channel.
 *
 * @param program model and id
 * @param code stable reason, such as {@code free-product}
 * @param reason what is in the way, for a person
 * @param remedy what a person can do about it
 */
public record Refusal(String program, String name, String code, String reason, String remedy) {}
