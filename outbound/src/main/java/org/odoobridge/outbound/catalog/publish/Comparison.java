package org.odoobridge.outbound.catalog.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How far the comparison of every product with the channel has come.
 *
 * @param cursor template compared last
 * @param done products compared in this round
 * @param total products there are
 * @param finishedAt empty while it runs
 */
public record Comparison(
    int cursor, int done, int total, Instant startedAt, Optional<Instant> finishedAt) {
  public boolean running() {
    return finishedAt.isEmpty();
  }

  public int remaining() {
    return running() ? Math.max(0, total - done) : 0;
  }

  /** Products per second since it started. */
  public double rate(Instant now) {
    double seconds = Duration.between(startedAt, finishedAt.orElse(now)).toMillis() / 1000.0;
    return seconds <= 0 ? 0 : done / seconds;
  }

  /** When it will be done at this rate; empty when it is done or nothing can be said yet. */
  public Optional<Instant> expectedEnd(Instant now) {
    double rate = rate(now);
    return running() && rate > 0
        ? Optional.of(now.plusMillis((long) (remaining() / rate * 1000)))
        : Optional.empty();
  }
}
