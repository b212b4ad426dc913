package org.odoobridge.outbound.catalog.coupon;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.outbound.catalog.publish.CatalogStore;

/** Says what a channel's coupons should be; writes nothing. */
public final class CouponPlanner {
  private final ProgramSource source;
  private final CatalogStore products;
  private final CouponChannel channel;
  private final int productsPerCoupon;

  /**
   * @param products what the channel acknowledged of products
   * @param productsPerCoupon most products one coupon may be bound to
   */
  public CouponPlanner(
      ProgramSource source, CatalogStore products, CouponChannel channel, int productsPerCoupon) {
    this.source = source;
    this.products = products;
    this.channel = channel;
    this.productsPerCoupon = productsPerCoupon;
  }

  /**
   * @param plan what should be and what is
   * @param wanted the coupons that should be there at some time
   * @param byProducts whether that depends on which products there are
   */
  record Planned(CouponPlan plan, List<DesiredCoupon> wanted, boolean byProducts) {
    /** The next moment at which time alone changes what should be there. */
    Optional<Instant> nextChange(Instant after) {
      return wanted.stream()
          .flatMap(one -> one.starts().stream())
          .filter(at -> at.isAfter(after))
          .min(Instant::compareTo);
    }
  }

  /**
   * Blocks; throws {@code SqlFailure} and {@link
   * org.odoobridge.outbound.delivery.ChannelUnavailable}.
   *
   * @param listings what the channel has, by ref
   */
  Planned plan(Map<String, CouponListing> listings, Instant now) {
    ProgramSource.Reading reading = source.read();
    List<String> problems = new ArrayList<>(reading.problems());
    if (reading.programs().isEmpty() && listings.isEmpty()) {
      return new Planned(
          new CouponPlan(List.of(), List.of(), 0, problems), List.of(), reading.byProducts());
    }
    CouponChannel.Terms terms = channel.terms();
    if (!terms.couponsOn()) {
      problems.add("the shop takes no coupons; enable them in WooCommerce's settings");
    }
    CouponRules.Verdict verdict = new CouponRules(terms.shop()).of(reading.programs());
    List<Refusal> refusals = new ArrayList<>(verdict.refusals());
    ShopProducts numbers =
        new ShopProducts(
            products,
            channel.id(),
            verdict.coupons().stream().map(DesiredCoupon::products).toList());
    List<Wanted> wanted = new ArrayList<>();
    for (DesiredCoupon coupon : verdict.coupons()) {
      bind(coupon, numbers, refusals).ifPresent(wanted::add);
    }
    return new Planned(
        new CouponPlan(
            CouponPlan.compare(wanted, listings, now), refusals, verdict.elsewhere(), problems),
        verdict.coupons(),
        reading.byProducts());
  }

  /** A coupon without products would be for every product: then there is rather none. */
  private Optional<Wanted> bind(
      DesiredCoupon coupon, ShopProducts numbers, List<Refusal> refusals) {
    return switch (coupon.products()) {
      case ProductSet.Everything all -> Optional.of(new Wanted(coupon, List.of()));
      case ProductSet.Unreadable unknown ->
          throw new IllegalStateException("a coupon for unknown products: " + coupon.ref());
      case ProductSet.Only only -> {
        List<Long> found = numbers.numbers(only);
        if (found.isEmpty()) {
          refusals.add(
              refusal(
                  coupon,
                  "products-not-in-shop",
                  "code '" + coupon.code() + "' is for products that the shop does not have",
                  "publish them; the coupon follows by itself"));
          yield Optional.empty();
        }
        if (found.size() > productsPerCoupon) {
          refusals.add(
              refusal(
                  coupon,
                  "too-many-products",
                  "code '" + coupon.code() + "' is for " + found.size() + " products of the shop",
                  "raise catalog.coupons.productsPerCoupon, or choose fewer products"));
          yield Optional.empty();
        }
        yield Optional.of(new Wanted(coupon, found));
      }
    };
  }

  private static Refusal refusal(DesiredCoupon coupon, String code, String reason, String remedy) {
    return new Refusal(coupon.program(), coupon.description(), code, reason, remedy);
  }
}
