package org.odoobridge.core.work;

import java.time.Instant;
import java.util.Optional;

/** Result of one attempt at one piece of durable work. */
public sealed interface Outcome {
  /**
   * Done; the effect is in place.
   *
   * @param detail what was done, e.g. the order's name
   * @param lookAgain when time alone may have changed what is to be done; empty = never
   */
  record Applied(String detail, Optional<Instant> lookAgain) implements Outcome {
    public Applied(String detail) {
      this(detail, Optional.empty());
    }
  }

  /** Refused by a rule; waits for a person. */
  record Rejected(Problem.Business problem) implements Outcome {}

  /** The machinery failed; retried by schedule, then a dead letter. */
  record Failed(Problem.Technical problem) implements Outcome {}

  /**
   * The request may have been carried out. Settled when the reference shows up in Odoo, or after
   * {@code until}, when the call can no longer be running and the idempotent write is repeated.
   */
  record Uncertain(Instant until, String detail) implements Outcome {}

  /** A newer version was already applied, or nothing was to be done. */
  record Superseded(String detail) implements Outcome {}
}
