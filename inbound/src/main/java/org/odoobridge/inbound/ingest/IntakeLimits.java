package org.odoobridge.inbound.ingest;

import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.config.Default;

/**
 * Bounds of what channels may send at once.
 *
 * @param maxBody longest body of a delivery; longer ones are answered 413
 * @param handoff deliveries waiting for their commit at most; more are answered 503
 */
public record IntakeLimits(@Default("1MiB") ByteSize maxBody, @Default("1000") int handoff) {
  public static final IntakeLimits DEFAULTS = new IntakeLimits(new ByteSize(1L << 20), 1000);

  public IntakeLimits {
    if (maxBody.bytes() < 1 || maxBody.bytes() > (1L << 30) || handoff < 1) {
      throw new IllegalArgumentException("maxBody must be 1B to 1GiB and handoff at least 1");
    }
  }
}
