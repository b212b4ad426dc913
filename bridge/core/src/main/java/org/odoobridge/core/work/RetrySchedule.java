package org.odoobridge.core.work;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to try again: exponential with full jitter, never sooner than the other side asked.
 *
 * @param initial longest wait after the first attempt
 * @param max longest wait ever (a longer {@code Retry-After} wins)
 * @param attempts attempts in all before giving up; at least 1
 */
public record RetrySchedule(Duration initial, Duration max, int attempts) {
  public RetrySchedule {
    if (initial.isNegative() || initial.isZero() || max.compareTo(initial) < 0 || attempts < 1) {
      throw new IllegalArgumentException(
          "retry needs 0 < initial <= max and attempts >= 1, not "
              + initial
              + ", "
              + max
              + ", "
              + attempts);
    }
  }

  /**
   * The wait after attempt number {@code attempt} (1 = the first), or empty to give up.
   *
   * @param random source of the jitter; between half and all of the exponential step is waited
   */
  public Optional<Duration> after(int attempt, Problem.Technical problem, RandomGenerator random) {
    if (attempt >= attempts) {
      return Optional.empty();
    }
    long step = initial.toMillis();
    for (int i = 1; i < attempt && step < max.toMillis(); i++) {
      step *= 2;
    }
    long capped = Math.max(1, Math.min(step, max.toMillis()));
    long jittered = capped / 2 + random.nextLong(capped / 2 + 1);
    Duration wait = Duration.ofMillis(Math.max(1, jittered));
    return Optional.of(
        problem.retryAfter().filter(asked -> asked.compareTo(wait) > 0).orElse(wait));
  }
}
