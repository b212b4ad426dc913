package org.odoobridge.core.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * What a worker makes of an attempt, ready to be stored.
 *
 * @param state where the entry goes; never RECEIVED, CLAIMED or DISCARDED
 * @param dueAt when it may be claimed again; given for RETRYABLE and UNCERTAIN, and for APPLIED
 *     where it shall be looked at again
 * @param problem stable code, empty when there is none
 * @param detail what was done or what went wrong, for a person
 * @param remedy what a person can do, empty when nothing
 */
public record Verdict(
    Claim claim,
    EntryState state,
    Optional<Instant> dueAt,
    String problem,
    String detail,
    String remedy) {
  public Verdict {
    boolean again = state == EntryState.RETRYABLE || state == EntryState.UNCERTAIN;
    if ((again != dueAt.isPresent() && state != EntryState.APPLIED)
        || state == EntryState.RECEIVED
        || state == EntryState.CLAIMED
        || state == EntryState.DISCARDED) {
      throw new IllegalArgumentException("no verdict: " + state + ", due " + dueAt);
    }
  }

  public static Verdict done(Claim claim, EntryState state, String detail) {
    return new Verdict(claim, state, Optional.empty(), "", detail, "");
  }
}
