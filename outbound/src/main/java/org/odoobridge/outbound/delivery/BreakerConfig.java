package org.odoobridge.outbound.delivery;

import java.time.Duration;
import org.odoobridge.core.config.Default;

/**
 * When a channel is left alone.
 *
 * @param failures failed attempts within {@code window} that open the breaker, if they are at least
 *     half of all attempts in it
 * @param window how far back attempts count
 * @param open rest before the next probe
 */
public record BreakerConfig(
    @Default("5") int failures, @Default("60s") Duration window, @Default("15s") Duration open) {
  public BreakerConfig {
    if (failures < 1 || window.isNegative() || window.isZero() || open.isNegative()) {
      throw new IllegalArgumentException("breaker needs failures >= 1, window > 0 and open >= 0");
    }
  }
}
