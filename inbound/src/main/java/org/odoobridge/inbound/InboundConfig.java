package org.odoobridge.inbound;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.odoobridge.core.config.Default;
import org.odoobridge.core.journal.JournalLimits;
import org.odoobridge.inbound.ingest.IntakeLimits;
import org.odoobridge.inbound.work.WorkerConfig;

/**
 * The inbound half's configuration.
 *
 * @param sources channels that send orders
 * @param intake bounds of what they may send at once
 * @param worker how stored messages are worked on
 * @param journal bounds of the journal's writer
 * @param keep how long finished messages are kept; 0 = for ever
 */
public record InboundConfig(
    @Default("[]") List<SourceConfig> sources,
    @Default("") IntakeLimits intake,
    @Default("") WorkerConfig worker,
    @Default("") JournalLimits journal,
    @Default("90d") Duration keep) {
  public static final InboundConfig NONE =
      new InboundConfig(
          List.of(),
          IntakeLimits.DEFAULTS,
          WorkerConfig.DEFAULTS,
          JournalLimits.DEFAULTS,
          Duration.ofDays(90));

  public InboundConfig {
    sources = List.copyOf(sources);
    Set<String> ids = new HashSet<>();
    for (SourceConfig source : sources) {
      if (!ids.add(source.id().value())) {
        throw new IllegalArgumentException("two sources are called '" + source.id() + "'");
      }
    }
  }
}
