package org.odoobridge.core.journal;

import java.util.function.Consumer;
import org.odoobridge.core.model.ExternalRef;

/**
 * The references of our own writes as they show up in Odoo's WAL: proof that a write was committed,
 * whatever became of its answer.
 */
public interface ReferenceFeed {
  /** Calls {@code listener} for each reference seen committed; it must return at once. */
  void subscribe(Consumer<ExternalRef> listener);
}
