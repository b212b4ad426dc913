package org.odoobridge.outbound;

import org.odoobridge.core.config.Default;

/**
 * How fast a channel is told.
 *
 * @param perSecond most requests per second; 0 = no limit
 * @param inFlight most requests at once
 */
public record RateConfig(@Default("0") int perSecond, @Default("1") int inFlight) {
  public RateConfig {
    if (perSecond < 0 || inFlight < 1) {
      throw new IllegalArgumentException("rate needs perSecond >= 0 and inFlight >= 1");
    }
  }
}
