package org.odoobridge.core.journal;

/**
 * Where one stored message stands. {@code Worker} moves it, but for {@link #RECEIVED} (the append),
 * {@link #DISCARDED} (a person) and the reset to {@link #RECEIVED} by a redrive.
 */
public enum EntryState {
  /** Stored and acknowledged; waits for a worker. */
  RECEIVED,
  /** A worker holds it until its lease ends; after that anybody may take it. */
  CLAIMED,
  /** The effect is in Odoo. Final, but may be looked at again at an appointed time. */
  APPLIED,
  /** Refused by a rule; waits for a person, a redrive or a newer version of the same resource. */
  REJECTED,
  /** The machinery failed; due again at {@code nextAt}. */
  RETRYABLE,
  /** The request may have been carried out; due at {@code nextAt} or when the reference shows. */
  UNCERTAIN,
  /** A newer version made it needless, or nothing was to be done. Final. */
  SUPERSEDED,
  /** Given up after the last attempt, or stopped by a bug; waits for a person. */
  DEAD,
  /** A person decided that it shall not be applied. Final. */
  DISCARDED;

  /** Whether nothing will happen to it any more. */
  public boolean isFinal() {
    return this == APPLIED || this == SUPERSEDED || this == DISCARDED;
  }
}
