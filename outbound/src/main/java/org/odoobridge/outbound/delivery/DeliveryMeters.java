package org.odoobridge.outbound.delivery;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.observability.Telemetry;

/** One lane's meters. */
public final class DeliveryMeters {
  private static final String CHANNEL = "channel";
  private final MeterRegistry registry;
  private final ChannelId channel;
  private final Timer commitToAck;

  public DeliveryMeters(MeterRegistry registry, ChannelId channel) {
    this.registry = registry;
    this.channel = channel;
    this.commitToAck =
        Timer.builder(Telemetry.COMMIT_TO_ACK)
            .tag(CHANNEL, channel.value())
            .publishPercentiles(0.5, 0.99)
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofMinutes(10))
            .register(registry);
  }

  /** Registers the gauges; once per channel, since lanes come and go with the lead. */
  public void watch(Supplier<LaneStatus> status) {
    gauge(Telemetry.DELIVERY_DIRTY, () -> status.get().dirty());
    gauge(Telemetry.DELIVERY_PARKED, () -> status.get().parked());
  }

  /** An item is shown {@code elapsed} after its cause was committed. */
  void acknowledged(Duration elapsed) {
    commitToAck.record(elapsed.isNegative() ? Duration.ZERO : elapsed);
  }

  void attempted(String outcome, int items) {
    Counter.builder(Telemetry.DELIVERY_ATTEMPTS)
        .tag(CHANNEL, channel.value())
        .tag("outcome", outcome)
        .register(registry)
        .increment(items);
  }

  private void gauge(String name, Supplier<Number> value) {
    Gauge.builder(name, value).tag(CHANNEL, channel.value()).register(registry);
  }
}
