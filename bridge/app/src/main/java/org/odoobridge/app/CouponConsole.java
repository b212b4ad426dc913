package org.odoobridge.app;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.odoobridge.app.admin.CouponView;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.CouponDesk;
import org.odoobridge.outbound.catalog.coupon.CouponListing;
import org.odoobridge.outbound.catalog.coupon.CouponPlan;
import org.odoobridge.outbound.catalog.coupon.CouponStatus;
import org.odoobridge.outbound.catalog.coupon.Wanted;

/** Shows promotions as coupons to the admin API. */
record CouponConsole(CouponDesk desk) implements CouponView {
  @Override
  public Optional<Status> status(ChannelId channel) {
    return desk.status(channel).map(CouponConsole::status);
  }

  private static Status status(CouponStatus status) {
    String state =
        status.pausedBecause().isPresent()
            ? "paused"
            : status.breaker().equals("closed") ? "running" : "breaker-" + status.breaker();
    return new Status(
        state,
        status.shown(),
        status.early(),
        status.elsewhere(),
        refusals(status.refusals()),
        status.parked().stream().map(CouponConsole::parked).toList(),
        status.problems(),
        status.lastError().orElse(""),
        status.repaired(),
        status.lookedAt(),
        status.comparedAt());
  }

  @Override
  public Optional<Plan> plan(ChannelId channel) {
    return desk.plan(channel).map(CouponConsole::plan);
  }

  private static Plan plan(CouponPlan plan) {
    return new Plan(
        plan.entries().stream().map(CouponConsole::coupon).toList(),
        refusals(plan.refusals()),
        plan.elsewhere(),
        plan.problems());
  }

  private static List<Refusal> refusals(
      List<org.odoobridge.outbound.catalog.coupon.Refusal> refusals) {
    return refusals.stream()
        .map(one -> new Refusal(one.program(), one.name(), one.code(), one.reason(), one.remedy()))
        .toList();
  }

  private static Coupon coupon(CouponPlan.Entry entry) {
    return coupon(entry.listing(), entry.action().name().toLowerCase(Locale.ROOT), entry.wanted());
  }

  private static Coupon parked(CouponListing listing) {
    return coupon(listing, "parked", Optional.empty());
  }

  private static Coupon coupon(CouponListing listing, String action, Optional<Wanted> wanted) {
    Optional<CouponListing.Parked> parked = listing.parked();
    Optional<Instant> starts = wanted.flatMap(one -> one.coupon().starts());
    Optional<Instant> ends = wanted.flatMap(one -> one.coupon().ends());
    return new Coupon(
        listing.program(),
        wanted.map(one -> one.coupon().description()).orElse(listing.name()),
        listing.ref(),
        wanted.map(one -> one.coupon().code()).orElse(listing.code()),
        action,
        listing.shopId(),
        starts,
        ends,
        parked.map(one -> one.code() + ": " + one.detail()).orElse(""),
        parked.map(CouponListing.Parked::remedy).orElse(""));
  }
}
