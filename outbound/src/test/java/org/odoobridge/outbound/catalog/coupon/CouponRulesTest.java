package org.odoobridge.outbound.catalog.coupon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.odoobridge.outbound.catalog.coupon.Programs.ALL;
import static org.odoobridge.outbound.catalog.coupon.Programs.code;
import static org.odoobridge.outbound.catalog.coupon.Programs.fixed;
import static org.odoobridge.outbound.catalog.coupon.Programs.minimum;
import static org.odoobridge.outbound.catalog.coupon.Programs.needing;
import static org.odoobridge.outbound.catalog.coupon.Programs.percent;
import static org.odoobridge.outbound.catalog.coupon.Programs.promo;
import static org.odoobridge.outbound.catalog.coupon.Programs.some;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.odoobridge.outbound.catalog.coupon.Program.Condition;
import org.odoobridge.outbound.catalog.coupon.Program.Kind;
import org.odoobridge.outbound.catalog.coupon.Program.Target;

/** Which programs are coupons and which are refused, branch by branch. */
class CouponRulesTest {
  private static final ShopTerms WITH_TAX = new ShopTerms("EUR", true, true, true);
  private static final ShopTerms WITHOUT_TAX = new ShopTerms("EUR", true, false, false);
  private static final ShopTerms UNTAXED = new ShopTerms("EUR", false, false, false);
  private static final BigDecimal NONE = BigDecimal.ZERO;
  private static final Target WHOLE = new Target.WholeOrder();

  private static CouponRules.Verdict decide(ShopTerms shop, Programs... programs) {
    return new CouponRules(shop).of(Arrays.stream(programs).map(Programs::made).toList());
  }

  private static DesiredCoupon only(ShopTerms shop, Programs program) {
    CouponRules.Verdict verdict = decide(shop, program);
    assertThat(verdict.refusals()).isEmpty();
    return verdict.coupons().getFirst();
  }

  private static String refused(ShopTerms shop, Programs program) {
    CouponRules.Verdict verdict = decide(shop, program);
    assertThat(verdict.coupons()).isEmpty();
    assertThat(verdict.refusals()).hasSize(1);
    Refusal refusal = verdict.refusals().getFirst();
    assertThat(refusal.name()).isEqualTo("Program " + program.id());
    assertThat(refusal.program()).isEqualTo("loyalty.program," + program.id());
    assertThat(refusal.reason()).isNotBlank();
    assertThat(refusal.remedy()).isNotBlank();
    return refusal.code();
  }

  @Test
  void aCodeForAPercentageOffEverythingIsACoupon() {
    DesiredCoupon coupon = only(WITH_TAX, promo(1, " SUMMER10 "));
    assertThat(coupon)
        .isEqualTo(
            new DesiredCoupon(
                "loyalty.rule,10",
                "loyalty.program,1",
                "SUMMER10",
                "Program 1",
                true,
                new BigDecimal("10"),
                false,
                NONE,
                0,
                ALL,
                true,
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void datesAndLimitsComeAlong() {
    Instant start = Instant.parse("2026-06-01T00:00:00Z");
    Instant end = Instant.parse("2026-06-30T23:59:59Z");
    DesiredCoupon coupon = only(WITH_TAX, promo(1, "JUNE").from(start, end).limit(50));
    assertThat(coupon.starts()).contains(start);
    assertThat(coupon.ends()).contains(end);
    assertThat(coupon.usageLimit()).isEqualTo(50);
    assertThat(coupon.countsAt(start)).isTrue();
    assertThat(coupon.countsAt(end)).isTrue();
    assertThat(coupon.countsAt(start.minusSeconds(1))).isFalse();
    assertThat(coupon.countsAt(end.plusSeconds(1))).isFalse();
  }

  @Test
  void aPercentageOffSomeProductsIsBoundToThem() {
    Programs off = promo(1, "DESKS").gives(percent("15", new Target.Some(some(1, 2))));
    assertThat(only(WITH_TAX, off).products()).isEqualTo(some(1, 2));
    // Wanting a wider set is met by whoever buys one of them.
    assertThat(only(WITH_TAX, off.when(needing(some(1, 2, 3)))).products()).isEqualTo(some(1, 2));
    assertThat(refused(WITH_TAX, off.when(needing(some(1, 3)))))
        .isEqualTo("condition-on-other-products");
    assertThat(refused(WITH_TAX, promo(2, "ALL").when(needing(some(1)))))
        .isEqualTo("condition-on-other-products");
    assertThat(only(WITH_TAX, off.gives(percent("15", new Target.Some(ALL)))).products())
        .isEqualTo(ALL);
  }

  @Test
  void anAmountNeedsOneOfTheProductsInTheCart() {
    Programs off = promo(1, "FIVE").gives(fixed("5", WHOLE));
    DesiredCoupon anywhere = only(WITH_TAX, off);
    assertThat(anywhere.percent()).isFalse();
    assertThat(anywhere.amount()).isEqualByComparingTo("5");
    assertThat(anywhere.products()).isEqualTo(ALL);
    assertThat(only(WITH_TAX, off.when(needing(some(7)))).products()).isEqualTo(some(7));
    assertThat(only(UNTAXED, off).amount()).isEqualByComparingTo("5");
    assertThat(refused(WITHOUT_TAX, off)).isEqualTo("net-prices");
    assertThat(refused(WITH_TAX, off.currency("USD"))).isEqualTo("currency");
    assertThat(only(WITH_TAX, off.currency("")).amount()).isEqualByComparingTo("5");
    assertThat(refused(WITH_TAX, off.gives(fixed("5", new Target.Some(some(1))))))
        .isEqualTo("amount-off-some");
    assertThat(only(WITH_TAX, off.gives(fixed("5", new Target.Some(ALL)))).products())
        .isEqualTo(ALL);
    assertThat(refused(WITH_TAX, off.gives(fixed("5", new Target.Cheapest()))))
        .isEqualTo("cheapest-product");
  }

  @Test
  void freeShippingIsACouponWithoutAmount() {
    DesiredCoupon coupon =
        only(WITHOUT_TAX, promo(1, "SHIP").gives(new Program.FreeShipping(NONE)));
    assertThat(coupon.freeShipping()).isTrue();
    assertThat(coupon.amount()).isEqualByComparingTo("0");
    assertThat(coupon.alone()).isFalse();
    assertThat(refused(WITH_TAX, promo(2, "SHIP").gives(new Program.FreeShipping(BigDecimal.TEN))))
        .isEqualTo("discount-limit");
  }

  @Test
  void codesAddUpOnlyWhereOdooLetsThem() {
    Programs some = promo(1, "SOME").gives(percent("5", new Target.Some(some(1))));
    assertThat(only(WITH_TAX, some).alone()).isFalse();
    assertThat(only(WITH_TAX, some.addsUp(false)).alone()).isTrue();
    assertThat(only(WITH_TAX, promo(2, "WHOLE")).alone()).isTrue();
    // Two codes of one program must not be used in one order.
    assertThat(only(WITH_TAX, some.kind(Kind.COUPONS).codes(0, code(1, "A"))).alone()).isTrue();
  }

  @Test
  void aMinimumAmountIsComparedAsTheShopShowsIt() {
    Programs program = promo(1, "MIN").when(minimum("100", true, true, ALL));
    assertThat(only(WITH_TAX, program).minimumAmount()).isEqualByComparingTo("100");
    assertThat(only(UNTAXED, program).minimumAmount()).isEqualByComparingTo("100");
    assertThat(refused(WITHOUT_TAX, program)).isEqualTo("minimum-tax");
    Programs net = promo(2, "NET").when(minimum("100", false, false, ALL));
    assertThat(only(WITHOUT_TAX, net).minimumAmount()).isEqualByComparingTo("100");
    assertThat(refused(WITH_TAX, net)).isEqualTo("minimum-tax");
    assertThat(refused(WITHOUT_TAX, net.currency("USD"))).isEqualTo("currency");
    Programs ofSome =
        promo(3, "SOME")
            .gives(percent("5", new Target.Some(some(1))))
            .when(minimum("100", true, true, some(1)));
    assertThat(refused(WITH_TAX, ofSome)).isEqualTo("minimum-of-some");
    assertThat(only(WITH_TAX, ofSome.when(minimum("100", true, false, some(1)))).minimumAmount())
        .isEqualByComparingTo("100");
  }

  @Test
  void whatOnlyOdooCanDoIsRefusedByName() {
    assertThat(refused(WITH_TAX, promo(1).kind(Kind.AUTOMATIC))).isEqualTo("automatic");
    assertThat(refused(WITH_TAX, promo(2).kind(Kind.LOYALTY))).isEqualTo("points");
    assertThat(refused(WITH_TAX, promo(3).kind(Kind.GIFT_CARD))).isEqualTo("stored-value");
    assertThat(refused(WITH_TAX, promo(4).kind(Kind.EWALLET))).isEqualTo("stored-value");
    assertThat(refused(WITH_TAX, promo(5))).isEqualTo("no-code");
    assertThat(refused(WITH_TAX, promo(6, "A").gives())).isEqualTo("no-reward");
    assertThat(refused(WITH_TAX, promo(7, "A").gives(percent("1", WHOLE), percent("2", WHOLE))))
        .isEqualTo("several-rewards");
    assertThat(refused(WITH_TAX, promo(8, "A").gives(new Program.FreeProduct(NONE))))
        .isEqualTo("free-product");
    assertThat(refused(WITH_TAX, promo(9, "A").gives(new Program.PerPoint(NONE))))
        .isEqualTo("points");
    assertThat(refused(WITH_TAX, promo(10, "A").gives(new Program.Unknown("x", NONE))))
        .isEqualTo("unknown-reward");
    assertThat(
            refused(
                WITH_TAX,
                promo(11, "A").gives(new Program.Percent(BigDecimal.TEN, WHOLE, BigDecimal.ONE))))
        .isEqualTo("discount-limit");
    assertThat(refused(WITH_TAX, promo(12, "A").gives(percent("10", new Target.Cheapest()))))
        .isEqualTo("cheapest-product");
    assertThat(refused(WITH_TAX, promo(13, "A").gives(percent("0", WHOLE))))
        .isEqualTo("no-discount");
    assertThat(refused(WITH_TAX, promo(14, "A<b>"))).isEqualTo("code-characters");
    assertThat(refused(WITH_TAX, promo(15, "A", "B").limit(5))).isEqualTo("shared-limit");
  }

  @Test
  void conditionsThatACouponDoesNotKnowAreRefused() {
    Programs off = promo(1, "A");
    assertThat(refused(WITH_TAX, off.when(new Condition(ALL, 3, NONE, false, false, false, true))))
        .isEqualTo("minimum-quantity");
    assertThat(refused(WITH_TAX, off.when(new Condition(ALL, 1, NONE, false, false, true, true))))
        .isEqualTo("chosen-customers");
    assertThat(refused(WITH_TAX, off.when(new Condition(ALL, 1, NONE, false, false, false, false))))
        .isEqualTo("points");
    assertThat(refused(WITH_TAX, off.when(needing(new ProductSet.Unreadable("(x, =, …)")))))
        .isEqualTo("product-condition");
    assertThat(refused(WITH_TAX, off.when(needing(some())))).isEqualTo("no-products");
    assertThat(
            refused(
                WITH_TAX,
                off.gives(percent("5", new Target.Some(new ProductSet.Unreadable("why"))))))
        .isEqualTo("product-condition");
    assertThat(refused(WITH_TAX, off.gives(percent("5", new Target.Some(some())))))
        .isEqualTo("no-products");
  }

  @Test
  void everyCodeOfARuleIsACouponOfItsOwn() {
    assertThat(decide(WITH_TAX, promo(1, "A", "B")).coupons())
        .extracting(DesiredCoupon::code, DesiredCoupon::ref)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("A", "loyalty.rule,10"),
            org.assertj.core.groups.Tuple.tuple("B", "loyalty.rule,11"));
  }

  @Test
  void generatedCodesCountAsOftenAsTheyMay() {
    Instant soon = Instant.parse("2026-02-01T00:00:00Z");
    Instant later = Instant.parse("2026-03-01T00:00:00Z");
    Program.Code thrice = new Program.Code("loyalty.card,1", "C-1", Optional.of(soon), 3, false);
    Programs program =
        promo(1).kind(Kind.COUPONS).codes(0, thrice, code(2, "C-2")).from(Instant.EPOCH, later);
    CouponRules.Verdict verdict = decide(WITH_TAX, program);
    assertThat(verdict.refusals()).isEmpty();
    assertThat(verdict.coupons())
        .extracting(DesiredCoupon::code, DesiredCoupon::usageLimit, DesiredCoupon::ends)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("C-1", 3, Optional.of(soon)),
            org.assertj.core.groups.Tuple.tuple("C-2", 1, Optional.of(later)));
    assertThat(refused(WITH_TAX, program.limit(1))).isEqualTo("shared-limit");
    assertThat(decide(WITH_TAX, program.limit(2)).coupons()).hasSize(2);
  }

  @Test
  void personalCodesAndThoseBeyondTheLimitAreNamed() {
    Program.Code personal = new Program.Code("loyalty.card,9", "MINE", Optional.empty(), 1, true);
    CouponRules.Verdict verdict =
        decide(WITH_TAX, promo(1).kind(Kind.COUPONS).codes(7, personal, code(2, "C-2")));
    assertThat(verdict.coupons()).extracting(DesiredCoupon::code).containsExactly("C-2");
    assertThat(verdict.refusals())
        .extracting(Refusal::code)
        .containsExactly("personal-codes", "too-many-codes");
    assertThat(verdict.refusals().get(1).reason()).startsWith("7 of its codes");
  }

  @Test
  void codesForTheNextOrderAreCouponsButOrdersEarnNone() {
    Programs program =
        promo(1)
            .kind(Kind.NEXT_ORDER)
            .when(minimum("500", false, true, some(1)))
            .codes(0, code(1, "NEXT"));
    CouponRules.Verdict verdict = decide(WITH_TAX, program);
    assertThat(verdict.refusals()).extracting(Refusal::code).containsExactly("earned-by-orders");
    // What earned the code is not asked again when it is used.
    assertThat(verdict.coupons().getFirst().minimumAmount()).isEqualByComparingTo("0");
    assertThat(verdict.coupons().getFirst().products()).isEqualTo(ALL);
  }

  @Test
  void programsOfOtherChannelsAreCountedOnly() {
    CouponRules.Verdict verdict =
        decide(WITH_TAX, promo(1, "A").elsewhere("company"), promo(2, "B"));
    assertThat(verdict.elsewhere()).isEqualTo(1);
    assertThat(verdict.coupons()).extracting(DesiredCoupon::code).containsExactly("B");
    assertThat(verdict.refusals()).isEmpty();
  }

  @Test
  void codesThatAreOneToTheShopAreBothRefused() {
    CouponRules.Verdict verdict =
        decide(WITH_TAX, promo(1, "Sale"), promo(2, "SALE"), promo(3, "x"));
    assertThat(verdict.coupons()).extracting(DesiredCoupon::code).containsExactly("x");
    assertThat(verdict.refusals())
        .extracting(Refusal::name, Refusal::code)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Program 1", "same-code"),
            org.assertj.core.groups.Tuple.tuple("Program 2", "same-code"));
    assertThat(verdict.refusals().getFirst().reason()).contains("loyalty.rule,20 ('SALE')");
  }

  @Test
  void aSetIsWithinAnotherOnlyWhenThatIsCertain() {
    ProductSet unknown = new ProductSet.Unreadable("why");
    assertThat(some(1).isWithin(ALL)).isTrue();
    assertThat(some(1).isWithin(some(1, 2))).isTrue();
    assertThat(ALL.isWithin(some(1))).isFalse();
    assertThat(unknown.isWithin(ALL)).isFalse();
    assertThat(some(1).isWithin(unknown)).isFalse();
    assertThat(List.of(some())).allMatch(set -> set.isWithin(some(1)));
  }
}
