package org.odoobridge.app.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.odoobridge.core.model.ChannelId;

/**
 * Products of channels whose catalogue the bridge publishes, as a person sees them. Methods may
 * block (virtual thread).
 */
public interface CatalogView {
  /** Of every channel whose products this node publishes now, in the order of the file. */
  List<Status> all();

  /** Empty when this node does not publish this channel's products. */
  Optional<Status> status(ChannelId channel);

  /** Products the channel will not take. */
  List<Parked> parked(ChannelId channel);

  /** Compares every product once more; false when this node does not publish them. */
  boolean publish(ChannelId channel, String actor);

  /** Tries parked products again; returns how many. */
  int redrive(ChannelId channel);

  /** What publishing would change of a page of products; changes nothing. */
  Optional<Plan> plan(ChannelId channel, int after, int limit);

  /** Promotions, where they are coupons of channels. */
  CouponView coupons();

  /**
   * @param state {@code running}, {@code paused} or {@code breaker-open} …
   * @param waiting products that may have changed and were not compared yet
   * @param retrying products that wait for another attempt
   * @param published products the channel acknowledged since the start
   * @param comparison of all products, the running or the last one
   */
  record Status(
      String channel,
      String state,
      int waiting,
      int retrying,
      int parked,
      long published,
      Optional<Instant> lastAcknowledged,
      String problem,
      Optional<Progress> comparison) {}

  /**
   * @param rate products per second
   * @param expectedEnd at that rate
   */
  record Progress(
      int done,
      int total,
      int remaining,
      double rate,
      Instant startedAt,
      Optional<Instant> expectedEnd,
      Optional<Instant> finishedAt) {}

  /**
   * @param technical whether machinery gave up, rather than a rule refusing
   */
  record Parked(
      int template,
      String sku,
      String name,
      String code,
      boolean technical,
      String detail,
      String remedy,
      Instant since) {}

  /**
   * @param compared products looked at
   * @param entries those that are not in step
   * @param next to ask for as {@code after}; empty at the end
   */
  record Plan(int compared, List<PlanEntry> entries, Optional<Integer> next) {}

  /** One product that would be written; see {@code CatalogPlan.Entry}. */
  record PlanEntry(
      int template,
      String sku,
      String name,
      String action,
      long shopId,
      List<String> fields,
      int variantsAdded,
      int variantsChanged,
      int variantsRemoved,
      String problem,
      String remedy) {}
}
