package org.odoobridge.inbound.route;

import java.util.List;
import org.odoobridge.core.journal.JournalEntry;
import org.odoobridge.core.work.Outcome;

/**
 * Carries out what stored messages ask for. Messages of one call are about different resources;
 * each stands alone. Repeating a call is harmless: every write carries its own reference.
 */
@FunctionalInterface
public interface MessageHandler {
  /** One outcome per entry, same order; never throws for business or technical problems. */
  List<Outcome> handle(List<JournalEntry> entries);
}
