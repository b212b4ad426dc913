package org.odoobridge.outbound;

import java.time.Duration;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.catalog.price.PricesConfig;
import org.odoobridge.outbound.delivery.BreakerConfig;
import org.odoobridge.outbound.delivery.LaneSettings;
import org.odoobridge.outbound.projection.StockPolicy;

/** One entry of {@code outbound.channels}; its key {@code type} says which. */
public sealed interface ChannelConfig permits WooCommerceChannelConfig, StockWebhookConfig {
  /** Longest wait for an order sweep that an increase needs. */
  Duration SWEEP_LIMIT = Duration.ofMinutes(2);

  ChannelId id();

  /** The word that selects this type in the file. */
  String typeName();

  StockPolicy stock();

  RateConfig rate();

  RetryConfig retry();

  BreakerConfig breaker();

  Duration parkedRetry();

  Duration requestLimit();

  /** Where its prices come from. */
  default PricesConfig prices() {
    return PricesConfig.off();
  }

  default LaneSettings lane() {
    return new LaneSettings(
        rate().inFlight(),
        rate().perSecond(),
        retry().schedule(),
        breaker(),
        parkedRetry(),
        requestLimit(),
        SWEEP_LIMIT);
  }

  /** Throws with a reason when a duration that must be positive is not. */
  static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be positive, such as 30s");
    }
  }
}
