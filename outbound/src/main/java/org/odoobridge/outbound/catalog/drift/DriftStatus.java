package org.odoobridge.outbound.catalog.drift;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;

/**
 * How the audit of one channel stands.
 *
 * @param running whether a round is under way
 * @param read products read in this round, or in the last one
 * @param total products the channel says it has; 0 when unknown
 * @param pending differences that are on their way to the channel and so prove nothing
 * @param findings number of findings by state
 * @param held why repairs wait for approval; empty when none does
 * @param problem why the round cannot go on
 */
public record DriftStatus(
    ChannelId channel,
    boolean running,
    int read,
    int total,
    int pending,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Map<Finding.State, Integer> findings,
    Optional<String> held,
    Optional<String> problem) {}
