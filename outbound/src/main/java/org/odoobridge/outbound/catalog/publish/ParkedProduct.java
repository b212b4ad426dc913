package org.odoobridge.outbound.catalog.publish;

import java.time.Instant;

/**
 * A product the channel will not take: it waits alone until its document changes, a person redrives
 * it, or the lane's long retry interval has passed.
 *
 * @param sku its own or its variants', for people; may be empty
 * @param code stable reason, such as {@code ambiguous-sku}
 * @param technical whether machinery gave up, rather than a rule refusing
 * @param detail what is wrong
 * @param remedy what a person can do
 * @param since when it was parked first for this reason
 */
public record ParkedProduct(
    int template,
    String sku,
    String name,
    String code,
    boolean technical,
    String detail,
    String remedy,
    Instant since) {}
