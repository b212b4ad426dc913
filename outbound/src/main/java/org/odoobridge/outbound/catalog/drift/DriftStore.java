package org.odoobridge.outbound.catalog.drift;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;

/**
 * Findings and progress, in the journal. Blocks (virtual thread); throws {@link
 * org.odoobridge.core.runtime.SqlFailure}.
 */
public interface DriftStore {
  Optional<DriftRound> round(ChannelId channel);

  /** Every finding that has not gone, oldest first. */
  List<Finding> findings(ChannelId channel);

  /**
   * Writes progress and what was found, in one transaction. A finding known before keeps the time
   * since which it is known.
   *
   * @param finished whether the round is whole: findings it did not make again are gone
   * @throws org.odoobridge.core.cluster.StaleEpochException when another node leads
   */
  void write(
      ChannelId channel,
      long epoch,
      DriftRound round,
      Collection<Finding> findings,
      boolean finished);
}
