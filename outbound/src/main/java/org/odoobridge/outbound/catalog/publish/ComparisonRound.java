package org.odoobridge.outbound.catalog.publish;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.catalog.model.ProductSource;

/**
 * Walks once through every template of Odoo and every listing, beginning where an earlier walk was
 * cut off, so that what was never compared comes first and everything is compared once. Not
 * thread-safe: one thread walks.
 */
final class ComparisonRound {
  private final ProductSource source;
  private final CatalogStore store;
  private final ChannelId channel;
  private final int from;
  private final Instant startedAt;
  private int cursor;
  private boolean wrapped;
  private int done;
  private int total;

  private ComparisonRound(
      ProductSource source, CatalogStore store, ChannelId channel, int from, Instant startedAt) {
    this.source = source;
    this.store = store;
    this.channel = channel;
    this.from = from;
    this.startedAt = startedAt;
    this.cursor = from;
    this.wrapped = from == 0;
    this.total = source.count();
  }

  /** After an interruption or for the first time. */
  static ComparisonRound begin(
      ProductSource source, CatalogStore store, ChannelId channel, Instant now) {
    int from =
        store.comparison(channel).filter(Comparison::running).map(Comparison::cursor).orElse(0);
    return new ComparisonRound(source, store, channel, from, now);
  }

  /** Once more for all, going on from where this one stands. */
  ComparisonRound restart(Instant now) {
    return new ComparisonRound(source, store, channel, cursor, now);
  }

  /** The next templates; empty when the round is complete. */
  List<Integer> next(int limit) {
    List<Integer> page = page(limit);
    if (page.isEmpty() && !wrapped) {
      wrapped = true;
      cursor = 0;
      page = page(limit);
    }
    if (!page.isEmpty()) {
      cursor = page.getLast();
      done += page.size();
      total = Math.max(total, done);
    }
    return page;
  }

  private List<Integer> page(int limit) {
    TreeSet<Integer> both = new TreeSet<>(source.templates(cursor, limit));
    both.addAll(store.listed(channel, cursor, limit));
    return both.stream().filter(id -> !wrapped || from == 0 || id <= from).limit(limit).toList();
  }

  Comparison progress(Optional<Instant> finishedAt) {
    return new Comparison(cursor, done, total, startedAt, finishedAt);
  }
}
