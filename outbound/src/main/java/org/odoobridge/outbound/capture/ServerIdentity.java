package org.odoobridge.outbound.capture;

import java.util.Map;
import org.odoobridge.core.model.Lsn;

/**
 * Which cluster answers, and where its WAL ends.
 *
 * @param forks for each older timeline in this one's history, where it was left
 */
record ServerIdentity(String systemIdentifier, int timeline, Lsn end, Map<Integer, Lsn> forks) {
  ServerIdentity {
    forks = Map.copyOf(forks);
  }
}
