package org.odoobridge.outbound.catalog.coupon;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which coupons a program is in a shop whose coupons WooCommerce itself keeps. Pure. A coupon never
 * gives more than Odoo would: what cannot be said exactly is refused, by name and with a remedy.
 */
public final class CouponRules {
  private final ShopTerms shop;

  public CouponRules(ShopTerms shop) {
    this.shop = shop;
  }

  /**
   * @param elsewhere programs that are meant for other channels
   */
  public record Verdict(List<DesiredCoupon> coupons, List<Refusal> refusals, int elsewhere) {
    public Verdict {
      coupons = List.copyOf(coupons);
      refusals = List.copyOf(refusals);
    }
  }

  /** All programs together: no two coupons may have one code. */
  public Verdict of(Collection<Program> programs) {
    List<DesiredCoupon> coupons = new ArrayList<>();
    List<Refusal> refusals = new ArrayList<>();
    int elsewhere = 0;
    for (Program program : programs) {
      if (program.elsewhere().isPresent()) {
        elsewhere++;
      } else {
        new ProgramRules(shop, program, coupons::add, refusals::add).decide();
      }
    }
    return new Verdict(unambiguous(coupons, refusals), refusals, elsewhere);
  }

  /** A shop does not tell capitals from small letters; Odoo does. */
  private static List<DesiredCoupon> unambiguous(
      List<DesiredCoupon> coupons, List<Refusal> refusals) {
    Map<String, List<DesiredCoupon>> byCode = new HashMap<>();
    coupons.forEach(
        coupon ->
            byCode
                .computeIfAbsent(coupon.code().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                .add(coupon));
    List<DesiredCoupon> kept = new ArrayList<>();
    for (DesiredCoupon coupon : coupons) {
      List<DesiredCoupon> same =
          byCode.getOrDefault(coupon.code().toLowerCase(Locale.ROOT), List.of());
      if (same.size() == 1) {
        kept.add(coupon);
      } else {
        refusals.add(
            new Refusal(
                coupon.program(),
                coupon.description(),
                "same-code",
                "code '"
                    + coupon.code()
                    + "' is the same to the shop as that of "
                    + String.join(
                        ", ",
                        same.stream()
                            .filter(other -> !other.ref().equals(coupon.ref()))
                            .map(other -> other.ref() + " ('" + other.code() + "')")
                            .toList()),
                "give each a code of its own; capitals make no difference in the shop"));
      }
    }
    return kept;
  }
}
