package org.odoobridge.core.journal;

import java.time.Instant;

/**
 * The right to work on one entry until the lease ends; recorded by compare-and-set, so of two
 * holders only one can change the entry.
 *
 * @param tries attempts spent since the append or the last redrive, this one included
 * @param ambiguous whether the body's place among the key's versions is unknown: read the resource
 *     again before applying
 */
public record Claim(
    JournalEntry entry, String worker, Instant leaseUntil, int tries, boolean ambiguous) {}
