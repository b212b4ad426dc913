package org.odoobridge.outbound.catalog.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.model.ProductSource;
import org.odoobridge.outbound.catalog.publish.CatalogChannel.Job;
import org.odoobridge.outbound.catalog.publish.CatalogChannel.Match;
import org.odoobridge.outbound.catalog.publish.Difference.Action;

/** Says what publishing would do, and does nothing: it only reads, in Odoo and in the channel. */
public final class CatalogPlanner {
  private final ProductSource source;
  private final CatalogStore store;
  private final CatalogChannel channel;
  private final Collector collector;

  public CatalogPlanner(ProductSource source, CatalogStore store, CatalogChannel channel) {
    this.source = source;
    this.store = store;
    this.channel = channel;
    this.collector = new Collector(source, store, channel, new Distrust());
  }

  /**
   * One page, in order of templates. Blocks; throws {@link
   * org.odoobridge.outbound.delivery.ChannelUnavailable} when the channel does not answer.
   *
   * @param after template of the page before; 0 = from the beginning
   */
  public CatalogPlan page(int after, int limit) {
    channel.prepare();
    TreeSet<Integer> both = new TreeSet<>(source.templates(after, limit));
    both.addAll(store.listed(channel.id(), after, limit));
    List<Integer> page = both.stream().limit(limit).toList();
    Collector.Collected found = collector.collect(page);
    Map<Integer, Match> matches =
        channel.match(
            found.jobs().stream()
                .filter(job -> job.difference().action() == Action.CREATE)
                .toList());
    List<CatalogPlan.Entry> entries = new ArrayList<>();
    found.blocked().forEach(one -> entries.add(blocked(one, String.join("; ", one.problems()))));
    found.jobs().forEach(job -> entries.add(entry(job, matches)));
    entries.sort((one, other) -> Integer.compare(one.template(), other.template()));
    return new CatalogPlan(
        page.size(), entries, page.size() < limit ? Optional.empty() : Optional.of(page.getLast()));
  }

  private static CatalogPlan.Entry entry(Job job, Map<Integer, Match> matches) {
    Match match = matches.getOrDefault(job.desired().template(), new Match.Nowhere());
    return switch (match) {
      case Match.Conflict conflict ->
          entry(
              job,
              "blocked",
              0,
              conflict.problem().code() + ": " + conflict.problem().detail(),
              conflict.problem().remedy());
      case Match.At at -> entry(job, "take-over", at.shopId(), "", "");
      case Match.Nowhere nowhere ->
          entry(job, word(job.difference().action()), job.listing().shopId(), "", "");
    };
  }

  private static String word(Action action) {
    return switch (action) {
      case CREATE -> "create";
      case UPDATE, NONE -> "update";
      case UNPUBLISH -> "unpublish";
    };
  }

  private static CatalogPlan.Entry entry(
      Job job, String action, long shopId, String problem, String remedy) {
    Difference difference = job.difference();
    return new CatalogPlan.Entry(
        job.desired().template(),
        Collector.skus(job.desired()),
        Collector.name(job.desired()),
        action,
        shopId,
        difference.fields().stream().map(ProductField::key).toList(),
        count(difference, Action.CREATE),
        count(difference, Action.UPDATE),
        count(difference, Action.UNPUBLISH),
        problem,
        remedy);
  }

  private static int count(Difference difference, Action action) {
    return (int)
        difference.variants().values().stream().filter(change -> change.action() == action).count();
  }

  private static CatalogPlan.Entry blocked(DesiredProduct desired, String problem) {
    return new CatalogPlan.Entry(
        desired.template(),
        Collector.skus(desired),
        Collector.name(desired),
        "blocked",
        0,
        List.of(),
        0,
        0,
        0,
        problem,
        "put it right in Odoo");
  }
}
