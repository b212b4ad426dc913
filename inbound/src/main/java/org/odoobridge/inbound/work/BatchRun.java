package org.odoobridge.inbound.work;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.odoobridge.core.journal.Claim;
import org.odoobridge.core.journal.EntryState;
import org.odoobridge.core.journal.Journal;
import org.odoobridge.core.journal.JournalEntry;
import org.odoobridge.core.journal.Verdict;
import org.odoobridge.core.observability.Telemetry;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.inbound.route.MessageHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** One batch of claims from the claim to the stored verdicts, its leases kept alive meanwhile. */
public final class BatchRun {
  private static final Logger LOG = LoggerFactory.getLogger(BatchRun.class);

  private final Journal journal;
  private final Handling handling;
  private final Verdicts verdicts;
  private final SeenReferences references;
  private final Clock clock;

  /** What carries a batch out. */
  public record Handling(MessageHandler handler, Rereads rereads, MeterRegistry meters) {}

  BatchRun(
      Journal journal,
      Handling handling,
      Verdicts verdicts,
      SeenReferences references,
      Clock clock) {
    this.journal = journal;
    this.handling = handling;
    this.verdicts = verdicts;
    this.references = references;
    this.clock = clock;
  }

  /** Handles and records; returns for each claim whether it met an outage. */
  List<Boolean> run(List<Claim> claims, Duration lease) {
    Instant begun = clock.instant();
    long startNanos = System.nanoTime();
    Map<Long, Result> results = withLease(claims, lease);
    if (Thread.currentThread().isInterrupted()) {
      return List.of(); // the process ends; what had been claimed was given back
    }
    Instant now = clock.instant();
    List<Verdict> batch = new ArrayList<>();
    List<Boolean> outages = new ArrayList<>();
    for (Claim claim : claims) {
      Result result = results.get(claim.entry().id());
      if (result == null) {
        throw new IllegalStateException("no result for entry " + claim.entry().id());
      }
      batch.add(settledAlready(claim, result.verdict(verdicts, claim, now), begun, now));
      outages.add(result.isOutage());
    }
    List<Boolean> stored = journal.record(batch);
    Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
    for (int i = 0; i < batch.size(); i++) {
      report(batch.get(i), stored.get(i), took);
    }
    return outages;
  }

  /** What an attempt led to: an outcome, or a bug. */
  private sealed interface Result {
    record Of(Outcome outcome) implements Result {}

    /** Settled by a fresh read from the shop; its trouble is the shop's, not Odoo's. */
    record Reread(Outcome outcome) implements Result {}

    record Bug(RuntimeException cause) implements Result {}

    default boolean isOutage() {
      return this instanceof Of of && Verdicts.isOutage(of.outcome());
    }

    default Verdict verdict(Verdicts verdicts, Claim claim, Instant now) {
      return switch (this) {
        case Of of -> verdicts.of(claim, of.outcome(), now);
        case Reread reread -> verdicts.of(claim, reread.outcome(), now);
        case Bug bug -> Verdicts.bug(claim, bug.cause());
      };
    }
  }

  /** Runs the batch beside this thread, which renews the leases until it is done. */
  private Map<Long, Result> withLease(List<Claim> claims, Duration lease) {
    AtomicReference<Map<Long, Result>> results = new AtomicReference<>(Map.of());
    CountDownLatch done = new CountDownLatch(1);
    Thread work =
        Thread.ofVirtual()
            .name("worker-batch")
            .start(
                () -> {
                  try {
                    results.set(handle(claims));
                  } finally {
                    done.countDown();
                  }
                });
    try {
      while (!done.await(lease.toMillis() / 3, TimeUnit.MILLISECONDS)) {
        journal.extend(claims, clock.instant().plus(lease));
      }
      return results.get();
    } catch (InterruptedException e) {
      work.interrupt();
      Thread.interrupted(); // the release below needs a working thread
      journal.release(claims);
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  private Map<Long, Result> handle(List<Claim> claims) {
    Map<Long, Result> results = new HashMap<>();
    List<JournalEntry> ready = new ArrayList<>();
    for (Claim claim : claims) {
      settle(claim)
          .ifPresentOrElse(
              result -> results.put(claim.entry().id(), result), () -> ready.add(claim.entry()));
    }
    if (!ready.isEmpty()) {
      apply(ready, results);
    }
    return results;
  }

  private Optional<Result> settle(Claim claim) {
    if (!claim.ambiguous()) {
      return Optional.empty();
    }
    try {
      return handling.rereads().settle(claim.entry()).map(Result.Reread::new);
    } catch (RuntimeException e) {
      return Optional.of(bug(claim.entry(), e));
    }
  }

  private void apply(List<JournalEntry> entries, Map<Long, Result> results) {
    try {
      List<Outcome> outcomes = handling.handler().handle(entries);
      if (outcomes.size() != entries.size()) {
        throw new IllegalStateException(
            outcomes.size() + " outcomes for " + entries.size() + " entries");
      }
      for (int i = 0; i < entries.size(); i++) {
        results.put(entries.get(i).id(), new Result.Of(outcomes.get(i)));
      }
    } catch (RuntimeException e) {
      if (entries.size() == 1) {
        results.put(entries.getFirst().id(), bug(entries.getFirst(), e));
        return;
      }
      // Alone each shows whether the bug is about it; repeating the others is harmless.
      LOG.atWarn().setCause(e).addKeyValue("entries", entries.size()).log("batch.bug");
      entries.forEach(entry -> apply(List.of(entry), results));
    }
  }

  private static Result bug(JournalEntry entry, RuntimeException cause) {
    LOG.atError().setCause(cause).addKeyValue("entryId", entry.id()).log("entry.bug");
    return new Result.Bug(cause);
  }

  /** An uncertain write whose reference has shown while we waited is due for its check at once. */
  private Verdict settledAlready(Claim claim, Verdict verdict, Instant begun, Instant now) {
    boolean seen =
        verdict.state() == EntryState.UNCERTAIN
            && claim.entry().key().order().filter(o -> references.since(o, begun)).isPresent();
    return seen
        ? new Verdict(
            claim,
            EntryState.UNCERTAIN,
            Optional.of(now),
            verdict.problem(),
            verdict.detail(),
            verdict.remedy())
        : verdict;
  }

  private void report(Verdict verdict, boolean stored, Duration took) {
    JournalEntry entry = verdict.claim().entry();
    String state = verdict.state().name().toLowerCase(Locale.ROOT);
    handling
        .meters()
        .counter(
            Telemetry.APPLY_ATTEMPTS,
            "channel",
            entry.key().source().value(),
            "outcome",
            stored ? state : "lost")
        .increment();
    if (stored && verdict.state() == EntryState.APPLIED) {
      handling
          .meters()
          .timer(Telemetry.ORDER_AGE, "channel", entry.key().source().value())
          .record(Duration.between(entry.receivedAt(), clock.instant()));
    }
    LOG.atLevel(stored ? Level.INFO : Level.WARN)
        .addKeyValue("entryId", entry.id())
        .addKeyValue("channel", entry.key().source())
        .addKeyValue("order", entry.key().id())
        .addKeyValue("outcome", stored ? state : "lost")
        .addKeyValue("problem", verdict.problem())
        .addKeyValue("attempt", entry.attempt())
        .addKeyValue("durationMs", took.toMillis())
        .log("entry.applied");
  }
}
