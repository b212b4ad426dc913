package org.odoobridge.outbound.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.core.work.RetrySchedule;

/**
 * Whether requests to a channel may go: pause, breaker, the wait a channel asked for, the rate. Not
 * thread-safe: its lane guards it.
 */
public final class LaneGate {
  private final LaneSettings settings;
  private final TokenBucket bucket;
  private final RandomGenerator random;
  private final CircuitBreaker breaker;
  private final RetrySchedule forEver;
  private boolean failing;
  private long successes;
  private int holdsInARow;
  private Instant holdUntil = Instant.MIN;
  private @Nullable String pausedBecause;
  private @Nullable Problem lastProblem;
  private @Nullable Instant lastProblemAt;

  public LaneGate(LaneSettings settings, TokenBucket bucket, RandomGenerator random) {
    this.settings = settings;
    this.bucket = bucket;
    this.random = random;
    this.breaker = new CircuitBreaker(settings.breaker());
    RetrySchedule retry = settings.retry();
    this.forEver = new RetrySchedule(retry.initial(), retry.max(), Integer.MAX_VALUE);
  }

  public void pause(String reason) {
    pausedBecause = reason;
  }

  public void resume() {
    pausedBecause = null;
    holdUntil = Instant.MIN;
  }

  public boolean paused() {
    return pausedBecause != null;
  }

  /** Until when nothing may go; in the past when it may. */
  public Instant blockedUntil(Instant now) {
    if (holdUntil.isAfter(now)) {
      return holdUntil;
    }
    return breaker.state() == CircuitBreaker.State.OPEN ? breaker.probeAt() : Instant.MIN;
  }

  /** Whether the breaker waits for a probe, so that retries should not wait for their own time. */
  boolean probing() {
    return breaker.state() == CircuitBreaker.State.HALF_OPEN;
  }

  /** Whether a request may go, its rate apart; ask only when not blocked. */
  public boolean admits(Instant now) {
    return pausedBecause == null && breaker.admits(now);
  }

  Duration rateWait(Instant now) {
    return bucket.waitAt(now);
  }

  /** A request goes out; returns the most items it may hold. */
  public int begin(int batchLimit) {
    bucket.spend(1);
    breaker.began();
    return breaker.batchLimit(batchLimit);
  }

  /** A request was answered by the channel itself; returns whether it had not been before. */
  public boolean answered(Instant now) {
    boolean back = failing;
    failing = false;
    successes++;
    holdsInARow = 0;
    if (lastProblem instanceof Problem.Technical) {
      lastProblem = null;
    }
    breaker.succeeded(now);
    return back;
  }

  /** A request got no answer of use for any of its items. */
  public void failed(Problem.Technical problem, Instant now) {
    failing = true;
    note(problem, now);
    if (problem.kind() == TechnicalKind.THROTTLED) {
      breaker.inconclusive();
    } else {
      breaker.failed(now);
    }
    if (nothingDone(problem.kind())) {
      holdsInARow++;
      holdUntil = now.plus(wait(holdsInARow, problem));
    }
  }

  public void note(Problem problem, Instant now) {
    lastProblem = problem;
    lastProblemAt = now;
  }

  /** Requests that the channel answered, ever. */
  long successes() {
    return successes;
  }

  /** The schedule's wait; a lane itself never gives up: only items are parked. */
  public Duration wait(int attempt, Problem.Technical problem) {
    return forEver.after(Math.max(1, attempt), problem, random).orElse(settings.retry().max());
  }

  /** Whether a failure of this kind proves that the channel did nothing. */
  public static boolean nothingDone(TechnicalKind kind) {
    return switch (kind) {
      case CONNECTION_REFUSED, THROTTLED, UNAUTHORIZED, CIRCUIT_OPEN -> true;
      case TIMEOUT, SERVER_ERROR, SERIALIZATION, PROTOCOL -> false;
    };
  }

  public Health health() {
    if (pausedBecause != null) {
      return new Health.Degraded("paused: " + pausedBecause);
    }
    Problem problem = lastProblem;
    boolean unauthorized =
        problem instanceof Problem.Technical technical
            && technical.kind() == TechnicalKind.UNAUTHORIZED;
    return problem != null && (unauthorized || breaker.state() != CircuitBreaker.State.CLOSED)
        ? new Health.Degraded(text(problem))
        : Health.UP;
  }

  public String breakerState() {
    return word(breaker.state());
  }

  public Optional<String> pausedBecause() {
    return Optional.ofNullable(pausedBecause);
  }

  public Optional<String> lastError() {
    return Optional.ofNullable(lastProblem).map(LaneGate::text);
  }

  public Optional<Instant> lastErrorAt() {
    return lastProblem == null ? Optional.empty() : Optional.ofNullable(lastProblemAt);
  }

  /** An enum's name as it stands in codes and pages. */
  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String text(Problem problem) {
    return switch (problem) {
      case Problem.Technical technical -> word(technical.kind()) + ": " + technical.detail();
      case Problem.Business business -> business.code() + ": " + business.detail();
    };
  }
}
