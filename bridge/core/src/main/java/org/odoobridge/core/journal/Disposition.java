package org.odoobridge.core.journal;

import org.odoobridge.core.work.Problem;

/** What is to become of a message that is being appended. */
public sealed interface Disposition {
  /** A worker takes it. */
  record Work() implements Disposition {}

  /** Stored, but a person has to look at it first. */
  record Park(Problem.Business problem) implements Disposition {}

  /** Stored for the record only. */
  record Ignore(String reason) implements Disposition {}
}
