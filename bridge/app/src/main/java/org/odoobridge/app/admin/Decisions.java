package org.odoobridge.app.admin;

/** What a person may decide about a journal entry; all are audited with the actor's name. */
public interface Decisions {
  /** Puts a stopped entry back to the start; false when it is in another state. */
  boolean redrive(long entryId, String actor);

  /** Decides that an entry shall not be applied; false when it is final or being worked on. */
  boolean discard(long entryId, String actor, String reason);

  /** Lets a held order pass; false when it is not held. */
  boolean release(long entryId, String actor);
}
