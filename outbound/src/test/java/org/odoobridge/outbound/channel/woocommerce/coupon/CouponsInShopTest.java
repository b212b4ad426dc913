package org.odoobridge.outbound.channel.woocommerce.coupon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.config.Secret;
import org.odoobridge.outbound.catalog.coupon.CouponListing;
import org.odoobridge.outbound.catalog.coupon.CouponPlan;
import org.odoobridge.outbound.catalog.coupon.CouponRig;
import org.odoobridge.outbound.catalog.coupon.ProductSet;
import org.odoobridge.outbound.catalog.coupon.Program;
import org.odoobridge.outbound.catalog.coupon.Program.Condition;
import org.odoobridge.outbound.catalog.coupon.Program.Target;
import org.odoobridge.outbound.catalog.coupon.Refusal;
import org.odoobridge.outbound.catalog.model.DesiredProduct;
import org.odoobridge.outbound.catalog.publish.CatalogStore;
import org.odoobridge.outbound.catalog.publish.Listing;
import org.odoobridge.outbound.channel.ChannelHttp;
import org.odoobridge.outbound.channel.woocommerce.ShopHttp;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;
import org.odoobridge.testkit.shop.rest.RecordedRequest;
import org.odoobridge.testkit.shop.rest.Sickness;
import org.odoobridge.testkit.time.ManualClock;

/** A coupon lane on a simulated shop: the whole life of coupons, and what goes wrong in it. */
class CouponsInShopTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final Instant START = Instant.parse("2026-06-01T10:00:00Z");

  private final ManualClock clock = new ManualClock(START);
  private final ShopSimulator shop =
      ShopSimulator.start(VERTX, ShopOptions.defaults().withClock(clock));
  private final ChannelHttp http =
      new ChannelHttp(
          VERTX,
          URI.create(shop.url()),
          new ChannelHttp.Limits(Duration.ofSeconds(20), 1, 16 << 20));
  private final CouponRig rig =
      new CouponRig(
          clock,
          timers ->
              new WooCouponChannel(
                  CouponRig.SHOP,
                  new ShopHttp(
                      http, Secret.of(shop.key()), Secret.of(shop.secret()), () -> {}, timers),
                  timers,
                  Duration.ofMinutes(2)));

  @AfterEach
  void close() {
    http.close();
    shop.close();
  }

  private static Program promo(int id, String code, String percent) {
    return promo(
        id, code, percent, Optional.empty(), Optional.empty(), new ProductSet.Everything());
  }

  private static Program promo(
      int id,
      String code,
      String percent,
      Optional<Instant> starts,
      Optional<Instant> ends,
      ProductSet products) {
    return new Program(
        "coupon.program," + id,
        "Program " + id,
        Program.Kind.PROMO_CODE,
        "EUR",
        starts,
        ends,
        0,
        Optional.empty(),
        List.of(new Program.Trigger("coupon.program," + id, code, Condition.none())),
        Condition.none(),
        List.of(
            new Program.Percent(
                new BigDecimal(percent), new Target.Some(products), BigDecimal.ZERO)),
        false,
        List.of(),
        0);
  }

  private JsonNode coupon(String code) {
    List<ObjectNode> found =
        shop.coupons().stream().filter(one -> one.path("code").asText().equals(code)).toList();
    assertThat(found).as("coupons with code %s", code).hasSize(1);
    return found.getFirst();
  }

  private List<RecordedRequest> writes() {
    return shop.requests().stream().filter(RecordedRequest::writes).toList();
  }

  private static ObjectNode json() {
    return JsonNodeFactory.instance.objectNode();
  }

  private CouponListing.Parked parked() {
    List<CouponListing> parked = rig.lane.status().parked();
    assertThat(parked).hasSize(1);
    return parked.getFirst().parked().orElseThrow();
  }

  /** A shopper enters a code. */
  private void order(String code) {
    shop.addSimple("ANY-" + shop.skus().size(), "Any", "10.00", 5);
    shop.placeOrder().line("ANY-" + (shop.skus().size() - 1), 1).coupon(code).place();
  }

  @Test
  void aCouponIsCreatedEditedWithdrawnAndComesBack() {
    rig.odoo(promo(1, "Summer10", "10"));
    JsonNode made = coupon("summer10");
    assertThat(made.path("discount_type").asText()).isEqualTo("percent");
    assertThat(made.path("amount").asText()).isEqualTo("10.00");
    assertThat(made.path("individual_use").asBoolean()).isTrue();
    assertThat(made.path("description").asText()).isEqualTo("Program 1");
    assertThat(made.path("meta_data").path(0).path("value").asText()).isEqualTo("coupon.program,1");
    assertThat(writes()).hasSize(1);
    order("SUMMER10");

    rig.odoo(promo(1, "Summer10", "12.5"));
    assertThat(coupon("summer10").path("amount").asText()).isEqualTo("12.50");
    assertThat(coupon("summer10").path("id")).isEqualTo(made.path("id"));

    rig.odoo(promo(1, "Sun", "12.5"));
    assertThat(coupon("sun").path("id")).isEqualTo(made.path("id"));

    rig.odoo();
    assertThat(coupon("sun").path("status").asText()).isEqualTo("draft");
    assertThatThrownBy(() -> order("sun")).hasMessageContaining("does not exist");
    assertThat(rig.lane.status().shown()).isZero();

    rig.odoo(promo(1, "Sun", "12.5"));
    assertThat(coupon("sun").path("status").asText()).isEqualTo("publish");
    assertThat(coupon("sun").path("usage_count").asInt()).as("its history stays").isEqualTo(1);
  }

  @Test
  void nothingIsSentWhenNothingDiffers() {
    rig.odoo(promo(1, "A", "10"), promo(2, "B", "5"));
    int sent = writes().size();
    rig.odoo(promo(1, "A", "10"), promo(2, "B", "5.0"));
    rig.restart();
    assertThat(writes()).hasSize(sent);
  }

  @Test
  void timeBringsACouponAndEndsItWithoutAnythingBeingWrittenInOdoo() {
    Instant opens = START.plus(Duration.ofHours(2));
    Instant closes = START.plus(Duration.ofHours(5));
    rig.odoo(
        promo(
            1,
            "FLASH",
            "20",
            Optional.of(opens),
            Optional.of(closes),
            new ProductSet.Everything()));
    assertThat(shop.coupons()).isEmpty();
    assertThat(rig.lane.status().early()).isEqualTo(1);

    rig.pass(Duration.ofHours(1));
    assertThat(shop.coupons()).isEmpty();
    rig.pass(Duration.ofHours(1));
    assertThat(coupon("flash").path("status").asText()).isEqualTo("publish");
    assertThat(coupon("flash").path("date_expires_gmt").asText()).isEqualTo("2026-06-01T15:00:00");
    order("flash");
    int sent = writes().size();

    rig.pass(Duration.ofHours(4));
    assertThat(writes()).as("the shop ends it by itself").hasSize(sent);
    assertThatThrownBy(() -> order("flash")).hasMessageContaining("expired");
  }

  @Test
  void aStartThatIsPutOffTakesTheCouponOut() {
    rig.odoo(promo(1, "SOON", "20"));
    Instant later = START.plus(Duration.ofDays(1));
    rig.odoo(
        promo(1, "SOON", "20", Optional.of(later), Optional.empty(), new ProductSet.Everything()));
    assertThat(coupon("soon").path("status").asText()).isEqualTo("draft");
    rig.pass(Duration.ofDays(1));
    assertThat(coupon("soon").path("status").asText()).isEqualTo("publish");
  }

  @Test
  void anEndThatIsTakenAwayIsClearedInTheShop() {
    Instant end = START.plus(Duration.ofDays(1));
    rig.odoo(
        promo(1, "ENDS", "20", Optional.empty(), Optional.of(end), new ProductSet.Everything()));
    assertThat(coupon("ends").path("date_expires_gmt").asText()).isEqualTo("2026-06-02T10:00:00");
    rig.odoo(promo(1, "ENDS", "20"));
    assertThat(coupon("ends").path("date_expires_gmt").isNull()).isTrue();
    assertThat(rig.lane.status().parked()).isEmpty();
  }

  @Test
  void aCouponThatIsOverIsNotCreated() {
    rig.odoo(
        promo(
            1,
            "OLD",
            "20",
            Optional.empty(),
            Optional.of(START.minusSeconds(1)),
            new ProductSet.Everything()));
    assertThat(shop.coupons()).isEmpty();
  }

  @Test
  void aCouponOfTheShopsOwnIsNeverOverwritten() {
    int theirs =
        shop.createCoupon(
            json().put("code", "welcome").put("discount_type", "percent").put("amount", "3"));
    rig.odoo(promo(1, "WELCOME", "50"), promo(2, "OTHER", "5"));

    assertThat(coupon("welcome").path("id").asInt()).isEqualTo(theirs);
    assertThat(coupon("welcome").path("amount").asText()).isEqualTo("3.00");
    assertThat(coupon("other").path("status").asText()).isEqualTo("publish");
    assertThat(parked().code()).isEqualTo("coupon-code-taken");
    assertThat(parked().detail()).contains("WELCOME").contains("coupon " + theirs);

    // Archiving the program must not withdraw a coupon that is not ours.
    rig.odoo(promo(2, "OTHER", "5"));
    assertThat(coupon("welcome").path("status").asText()).isEqualTo("publish");
    assertThat(rig.lane.status().parked()).isEmpty();

    rig.odoo(promo(1, "WELCOME", "50"), promo(2, "OTHER", "5"));
    shop.deleteCoupon(theirs);
    assertThat(rig.lane.redriveAll()).isEqualTo(1);
    rig.settle();
    assertThat(coupon("welcome").path("amount").asText()).isEqualTo("50.00");
    assertThat(rig.lane.status().parked()).isEmpty();
  }

  @Test
  void aKillAfterTheShopSavedDoublesNothing() {
    rig.journalTakesNothingMore();
    rig.odoo(promo(1, "KILLED", "10"));
    assertThat(coupon("killed").path("amount").asText()).isEqualTo("10.00");
    // The journal knows nothing at all: the shop says that the code is taken, by us.
    rig.restart();
    rig.settle();
    assertThat(shop.coupons()).hasSize(1);
    assertThat(rig.lane.status().parked()).isEmpty();
    assertThat(rig.lane.status().shown()).isEqualTo(1);
  }

  @Test
  void anErrorAfterSavingDoublesNothing() {
    shop.faults()
        .sicken(Sickness.FATAL_AFTER_SAVING, 1, request -> request.path().endsWith("/batch"));
    rig.odoo(promo(1, "FATAL", "10"));
    rig.pass(Duration.ofMinutes(1));
    assertThat(coupon("fatal").path("status").asText()).isEqualTo("publish");
    assertThat(rig.lane.status().shown()).isEqualTo(1);
    assertThat(rig.lane.status().parked()).isEmpty();
  }

  @Test
  void noAnswerAfterSavingDoublesNothing() {
    shop.faults()
        .sicken(Sickness.SILENT_AFTER_SAVING, 1, request -> request.path().endsWith("/batch"));
    rig.odoo(promo(1, "SILENT", "10"));
    rig.pass(Duration.ofMinutes(3));
    rig.pass(Duration.ofMinutes(3));
    assertThat(coupon("silent").path("status").asText()).isEqualTo("publish");
    assertThat(rig.lane.status().shown()).isEqualTo(1);
  }

  @Test
  void aShopThatIsIllIsAskedAgain() {
    shop.faults().sicken(Sickness.TOO_MANY_REQUESTS);
    rig.odoo(promo(1, "LATER", "10"));
    assertThat(shop.coupons()).isEmpty();
    assertThat(rig.lane.status().lastError()).isPresent();
    shop.faults().heal();
    rig.pass(Duration.ofMinutes(2));
    assertThat(coupon("later").path("status").asText()).isEqualTo("publish");
  }

  @Test
  void whatSomebodyDeletedInTheShopIsMadeAgainOnlyWhenAsked() {
    rig.odoo(promo(1, "GONE", "10"));
    shop.deleteCoupon(coupon("gone").path("id").asInt());
    rig.odoo(promo(1, "GONE", "11"));
    assertThat(shop.coupons()).isEmpty();
    assertThat(parked().code()).isEqualTo("deleted-in-shop");
    rig.pass(Duration.ofHours(2));
    rig.odoo(promo(1, "GONE", "11"));
    assertThat(shop.coupons()).isEmpty();
    assertThat(rig.lane.redriveAll()).isEqualTo(1);
    rig.settle();
    assertThat(coupon("gone").path("amount").asText()).isEqualTo("11.00");
  }

  @Test
  void whatPeopleChangedInTheShopIsFoundAndWrittenAgain() {
    rig.odoo(promo(1, "A", "10"), promo(2, "B", "10"), promo(3, "C", "10"), promo(4, "D", "10"));
    shop.editCoupon(coupon("a").path("id").asInt(), json().put("amount", "90"));
    shop.editCoupon(coupon("b").path("id").asInt(), json().put("status", "draft"));
    rig.settle();
    assertThat(coupon("a").path("amount").asText()).as("nobody looked yet").isEqualTo("90.00");

    rig.pass(Duration.ofHours(6));
    assertThat(coupon("a").path("amount").asText()).isEqualTo("10.00");
    assertThat(coupon("b").path("status").asText()).isEqualTo("publish");
    assertThat(rig.lane.status().repaired()).isEqualTo(2);
    assertThat(rig.lane.status().lookedAt()).isPresent();
  }

  @Test
  void tooManyChangesInTheShopWaitForAPerson() {
    rig.odoo(promo(1, "A", "10"), promo(2, "B", "10"), promo(3, "C", "10"), promo(4, "D", "10"));
    for (String code : List.of("a", "b", "c")) {
      shop.editCoupon(coupon(code).path("id").asInt(), json().put("amount", "1"));
    }
    shop.deleteCoupon(coupon("d").path("id").asInt());
    rig.lane.look();
    rig.settle();
    assertThat(rig.lane.status().parked())
        .extracting(CouponListing::code, one -> one.parked().orElseThrow().code())
        .containsExactly(
            tuple("A", "edited-in-shop"),
            tuple("B", "edited-in-shop"),
            tuple("C", "edited-in-shop"),
            tuple("D", "deleted-in-shop"));
    rig.pass(Duration.ofHours(7));
    rig.restart();
    rig.pass(Duration.ofHours(7));
    assertThat(coupon("a").path("amount").asText()).as("nobody said so").isEqualTo("1.00");
    assertThat(shop.coupons()).hasSize(3);

    assertThat(rig.lane.redriveAll()).isEqualTo(4);
    rig.settle();
    assertThat(shop.coupons())
        .hasSize(4)
        .allMatch(one -> one.path("amount").asText().equals("10.00"));
    assertThat(rig.lane.status().parked()).isEmpty();
  }

  @Test
  void couponsFollowTheProductsThatTheShopHas() {
    ProductSet set = ProductSet.Only.of(Map.of(1, 101, 2, 102, 3, 102, 4, 103));
    Program program = promo(1, "SOME", "10", Optional.empty(), Optional.empty(), set);
    rig.odoo(program);
    assertThat(shop.coupons()).isEmpty();
    assertThat(rig.lane.status().refusals())
        .extracting(Refusal::name, Refusal::code)
        .containsExactly(tuple("Program 1", "products-not-in-shop"));

    // A simple product, one of whose variants there is none, and two of three variants of another.
    listed(simple(101, 900), variable(102, 910, Map.of(2, 911L, 3, 912L, 5, 915L)));
    rig.lane.productsChanged();
    rig.pass(Duration.ofSeconds(2));
    assertThat(coupon("some").path("product_ids").toString()).isEqualTo("[900,911,912]");

    // The third variant goes: now the whole product is meant.
    listed(variable(102, 910, Map.of(2, 911L, 3, 912L)));
    rig.lane.productsChanged();
    rig.pass(Duration.ofSeconds(2));
    assertThat(coupon("some").path("product_ids").toString()).isEqualTo("[900,910]");

    // More products than a coupon may name.
    listed(simple(103, 920), variable(102, 910, Map.of(2, 911L, 3, 912L, 5, 915L)));
    rig.lane.productsChanged();
    rig.pass(Duration.ofSeconds(2));
    assertThat(rig.lane.status().refusals())
        .extracting(Refusal::code)
        .containsExactly("too-many-products");
    assertThat(coupon("some").path("status").asText()).isEqualTo("draft");
  }

  private void listed(Listing... listings) {
    rig.products.write(
        CouponRig.SHOP,
        1,
        new CatalogStore.Changes(
            List.of(listings),
            java.util.Set.of(),
            List.of(),
            java.util.Set.of(),
            Optional.empty()));
  }

  private static Listing simple(int template, long id) {
    return new Listing(
        template, id, DesiredProduct.Kind.SIMPLE, Map.of(), Map.of(), false, Optional.empty());
  }

  private static Listing variable(int template, long id, Map<Integer, Long> variants) {
    Map<Integer, Listing.Variant> shown = new java.util.HashMap<>();
    variants.forEach(
        (product, shopId) ->
            shown.put(product, new Listing.Variant(shopId, "S" + product, "", true, Map.of())));
    return new Listing(
        template, id, DesiredProduct.Kind.VARIABLE, Map.of(), shown, false, Optional.empty());
  }

  @Test
  void aPlanChangesNothing() {
    rig.odoo(promo(1, "A", "10"));
    rig.lane.pause("by a person");
    int sent = writes().size();
    rig.odoo(promo(2, "B", "10"));
    CouponPlan plan = rig.lane.plan();
    assertThat(plan.entries())
        .extracting(entry -> entry.listing().code(), CouponPlan.Entry::action)
        .containsExactlyInAnyOrder(
            tuple("A", CouponPlan.Action.WITHDRAW), tuple("B", CouponPlan.Action.CREATE));
    assertThat(writes()).hasSize(sent);
    rig.lane.resume();
    rig.settle();
    assertThat(coupon("b").path("status").asText()).isEqualTo("publish");
    assertThat(coupon("a").path("status").asText()).isEqualTo("draft");
  }

  @Test
  void aCodeMovesFromOneProgramToAnother() {
    rig.odoo(promo(1, "MOVES", "10"));
    rig.odoo(promo(2, "MOVES", "20"));
    assertThat(shop.coupons())
        .extracting(one -> one.path("amount").asText(), one -> one.path("status").asText())
        .containsExactly(tuple("10.00", "draft"), tuple("20.00", "publish"));
    assertThat(rig.lane.status().parked()).isEmpty();
  }

  @Test
  void manyCodesGoInBatches() {
    List<Program.Code> codes =
        java.util.stream.IntStream.range(0, 250)
            .mapToObj(
                i -> new Program.Code("coupon.coupon," + i, "G-" + i, Optional.empty(), 1, false))
            .toList();
    Program program =
        new Program(
            "coupon.program,9",
            "Generated",
            Program.Kind.COUPONS,
            "EUR",
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty(),
            List.of(),
            Condition.none(),
            List.of(new Program.Percent(BigDecimal.TEN, new Target.WholeOrder(), BigDecimal.ZERO)),
            false,
            codes,
            0);
    rig.odoo(program);
    assertThat(shop.coupons()).hasSize(250);
    assertThat(shop.coupons()).allMatch(one -> one.path("usage_limit").asInt() == 1);
    assertThat(writes()).hasSize(3);
    order("g-7");
    assertThatThrownBy(() -> order("g-7")).hasMessageContaining("usage limit");
  }
}
