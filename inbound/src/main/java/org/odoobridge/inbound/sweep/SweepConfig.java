package org.odoobridge.inbound.sweep;

import java.time.Duration;

/**
 * How a shop is swept.
 *
 * @param every between steady sweeps
 * @param overlap how far each steady sweep looks back before the one before it began; covers clock
 *     resolution, slow commits in the shop and clock changes
 * @param first how far the very first sweep looks back
 */
public record SweepConfig(Duration every, Duration overlap, Duration first) {
  public SweepConfig {
    if (every.compareTo(Duration.ofSeconds(1)) < 0
        || overlap.compareTo(Duration.ofSeconds(2)) < 0
        || first.isNegative()) {
      throw new IllegalArgumentException(
          "sweepEvery must be at least 1s, sweepOverlap at least 2s (the shop's clock has whole"
              + " seconds) and sweepFirst not negative");
    }
  }
}
