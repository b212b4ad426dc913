package org.odoobridge.outbound.catalog.drift;

import java.time.Duration;
import org.odoobridge.core.config.Default;

/**
 * How a shop is read back and how much of it may be repaired without asking.
 *
 * @param every time from the end of one round to the start of the next; {@code 0} = only when a
 *     person asks
 * @param repair whether what differs is put right by itself; otherwise every repair waits for
 *     approval
 * @param maxRepairs most items repaired in one round without approval
 * @param maxPercent the same as a share of the items read, in percent; the lower of the two counts,
 *     but never less than one item
 */
public record DriftConfig(
    @Default("6h") Duration every,
    @Default("true") boolean repair,
    @Default("100") int maxRepairs,
    @Default("10") int maxPercent) {
  public DriftConfig {
    if (every.isNegative()) {
      throw new IllegalArgumentException("every: must not be negative; 0 turns the audit off");
    }
    if (maxRepairs < 0) {
      throw new IllegalArgumentException("maxRepairs: must be 0 or more; 0 asks for every repair");
    }
    if (maxPercent < 0 || maxPercent > 100) {
      throw new IllegalArgumentException("maxPercent: must be 0 to 100");
    }
  }

  /** Most items that may be repaired without approval when this many were read. */
  public int allowed(int read) {
    if (!repair || maxRepairs == 0 || maxPercent == 0) {
      return 0;
    }
    return Math.min(maxRepairs, Math.max(1, (int) ((long) read * maxPercent / 100)));
  }
}
