package org.odoobridge.outbound.catalog.drift;

import java.time.Instant;
import java.util.Optional;

/**
 * How far one look at everything has come; survives a restart.
 *
 * @param number counts rounds
 * @param page the last page read whole
 * @param read products and variations read
 * @param total products the channel says it has
 * @param pending differences that prove nothing, since another value is on its way
 * @param finishedAt empty while it runs
 */
public record DriftRound(
    long number,
    int page,
    int read,
    int total,
    int pending,
    Instant startedAt,
    Optional<Instant> finishedAt) {
  static DriftRound begin(long number, Instant now) {
    return new DriftRound(number, 0, 0, 0, 0, now, Optional.empty());
  }

  boolean running() {
    return finishedAt.isEmpty();
  }

  DriftRound after(int newPage, int newRead, int newTotal, int newPending) {
    return new DriftRound(
        number, newPage, read + newRead, newTotal, pending + newPending, startedAt, finishedAt);
  }

  DriftRound finished(Instant now) {
    return new DriftRound(number, page, read, total, pending, startedAt, Optional.of(now));
  }
}
