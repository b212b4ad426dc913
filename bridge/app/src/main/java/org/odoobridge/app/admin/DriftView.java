package org.odoobridge.app.admin;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;

/** What shops show wrongly, as a person sees it. Methods may block (virtual thread). */
public interface DriftView {
  /** Empty when this node does not audit this channel. */
  Optional<Status> status(ChannelId channel);

  List<Found> findings(ChannelId channel);

  /** Begins a look at everything; false when this node does not audit this channel. */
  boolean look(ChannelId channel);

  /**
   * Carries out repairs that wait for approval; returns how many.
   *
   * @param findings ids; empty = every held repair of an edit
   */
  int approve(ChannelId channel, Collection<String> findings);

  /**
   * @param running whether a round is under way
   * @param read products and variations read in the running or the last round
   * @param total products the channel says it has; 0 = it did not say
   * @param pending differences that are on their way to the channel
   * @param findings number of findings by state
   * @param held why repairs wait for approval; empty text when none does
   * @param problem why the round cannot go on; empty text when it can
   */
  record Status(
      String channel,
      boolean running,
      int read,
      int total,
      int pending,
      Optional<Instant> startedAt,
      Optional<Instant> finishedAt,
      Map<String, Integer> findings,
      String held,
      String problem) {}

  /**
   * One finding.
   *
   * @param drift {@code edited}, {@code lost}, {@code mapping}, {@code unknown} or {@code
   *     duplicate}
   * @param state {@code found}, {@code repaired}, {@code held} or {@code asked}
   */
  record Found(
      String id,
      String drift,
      String state,
      String sku,
      String name,
      String facet,
      long item,
      int template,
      String detail,
      String remedy,
      Instant since) {}
}
