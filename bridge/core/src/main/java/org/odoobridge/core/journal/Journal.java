package org.odoobridge.core.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.odoobridge.core.model.OrderKey;

/**
 * The durable list of what came in and what became of it. Every method is one transaction and safe
 * to call from any node; all throw {@code SqlFailure} when the database is away, but for {@link
 * #append}.
 */
public interface Journal {
  /**
   * Stores a message and, in the same transaction, what its order takes from stock; returns after
   * the commit. Repeating it is harmless: the second call finds the first one's entry. An order
   * version older than one already accepted is stored as SUPERSEDED; a newer one supersedes older
   * entries of its order that are waiting or parked, because a body is the order's whole state.
   *
   * @throws JournalUnavailable when it is unknown whether the message is stored, or it is not
   */
  Append append(NewMessage message);

  /**
   * Claims up to {@code max} entries that are due, at most one per key and the key's oldest first.
   * While an entry of a key is claimed, uncertain, retryable or parked, later ones of that key
   * wait. A claim whose lease has ended is due again; so is an applied entry that asked to be
   * looked at again, unless something newer of its key has come.
   */
  List<Claim> claim(String worker, int max, Duration lease);

  /**
   * Stores what became of claims, by compare-and-set on (state, attempt, worker).
   *
   * @return for each whether it was stored; false when the claim had been lost
   */
  List<Boolean> record(List<Verdict> verdicts);

  /** Gives claims back as if they had not been made; lost ones are skipped. */
  void release(List<Claim> claims);

  /**
   * Moves the leases of claims to {@code until}.
   *
   * @return those that are still held
   */
  List<Claim> extend(List<Claim> claims, Instant until);

  /**
   * Makes what {@code worker} had claimed due at once: its process has ended without giving it
   * back. The attempts stay spent. Returns how many.
   */
  int recover(String worker);

  /** Makes the orders' uncertain entries due now; returns how many. */
  int settleUncertain(Collection<OrderKey> orders);

  /** Makes retryable entries with one of these problems due now; returns how many. */
  int hasten(Set<String> problems);

  /**
   * Puts a rejected, dead, retryable or uncertain entry back to the start, with all attempts before
   * it; audited. False when it is in another state.
   */
  boolean redrive(long entryId, String actor);

  /**
   * Decides that an entry shall not be applied; its order takes no stock any more. Audited. False
   * when it is final already or claimed.
   */
  boolean discard(long entryId, String actor, String reason);

  /** Deletes final entries without an appointment that last changed before {@code before}. */
  int purge(Instant before);

  /** Calls {@code wake} whenever work may have become due, here or on another node. */
  void onWork(Runnable wake);
}
