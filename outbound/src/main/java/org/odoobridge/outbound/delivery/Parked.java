package org.odoobridge.outbound.delivery;

import java.time.Instant;
import org.odoobridge.core.model.Sku;

/**
 * An item the channel will not take: it waits alone until its number changes, a person redrives it,
 * or the lane's long retry interval has passed.
 *
 * @param code stable reason, e.g. {@code unknown-in-channel}
 * @param technical whether machinery gave up, rather than a rule refusing
 * @param detail what the channel said
 * @param remedy what a person can do
 * @param quantity the number that was refused
 * @param since when it was parked first for this reason
 */
public record Parked(
    Sku sku,
    String code,
    boolean technical,
    String detail,
    String remedy,
    long quantity,
    Instant since) {}
