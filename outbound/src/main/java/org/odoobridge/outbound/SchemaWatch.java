package org.odoobridge.outbound;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.observability.Telemetry;
import org.odoobridge.core.runtime.SqlFailure;
import org.odoobridge.outbound.projection.ProjectionLoader;
import org.odoobridge.outbound.projection.SchemaFinding;
import org.odoobridge.outbound.projection.SourceShape;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every now and then whether Odoo's tables still are as they were loaded, and has them loaded
 * again when they are not. The stream shows only changes of shape that a row follows; a table that
 * was created again, or whose grants or publication were lost, it does not show at all.
 */
final class SchemaWatch implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaWatch.class);

  private final ProjectionLoader loader;
  private final OutboundFlow flow;
  private final Duration every;
  private final Function<SourceShape, List<SchemaFinding>> wanted;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile List<SchemaFinding> findings = List.of();

  /**
   * @param wanted what the channels' settings need beyond that, and this shape lacks
   */
  SchemaWatch(
      ProjectionLoader loader,
      OutboundFlow flow,
      Function<SourceShape, List<SchemaFinding>> wanted,
      Duration every,
      MeterRegistry meters) {
    this.wanted = wanted;
    this.loader = loader;
    this.flow = flow;
    this.every = every;
    Gauge.builder(Telemetry.SCHEMA_FINDINGS, this, watch -> watch.findings.size()).register(meters);
  }

  void start() {
    Thread.ofVirtual().name("schema-watch").start(this);
  }

  void stop() {
    stopping.countDown();
  }

  /** What a person has to do so that everything can be read, by name. */
  List<SchemaFinding> findings() {
    return findings;
  }

  /** Degraded while something cannot be read; that numbers stand still is the projection's word. */
  Health health() {
    List<SchemaFinding> present = findings;
    return present.isEmpty()
        ? Health.UP
        : new Health.Degraded(
            present.stream().map(SchemaFinding::text).collect(Collectors.joining(" | ")));
  }

  @Override
  public void run() {
    try {
      while (!stopping.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          look();
        } catch (SqlFailure e) {
          // The database is away: capture's health says so.
          LOG.atDebug().addKeyValue("problem", e.getMessage()).log("schema not looked at");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    SourceShape loaded = flow.loadedShape();
    if (loaded.equals(SourceShape.UNKNOWN)) {
      return; // nothing is loaded yet
    }
    SourceShape now = loader.shape();
    List<SchemaFinding> found = new ArrayList<>(loader.findings(now, loaded));
    found.addAll(wanted.apply(now));
    note(List.copyOf(found));
    List<String> changes = now.changesSince(loaded);
    if (!changes.isEmpty() && !flow.isReloading()) {
      flow.reread(String.join(", ", changes));
    }
  }

  private void note(List<SchemaFinding> found) {
    List<SchemaFinding> before = findings;
    findings = found;
    found.stream()
        .filter(finding -> !before.contains(finding))
        .forEach(
            finding ->
                LOG.atWarn()
                    .addKeyValue("remedy", finding.remedy())
                    .log("schema: {}", finding.message()));
    if (found.isEmpty() && !before.isEmpty()) {
      LOG.atInfo().log("schema: everything can be read again");
    }
  }
}
