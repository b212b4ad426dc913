package org.odoobridge.core.journal;

/** Result of an append; in both cases the message is durable. */
public sealed interface Append {
  /** Number of the entry that holds the message. */
  long entryId();

  /** Stored now. */
  record Appended(long entryId, EntryState state) implements Append {}

  /** Was there before; nothing changed. */
  record Duplicate(long entryId) implements Append {}
}
