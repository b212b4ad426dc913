package org.odoobridge.app;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** The process's meters, in Prometheus form; every timer of ours has percentiles. */
final class Meters {
  private static final double[] PERCENTILES = {0.5, 0.9, 0.99};

  private Meters() {}

  static PrometheusMeterRegistry registry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry
        .config()
        .meterFilter(
            new MeterFilter() {
              @Override
              public DistributionStatisticConfig configure(
                  Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().startsWith("bridge.") && id.getType() == Meter.Type.TIMER
                    ? DistributionStatisticConfig.builder()
                        .percentiles(PERCENTILES)
                        // Quantiles and buckets exclude each other; buckets are 60 series a timer.
                        .percentilesHistogram(false)
                        .build()
                        .merge(config)
                    : config;
              }
            });
    new JvmMemoryMetrics().bindTo(registry);
    return registry;
  }
}
