package org.odoobridge.inbound;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.odoobridge.core.journal.EntryState;
import org.odoobridge.core.journal.JournalView;
import org.odoobridge.core.journal.pg.PgJournal;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.observability.Telemetry;
import org.odoobridge.core.runtime.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the journal's entries for meters and health, and removes what is older than kept. */
final class JournalUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(JournalUpkeep.class);
  private static final Duration COUNT_EVERY = Duration.ofSeconds(5);
  private static final Duration PURGE_EVERY = Duration.ofHours(1);

  private final PgJournal journal;
  private final JournalView view;
  private final Duration keep;
  private final Clock clock;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile Map<EntryState, Long> counts = Map.of();
  private volatile Optional<String> problem = Optional.of("not read yet");
  private Instant purgeDue = Instant.MIN;
  private boolean first = true;

  JournalUpkeep(PgJournal journal, JournalView view, Duration keep, InboundModule.Parts parts) {
    this.journal = journal;
    this.view = view;
    this.keep = keep;
    this.clock = parts.clock();
    for (EntryState state : EntryState.values()) {
      gauge(parts.meters(), state);
    }
  }

  void start() {
    Thread.ofVirtual().name("journal-upkeep").start(this::run);
  }

  void stop() {
    stopping.countDown();
  }

  /** Down when the journal cannot be read: nothing can be accepted then. */
  Health health() {
    return problem.<Health>map(Health.Down::new).orElse(Health.UP);
  }

  private void run() {
    while (!waited()) {
      try {
        Map<EntryState, Long> now = new EnumMap<>(EntryState.class);
        now.putAll(view.counts());
        counts = now;
        problem = Optional.empty();
        purge();
      } catch (SqlFailure e) {
        problem = Optional.of("the journal's database does not answer: " + e.getMessage());
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("journal.upkeep.bug");
      }
    }
  }

  private void purge() {
    Instant now = clock.instant();
    if (!keep.isZero() && !now.isBefore(purgeDue)) {
      purgeDue = now.plus(PURGE_EVERY);
      int purged = journal.purge(now.minus(keep));
      if (purged > 0) {
        LOG.atInfo().addKeyValue("entries", purged).log("journal.purged");
      }
    }
  }

  private boolean waited() {
    try {
      boolean stop = stopping.await(first ? 0 : COUNT_EVERY.toMillis(), TimeUnit.MILLISECONDS);
      first = false;
      return stop;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void gauge(MeterRegistry meters, EntryState state) {
    Gauge.builder(Telemetry.JOURNAL_ENTRIES, this, upkeep -> upkeep.counts.getOrDefault(state, 0L))
        .tag("state", state.name().toLowerCase(Locale.ROOT))
        .register(meters);
  }
}
