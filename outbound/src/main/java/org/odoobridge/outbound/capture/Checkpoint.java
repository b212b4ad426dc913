package org.odoobridge.outbound.capture;

import org.odoobridge.core.model.Lsn;

/**
 * Lets the slot advance: everything up to {@code lsn} has its consequences durable in the journal.
 * Called from any thread; never goes back.
 */
@FunctionalInterface
public interface Checkpoint {
  void durable(Lsn lsn);
}
