package org.odoobridge.outbound;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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
  private final Consumer<String> catalogue;
  private final Duration every;
  private final Function<SourceShape, List<SchemaFinding>> wanted;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile List<SchemaFinding> findings = List.of();
  private SourceShape first = SourceShape.UNKNOWN;
  private SourceShape seen = SourceShape.UNKNOWN;

  /**
   * @param wanted what the channels' settings need beyond that, and this shape lacks
   * @param catalogue told what has changed in anything that products' documents are made of
   */
  SchemaWatch(
      ProjectionLoader loader,
      OutboundFlow flow,
      Function<SourceShape, List<SchemaFinding>> wanted,
      Consumer<String> catalogue,
      Duration every,
      MeterRegistry meters) {
    this.wanted = wanted;
    this.loader = loader;
    this.flow = flow;
    this.catalogue = catalogue;
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
    if (first.equals(SourceShape.UNKNOWN)) {
      first = loaded;
      seen = loaded;
    }
    List<SchemaFinding> found = new ArrayList<>(loader.findings(now, loaded, first));
    found.addAll(wanted.apply(now));
    note(List.copyOf(found));
    List<String> documents = loader.documentChanges(now, seen);
    seen = now;
    List<String> changes = loader.changes(now, loaded);
    if (!changes.isEmpty() && !flow.isReloading()) {
      flow.reread(String.join(", ", changes));
    }
    if (!documents.isEmpty()) {
      catalogue.accept(String.join(", ", documents));
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
