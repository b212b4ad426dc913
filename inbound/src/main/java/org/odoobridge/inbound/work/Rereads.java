package org.odoobridge.inbound.work;

import java.util.Optional;
import org.odoobridge.core.journal.JournalEntry;
import org.odoobridge.core.work.Outcome;

/** Puts an entry whose place among its order's versions is unknown in its place. */
@FunctionalInterface
public interface Rereads {
  /**
   * Reads the resource again from its source and stores what it finds.
   *
   * @return what becomes of the entry instead of being applied, or empty when it holds the current
   *     state and shall be applied
   */
  Optional<Outcome> settle(JournalEntry entry);
}
