package org.odoobridge.core.journal;

import java.time.Duration;
import org.odoobridge.core.config.Default;

/**
 * Bounds of the journal's writer.
 *
 * @param batch messages in one commit at most
 * @param queue messages waiting for a commit at most; more are refused
 * @param appendWait how long one append waits for its commit
 */
public record JournalLimits(
    @Default("500") int batch, @Default("5000") int queue, @Default("20s") Duration appendWait) {
  public static final JournalLimits DEFAULTS = new JournalLimits(500, 5000, Duration.ofSeconds(20));

  public JournalLimits {
    if (batch < 1 || queue < 1 || appendWait.isNegative() || appendWait.isZero()) {
      throw new IllegalArgumentException("batch, queue and appendWait must be positive");
    }
  }
}
