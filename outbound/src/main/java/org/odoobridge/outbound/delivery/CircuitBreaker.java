package org.odoobridge.outbound.delivery;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Stops talking to a channel that does not work: opens when most recent attempts failed, lets one
 * real batch through as a probe after a while, closes when that succeeds. Not thread-safe: its lane
 * guards it.
 */
final class CircuitBreaker {
  /** Whether requests pass. */
  enum State {
    CLOSED,
    OPEN,
    /** A probe may go or is out. */
    HALF_OPEN
  }

  private record Attempt(Instant at, boolean ok) {}

  private static final int REMEMBERED = 200;
  private final BreakerConfig settings;
  private final Deque<Attempt> recent = new ArrayDeque<>();
  private State state = State.CLOSED;
  private Instant probeAt = Instant.MIN;
  private boolean probing;
  private int failedProbes;

  CircuitBreaker(BreakerConfig settings) {
    this.settings = settings;
  }

  /** Whether a request may go now. */
  boolean admits(Instant now) {
    if (state == State.OPEN && !now.isBefore(probeAt)) {
      state = State.HALF_OPEN;
      probing = false;
    }
    return state == State.CLOSED || (state == State.HALF_OPEN && !probing);
  }

  /** A request goes out. */
  void began() {
    probing = state == State.HALF_OPEN;
  }

  void succeeded(Instant now) {
    remember(new Attempt(now, true));
    if (state == State.HALF_OPEN) {
      state = State.CLOSED;
      probing = false;
      failedProbes = 0;
      recent.clear();
    }
  }

  void failed(Instant now) {
    remember(new Attempt(now, false));
    if (state == State.HALF_OPEN) {
      failedProbes++;
      open(now);
    } else if (state == State.CLOSED && tripped()) {
      open(now);
    }
  }

  /** The request said nothing about the channel (throttled, stopped): a probe may be repeated. */
  void inconclusive() {
    probing = false;
  }

  State state() {
    return state;
  }

  /** When the next probe may go; meaningful while open. */
  Instant probeAt() {
    return probeAt;
  }

  /**
   * Most items in the next batch. A probe that fails is repeated with half as many, so that one
   * poisonous item cannot keep the breaker open for ever.
   */
  int batchLimit(int usual) {
    return state == State.HALF_OPEN ? Math.max(1, usual >> Math.min(failedProbes, 30)) : usual;
  }

  private void open(Instant now) {
    state = State.OPEN;
    probing = false;
    probeAt = now.plus(settings.open());
  }

  private boolean tripped() {
    long bad = recent.stream().filter(attempt -> !attempt.ok()).count();
    return bad >= settings.failures() && bad * 2 >= recent.size();
  }

  private void remember(Attempt attempt) {
    recent.addLast(attempt);
    Instant horizon = attempt.at().minus(settings.window());
    while (recent.size() > REMEMBERED || recent.getFirst().at().isBefore(horizon)) {
      recent.removeFirst();
    }
  }
}
