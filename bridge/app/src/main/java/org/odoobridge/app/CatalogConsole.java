package org.odoobridge.app;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.odoobridge.app.admin.CatalogView;
import org.odoobridge.app.admin.CouponView;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.CatalogDesk;
import org.odoobridge.outbound.catalog.publish.CatalogPlan;
import org.odoobridge.outbound.catalog.publish.CatalogStatus;
import org.odoobridge.outbound.catalog.publish.Comparison;

/** Shows the products' side of the outbound half to the admin API. */
record CatalogConsole(CatalogDesk desk, Clock clock) implements CatalogView {
  @Override
  public List<Status> all() {
    return desk.channels().stream().flatMap(channel -> status(channel).stream()).toList();
  }

  @Override
  public Optional<Status> status(ChannelId channel) {
    return desk.status(channel).map(this::status);
  }

  private Status status(CatalogStatus status) {
    String state =
        status.pausedBecause().isPresent()
            ? "paused"
            : status.breaker().equals("closed") ? "running" : "breaker-" + status.breaker();
    return new Status(
        status.channel().value(),
        state,
        status.waiting(),
        status.retrying(),
        status.parked(),
        status.published(),
        status.lastAck(),
        status.lastError().orElse(""),
        status.comparison().map(comparison -> progress(comparison, clock.instant())));
  }

  private static Progress progress(Comparison comparison, Instant now) {
    return new Progress(
        comparison.done(),
        comparison.total(),
        comparison.remaining(),
        comparison.rate(now),
        comparison.startedAt(),
        comparison.expectedEnd(now),
        comparison.finishedAt());
  }

  @Override
  public List<Parked> parked(ChannelId channel) {
    return desk.parked(channel).stream()
        .map(
            one ->
                new Parked(
                    one.template(),
                    one.sku(),
                    one.name(),
                    one.code(),
                    one.technical(),
                    one.detail(),
                    one.remedy(),
                    one.since()))
        .toList();
  }

  @Override
  public CouponView coupons() {
    return new CouponConsole(desk.coupons());
  }

  @Override
  public boolean publish(ChannelId channel, String actor) {
    return desk.publish(channel, "asked for by " + actor);
  }

  @Override
  public int redrive(ChannelId channel) {
    return desk.redriveAll(channel);
  }

  @Override
  public Optional<Plan> plan(ChannelId channel, int after, int limit) {
    return desk.plan(channel, after, limit).map(CatalogConsole::plan);
  }

  private static Plan plan(CatalogPlan plan) {
    return new Plan(
        plan.compared(), plan.entries().stream().map(CatalogConsole::entry).toList(), plan.next());
  }

  private static PlanEntry entry(CatalogPlan.Entry entry) {
    return new PlanEntry(
        entry.template(),
        entry.sku(),
        entry.name(),
        entry.action(),
        entry.shopId(),
        entry.fields(),
        entry.variantsAdded(),
        entry.variantsChanged(),
        entry.variantsRemoved(),
        entry.problem(),
        entry.remedy());
  }
}
