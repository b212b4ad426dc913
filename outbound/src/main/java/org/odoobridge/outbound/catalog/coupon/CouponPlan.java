package org.odoobridge.outbound.catalog.coupon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What every coupon of a channel should be at one moment, beside what it is. Pure.
 *
 * @param entries one for each coupon that should be there or is
 * @param refusals programs and codes that cannot be coupons
 * @param elsewhere programs that are meant for other channels
 * @param problems what the configuration names that Odoo does not have, and what is wrong with the
 *     channel
 */
public record CouponPlan(
    List<Entry> entries, List<Refusal> refusals, int elsewhere, List<String> problems) {
  public CouponPlan {
    entries = List.copyOf(entries);
    refusals = List.copyOf(refusals);
    problems = List.copyOf(problems);
  }

  /** What is to be done about a coupon. */
  public enum Action {
    CREATE,
    UPDATE,
    /** Shoppers must not use it any longer. */
    WITHDRAW,
    /** It is as it should be. */
    NONE,
    /** Its time has not come. */
    EARLY,
    /** It is over and was never there. */
    OVER
  }

  /**
   * @param wanted empty = it should not be there
   */
  public record Entry(CouponListing listing, Optional<Wanted> wanted, Action action) {
    /** Whether something is to be written. */
    public boolean writes() {
      return switch (action) {
        case CREATE, UPDATE, WITHDRAW -> true;
        case NONE, EARLY, OVER -> false;
      };
    }
  }

  /** Compares; entries are in an order in which codes become free before they are taken. */
  static List<Entry> compare(
      Iterable<Wanted> wanted, Map<String, CouponListing> listings, Instant now) {
    Map<Action, List<Entry>> byAction = new LinkedHashMap<>();
    Stream.of(Action.WITHDRAW, Action.UPDATE, Action.CREATE, Action.NONE, Action.EARLY, Action.OVER)
        .forEach(action -> byAction.put(action, new ArrayList<>()));
    Set<String> meant = new LinkedHashSet<>();
    for (Wanted one : wanted) {
      DesiredCoupon coupon = one.coupon();
      meant.add(coupon.ref());
      CouponListing listing = listings.getOrDefault(coupon.ref(), CouponListing.none(coupon));
      Action action = action(one, listing, now);
      byAction
          .getOrDefault(action, new ArrayList<>())
          .add(
              new Entry(
                  listing,
                  action == Action.WITHDRAW ? Optional.empty() : Optional.of(one),
                  action));
    }
    for (CouponListing listing : listings.values()) {
      if (!meant.contains(listing.ref()) && (listing.shown() || listing.unsure())) {
        byAction
            .getOrDefault(Action.WITHDRAW, new ArrayList<>())
            .add(new Entry(listing, Optional.empty(), Action.WITHDRAW));
      }
    }
    return byAction.values().stream().flatMap(List::stream).toList();
  }

  private static Action action(Wanted wanted, CouponListing listing, Instant now) {
    DesiredCoupon coupon = wanted.coupon();
    if (coupon.isEarly(now)) {
      // The shop knows no first day: before it the coupon must not be there.
      return listing.shown() || listing.unsure() ? Action.WITHDRAW : Action.EARLY;
    }
    if (!listing.found()) {
      return coupon.isOver(now) && !listing.unsure() ? Action.OVER : Action.CREATE;
    }
    boolean same = listing.shown() && !listing.unsure() && listing.told().equals(wanted.print());
    return same ? Action.NONE : Action.UPDATE;
  }
}
