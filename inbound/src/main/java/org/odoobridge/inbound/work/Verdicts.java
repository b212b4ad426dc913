package org.odoobridge.inbound.work;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.odoobridge.core.journal.Claim;
import org.odoobridge.core.journal.EntryState;
import org.odoobridge.core.journal.Verdict;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.core.work.RetrySchedule;

/** What an outcome means for the entry's next step. Pure but for the jitter. */
final class Verdicts {
  /** Nobody can work while these last: they say nothing about the entry, so it is not given up. */
  private static final Set<TechnicalKind> OUTAGE =
      EnumSet.of(
          TechnicalKind.CONNECTION_REFUSED,
          TechnicalKind.UNAUTHORIZED,
          TechnicalKind.THROTTLED,
          TechnicalKind.CIRCUIT_OPEN);

  private static final String DEAD_REMEDY =
      "see the attempts for what went wrong; when it is mended, redrive";

  private final RetrySchedule schedule;
  private final RandomGenerator random;

  Verdicts(RetrySchedule schedule, RandomGenerator random) {
    this.schedule = schedule;
    this.random = random;
  }

  /** Codes of the problems after which everything is worth a new try at once. */
  static Set<String> outageCodes() {
    return OUTAGE.stream().map(Verdicts::code).collect(Collectors.toUnmodifiableSet());
  }

  static boolean isOutage(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed && OUTAGE.contains(failed.problem().kind());
  }

  /** Stable code of a technical problem: {@code connection-refused}. */
  static String code(TechnicalKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Verdict of(Claim claim, Outcome outcome, Instant now) {
    return switch (outcome) {
      case Outcome.Applied applied ->
          new Verdict(claim, EntryState.APPLIED, applied.lookAgain(), "", applied.detail(), "");
      case Outcome.Superseded superseded ->
          Verdict.done(claim, EntryState.SUPERSEDED, superseded.detail());
      case Outcome.Rejected rejected ->
          new Verdict(
              claim,
              EntryState.REJECTED,
              Optional.empty(),
              rejected.problem().code(),
              rejected.problem().detail(),
              rejected.problem().remedy());
      case Outcome.Failed failed -> failed(claim, failed.problem(), now);
      case Outcome.Uncertain uncertain -> uncertain(claim, uncertain, now);
    };
  }

  /** After a bug: parked with the head of its stack, for it would only happen again. */
  static Verdict bug(Claim claim, RuntimeException bug) {
    StackTraceElement[] stack = bug.getStackTrace();
    String at = stack.length == 0 ? "" : " at " + stack[0];
    return dead(claim, "bug", bug + at, "report it with this entry's number; redrive once fixed");
  }

  private Verdict failed(Claim claim, Problem.Technical problem, Instant now) {
    Optional<Duration> wait =
        OUTAGE.contains(problem.kind())
            ? Optional.of(endless(claim, problem))
            : schedule.after(claim.tries(), problem, random);
    return wait.map(
            after ->
                new Verdict(
                    claim,
                    EntryState.RETRYABLE,
                    Optional.of(now.plus(after)),
                    code(problem.kind()),
                    problem.detail(),
                    ""))
        .orElseGet(() -> dead(claim, code(problem.kind()), problem.detail(), DEAD_REMEDY));
  }

  /** Never given up: nobody knows whether it was done. Repeated ever more slowly. */
  private Verdict uncertain(Claim claim, Outcome.Uncertain uncertain, Instant now) {
    Instant slowly = now.plus(endless(claim, Problem.Technical.of(TechnicalKind.TIMEOUT, "")));
    Instant due = uncertain.until().isAfter(slowly) ? uncertain.until() : slowly;
    return new Verdict(
        claim, EntryState.UNCERTAIN, Optional.of(due), "uncertain", uncertain.detail(), "");
  }

  /** The schedule's wait without its end. */
  private Duration endless(Claim claim, Problem.Technical problem) {
    int tries = Math.min(claim.tries(), schedule.attempts() - 1);
    return schedule.after(tries, problem, random).orElse(schedule.max());
  }

  private static Verdict dead(Claim claim, String code, String detail, String remedy) {
    return new Verdict(claim, EntryState.DEAD, Optional.empty(), code, detail, remedy);
  }
}
