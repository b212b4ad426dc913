package org.odoobridge.inbound.work;

import java.time.Duration;
import org.odoobridge.core.config.Default;
import org.odoobridge.core.work.RetrySchedule;

/**
 * How stored messages are worked on.
 *
 * @param batch entries claimed and handed to apply at once, 1 to 500
 * @param lanes batches at work at the same time on this node
 * @param lease after which another node may take a claim; renewed while the work goes on
 * @param retry of technical failures that concern the entry; neither an outage of Odoo nor a write
 *     whose fate is unknown is ever given up
 */
public record WorkerConfig(
    @Default("50") int batch,
    @Default("1") int lanes,
    @Default("60s") Duration lease,
    @Default("{initial: 1s, max: 10m, attempts: 30}") RetrySchedule retry) {
  public static final WorkerConfig DEFAULTS =
      new WorkerConfig(
          50,
          1,
          Duration.ofSeconds(60),
          new RetrySchedule(Duration.ofSeconds(1), Duration.ofMinutes(10), 30));

  public WorkerConfig {
    if (batch < 1 || batch > 500 || lanes < 1 || lanes > 16) {
      throw new IllegalArgumentException("batch must be 1 to 500 and lanes 1 to 16");
    }
    if (lease.compareTo(Duration.ofSeconds(3)) < 0) {
      throw new IllegalArgumentException("lease must be at least 3s");
    }
  }
}
