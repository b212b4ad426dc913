package org.odoobridge.inbound.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.inbound.apply.call.OdooCalls;
import org.odoobridge.inbound.odoo.OdooFulfilment;
import org.odoobridge.inbound.odoo.OdooOrder;
import org.odoobridge.inbound.odoo.rpc.OdooRpc;
import org.odoobridge.inbound.order.ChannelOrder;
import org.odoobridge.inbound.refund.CreditLoop;
import org.odoobridge.inbound.refund.CreditStep;
import org.odoobridge.inbound.refund.PgRefundBook;
import org.odoobridge.inbound.refund.Refund;
import org.odoobridge.inbound.refund.RefundBook;
import org.odoobridge.inbound.refund.RefundDesk;
import org.odoobridge.inbound.refund.RefundPolicy;
import org.odoobridge.testkit.time.ManualClock;

/** What becomes in Odoo of refunds that a shop makes: goods at once, money when it is invoiced. */
interface RefundsContract {
  OdooWorld world();

  PgSession journal();

  @Test
  default void aRefundBeforeDeliveryLowersTheOrderAndFreesItsGoods() {
    Shop shop = new Shop(this, "draft");
    shop.body.line("1", shop.scene.sku, 5, "50.00").line("2", shop.scene.other, 2, "30.00");
    shop.apply();

    shop.body.refund("57", "1", 2, "20.00", true);
    Outcome outcome = shop.apply();

    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    assertThat(shop.scene.ordered(shop.body, "1")).isEqualByComparingTo("3");
    assertThat(shop.scene.open(shop.body, "1")).isEqualByComparingTo("3");
    assertThat(shop.scene.reserved(shop.scene.sku)).isEqualByComparingTo("3");
    assertThat(shop.scene.shown(shop.body).gross())
        .isEqualByComparingTo(shop.body.gross().subtract(new BigDecimal("23.80")));
    assertThat(shop.refund("57").goods().state()).isEqualTo(Refund.GoodsState.DONE);
    shop.settleMoney();
    assertThat(shop.refund("57").money().state()).isEqualTo(Refund.MoneyState.NONE);
    assertThat(shop.apply()).isInstanceOf(Outcome.Superseded.class);
  }

  @Test
  default void deliveredGoodsThatTheShopRestockedComeBackByOneReturn() {
    Shop shop = new Shop(this, "draft");
    shop.body.line("1", shop.scene.sku, 5, "50.00");
    shop.apply();
    assertThat(world().admin.ship(shop.scene.shown(shop.body).id(), 5)).isTrue();

    shop.body.refund("57", "1", 2, "20.00", true);
    Outcome outcome = shop.apply();
    Outcome again = shop.apply();

    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    assertThat(again).isInstanceOf(Outcome.Superseded.class);
    List<OdooFulfilment.Move> back = shop.returns();
    assertThat(back).hasSize(1);
    assertThat(back.getFirst().quantity()).isEqualByComparingTo("2");
    assertThat(back.getFirst().state()).isEqualTo("assigned");
    assertThat(shop.refund("57").goods().detail()).contains("2 pieces come back by");
    assertThat(shop.scene.ordered(shop.body, "1")).isEqualByComparingTo("5");
    shop.settleMoney();
    assertThat(shop.refund("57").money().state()).isEqualTo(Refund.MoneyState.WAITING);
    assertThat(shop.refund("57").money().detail()).contains("invoice");
  }

  @Test
  default void deliveredGoodsThatAreNotRestockedStayWithTheCustomer() {
    Shop shop = new Shop(this, "never");
    shop.body.line("1", shop.scene.sku, 3, "30.00");
    shop.apply();
    assertThat(world().admin.ship(shop.scene.shown(shop.body).id(), 3)).isTrue();

    shop.body.refund("57", "1", 1, "10.00", false);
    Outcome outcome = shop.apply();

    assertThat(outcome).isInstanceOf(Outcome.Superseded.class);
    assertThat(shop.returns()).isEmpty();
    assertThat(shop.refund("57").goods().state()).isEqualTo(Refund.GoodsState.NONE);
    assertThat(shop.refund("57").money().state()).isEqualTo(Refund.MoneyState.NONE);
  }

  @Test
  default void aRefundThatMeetsAPartDeliveryIsSplit() {
    Shop shop = new Shop(this, "draft");
    shop.body.line("1", shop.scene.sku, 5, "50.00");
    shop.apply();
    boolean unused = world().admin.shipPart(shop.scene.shown(shop.body).id(), 3);

    shop.body.refund("57", "1", 4, "40.00", true);
    Outcome outcome = shop.apply();

    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    assertThat(shop.scene.ordered(shop.body, "1")).isEqualByComparingTo("3");
    assertThat(shop.scene.open(shop.body, "1")).isEqualByComparingTo("0");
    assertThat(shop.returns()).hasSize(1);
    assertThat(shop.returns().getFirst().quantity()).isEqualByComparingTo("2");
    assertThat(shop.scene.reserved(shop.scene.sku)).isEqualByComparingTo("0");
  }

  @Test
  default void severalRefundsInAnyOrderAndTwiceAddUp() {
    Shop shop = new Shop(this, "draft");
    shop.body.line("1", shop.scene.sku, 6, "60.00").shipping("9", "4.90");
    shop.apply();

    shop.body.refund("57", "1", 1, "10.00", true).refund("58", "9", 0, "4.90", false);
    shop.apply();
    shop.body.refund("59", "1", 2, "20.00", true);
    shop.apply();
    Outcome twice = shop.apply();

    assertThat(twice).isInstanceOf(Outcome.Superseded.class);
    assertThat(shop.scene.ordered(shop.body, "1")).isEqualByComparingTo("3");
    assertThat(shop.scene.open(shop.body, "1")).isEqualByComparingTo("3");
    assertThat(shop.scene.reserved(shop.scene.sku)).isEqualByComparingTo("3");
    assertThat(shop.scene.shown(shop.body).net()).isEqualByComparingTo("30.00");
  }

  @Test
  default void aFullRefundBeforeDeliveryCancelsTheOrder() {
    Shop shop = new Shop(this, "draft");
    shop.body.line("1", shop.scene.sku, 4, "40.00").shipping("9", "4.90");
    shop.apply();

    shop.body.refund("57", shop.body.gross().toPlainString()).status("refunded");
    Outcome outcome = shop.apply();

    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    assertThat(shop.scene.shown(shop.body).state()).isEqualTo(OdooOrder.State.CANCELLED);
    assertThat(shop.scene.reserved(shop.scene.sku)).isEqualByComparingTo("0");
    assertThat(shop.refund("57").goods().state()).isEqualTo(Refund.GoodsState.DONE);
    shop.settleMoney();
    assertThat(shop.refund("57").money().state()).isEqualTo(Refund.MoneyState.NONE);
  }

  @Test
  default void anOrderRefundedInPartBeforeItArrivesIsEnteredNet() {
    Shop shop = new Shop(this, "draft");
    shop.body.line("1", shop.scene.sku, 5, "50.00").refund("57", "1", 2, "20.00", true);

    Outcome outcome = shop.apply();

    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    assertThat(shop.scene.shown(shop.body).state()).isEqualTo(OdooOrder.State.CONFIRMED);
    assertThat(shop.scene.ordered(shop.body, "1")).isEqualByComparingTo("3");
    assertThat(shop.scene.shown(shop.body).gross()).isEqualByComparingTo("35.70");
  }

  @Test
  default void anOrderRefundedInFullBeforeItArrivesIsNotEntered() {
    Shop shop = new Shop(this, "draft");
    shop.body.line("1", shop.scene.sku, 5, "50.00");
    shop.body.refund("57", shop.body.gross().toPlainString()).status("refunded");

    Outcome outcome = shop.apply();

    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    assertThat(
            world()
                .number(
                    "SELECT count(*) FROM sale_order WHERE origin LIKE ?",
                    shop.scene.channel + "/%"))
        .isEqualByComparingTo("0");
    shop.settleMoney();
    assertThat(shop.refund("57").money().state()).isEqualTo(Refund.MoneyState.NONE);
  }

  @Test
  default void aRefundDeletedInTheShopPutsItsGoodsBackOnTheOrder() {
    Shop shop = new Shop(this, "draft");
    shop.body.line("1", shop.scene.sku, 5, "50.00");
    shop.apply();
    shop.body.refund("57", "1", 2, "20.00", true);
    shop.apply();

    shop.body.withoutRefund("57");
    Outcome outcome = shop.apply();

    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    assertThat(shop.scene.ordered(shop.body, "1")).isEqualByComparingTo("5");
    assertThat(shop.scene.open(shop.body, "1")).isEqualByComparingTo("5");
    assertThat(shop.scene.reserved(shop.scene.sku)).isEqualByComparingTo("5");
    assertThat(shop.refund("57").withdrawn()).isTrue();
    assertThat(shop.refund("57").money().state()).isEqualTo(Refund.MoneyState.NONE);
  }

  @Test
  default void aReturnOfADeletedRefundWaitsForAPerson() {
    Shop shop = new Shop(this, "draft");
    shop.body.line("1", shop.scene.sku, 5, "50.00");
    shop.apply();
    assertThat(world().admin.ship(shop.scene.shown(shop.body).id(), 5)).isTrue();
    shop.body.refund("57", "1", 2, "20.00", true);
    shop.apply();

    shop.body.withoutRefund("57");
    shop.apply();

    assertThat(shop.refund("57").goods().state()).isEqualTo(Refund.GoodsState.REFUSED);
    assertThat(shop.refund("57").goods().remedy()).contains("cancel the return");
  }

  @Test
  default void aRefundThatLeavesOutTheTaxFreesTheGoodsAndItsMoneyWaitsForAPerson() {
    Shop shop = new Shop(this, "draft");
    shop.body.line("1", shop.scene.sku, 5, "50.00");
    shop.apply();

    shop.body.untaxedRefund("57", "1", 2, "20.00");
    Outcome outcome = shop.apply();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.problem().remedy()).contains("tax"));
    assertThat(shop.scene.open(shop.body, "1")).isEqualByComparingTo("3");
    assertThat(shop.scene.reserved(shop.scene.sku)).isEqualByComparingTo("3");
    assertThat(shop.refund("57").goods().remedy()).contains("tax");
    shop.settleMoney();
    assertThat(shop.refund("57").money().state()).isEqualTo(Refund.MoneyState.WAITING);
  }

  @Test
  default void anOrderCancelledAfterPartOfItLeftIsStoppedAndComesBack() {
    Shop shop = new Shop(this, "draft");
    shop.body.line("1", shop.scene.sku, 5, "50.00").line("2", shop.scene.other, 3, "30.00");
    shop.apply();
    boolean unused = world().admin.shipPart(shop.scene.shown(shop.body).id(), 3);

    Outcome outcome = shop.status("cancelled").apply();
    Outcome again = shop.apply();

    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    assertThat(again).isInstanceOf(Outcome.Superseded.class);
    assertThat(shop.scene.open(shop.body, "1")).isEqualByComparingTo("0");
    assertThat(shop.scene.reserved(shop.scene.sku)).isEqualByComparingTo("0");
    assertThat(
            shop.returns().stream()
                .map(OdooFulfilment.Move::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo("6");
    assertThat(shop.refund("cancelled").goods().detail()).contains("6 pieces come back");
    shop.settleMoney();
    assertThat(shop.refund("cancelled").money().state()).isEqualTo(Refund.MoneyState.NONE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  default void aRandomLifeEndsWhereItsSumsSay(long seed) {
    Random random = new Random(seed);
    Shop shop = new Shop(this, "draft");
    int sold = 12;
    int next = 100;
    Map<String, Integer> refunded = new LinkedHashMap<>();
    shop.body.line("1", shop.scene.sku, sold, sold + "0.00");
    shop.apply();
    for (int step = 0; step < 8; step++) {
      int left = sold - refunded.values().stream().mapToInt(Integer::intValue).sum();
      switch (random.nextInt(4)) {
        case 0 -> {
          sold += random.nextInt(3);
          shop.body.line("1", shop.scene.sku, sold, sold + "0.00");
        }
        case 1 -> {
          if (!refunded.isEmpty()) {
            String gone = refunded.keySet().iterator().next();
            refunded.remove(gone);
            shop.body.withoutRefund(gone);
          }
        }
        default -> {
          if (left > 1) {
            int pieces = 1 + random.nextInt(left - 1);
            String id = String.valueOf(next++);
            refunded.put(id, pieces);
            shop.body.refund(id, "1", pieces, pieces + "0.00", true);
          }
        }
      }
      // Some states never come, others come twice.
      for (int times = random.nextInt(3); times > 0; times--) {
        assertThat(shop.apply()).isInstanceOfAny(Outcome.Applied.class, Outcome.Superseded.class);
      }
    }
    shop.apply();

    int left = sold - refunded.values().stream().mapToInt(Integer::intValue).sum();
    String pieces = String.valueOf(left);
    assertThat(shop.scene.ordered(shop.body, "1")).isEqualByComparingTo(pieces);
    assertThat(shop.scene.open(shop.body, "1")).isEqualByComparingTo(pieces);
    assertThat(shop.scene.reserved(shop.scene.sku)).isEqualByComparingTo(pieces);
    assertThat(shop.scene.shown(shop.body).net()).isEqualByComparingTo(left + "0.00");
    assertThat(shop.scene.shown(shop.body).gross())
        .isEqualByComparingTo(new BigDecimal(left).multiply(new BigDecimal("11.90")));
  }

  @Test
  default void whatPeopleChangedInOdooIsLeftAloneWhenTheShopOnlyChangesTheStatus() {
    Shop shop = new Shop(this, "draft");
    shop.body.line("1", shop.scene.sku, 5, "50.00").line("2", shop.scene.other, 2, "20.00");
    shop.apply();
    shop.scene.edit(shop.body, "2", 1);

    Outcome outcome = shop.status("completed").apply();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Superseded.class,
            superseded -> assertThat(superseded.detail()).startsWith("edited in Odoo"));
    assertThat(shop.scene.ordered(shop.body, "2")).isEqualByComparingTo("1");
  }

  @Test
  default void editsOnBothSidesWaitForAPersonBeforeShippingAndOdooWinsAfter() {
    Shop shop = new Shop(this, "draft");
    shop.body.line("1", shop.scene.sku, 5, "50.00").line("2", shop.scene.other, 2, "20.00");
    shop.apply();
    shop.scene.edit(shop.body, "2", 1);
    shop.body.line("1", shop.scene.sku, 6, "60.00");

    Outcome before = shop.apply();
    boolean unused = world().admin.shipPart(shop.scene.shown(shop.body).id(), 1);
    Outcome after = shop.apply();

    assertThat(before)
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> assertThat(rejected.problem().code()).isEqualTo("edited-on-both-sides"));
    assertThat(after)
        .isInstanceOfSatisfying(
            Outcome.Superseded.class,
            superseded -> assertThat(superseded.detail()).contains("stays as it is"));
    assertThat(shop.scene.ordered(shop.body, "1")).isEqualByComparingTo("5");
    assertThat(shop.scene.ordered(shop.body, "2")).isEqualByComparingTo("1");
  }

  @Test
  default void anAddressThatTheShopChangesIsWhereTheGoodsGo() {
    Shop shop = new Shop(this, "draft");
    shop.body.line("1", shop.scene.sku, 1, "10.00");
    shop.apply();
    int before = shop.scene.shown(shop.body).shipTo();

    shop.body.street("Neue Gasse 7");
    Outcome outcome = shop.apply();

    assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    int after = shop.scene.shown(shop.body).shipTo();
    assertThat(after).isNotEqualTo(before);
    assertThat(world().admin.read("res.partner", after, "street").path("street").asText())
        .isEqualTo("Neue Gasse 7");
    assertThat(
            world()
                .number(
                    "SELECT count(*) FROM stock_picking WHERE sale_id = ? AND partner_id = ?",
                    shop.scene.shown(shop.body).id(),
                    after))
        .isEqualByComparingTo("1");
  }

  /** A shop with one order, the bridge's half of its refunds, and an Odoo. */
  final class Shop {
    final OrderEditsContract.Scene scene;
    final ShopBody body;
    final ManualClock clock = ManualClock.start();
    private @Nullable ChannelOrder applied;
    private final PgRefundBook book;
    private final OrderMessages messages;
    private final CreditLoop credits;

    Shop(RefundsContract test, String creditNotes) {
      this(test.world(), test.journal(), creditNotes, test.world().client(test.world().bot));
    }

    Shop(OdooWorld world, PgSession journal, String creditNotes, OdooRpc rpc) {
      this.scene = new OrderEditsContract.Scene(world);
      this.body = ShopBody.in(scene.channel);
      this.book = new PgRefundBook(journal);
      Map<ChannelId, RefundPolicy> policies =
          Map.of(
              scene.channel,
              new RefundPolicy("as-shop", creditNotes, "net", "return", Duration.ofDays(30)));
      OdooCalls calls = new OdooCalls(rpc, new Random(7));
      RefundDesk desk =
          new RefundDesk(
              policies,
              book,
              key -> body.refunds(),
              key -> Optional.ofNullable(applied),
              scene.directory(),
              calls,
              clock,
              Duration.ofMinutes(2));
      this.messages =
          new OrderMessages(world.applier(scene.channel, OdooWorld.policy(), rpc, clock), desk);
      this.credits =
          new CreditLoop(
              book,
              new CreditStep(policies, scene.directory(), calls, clock, Duration.ofMinutes(2)),
              clock,
              Duration.ofMinutes(2));
    }

    Outcome apply() {
      ChannelOrder order = body.order();
      Outcome outcome = messages.apply(order);
      if (outcome instanceof Outcome.Applied) {
        applied = order;
      }
      return outcome;
    }

    Shop status(String status) {
      body.status(status);
      return this;
    }

    int settleMoney() {
      clock.advance(Duration.ofHours(1));
      return credits.runOnce();
    }

    Refund refund(String id) {
      OrderKey order = new OrderKey(scene.channel, body.id());
      return book.of(List.of(order)).getOrDefault(order, List.of()).stream()
          .filter(refund -> refund.key().id().equals(id))
          .findFirst()
          .orElseThrow();
    }

    List<OdooFulfilment.Move> returns() {
      return scene.fulfilment(body).moves().stream().filter(move -> move.returns() != 0).toList();
    }

    RefundBook book() {
      return book;
    }
  }

  /** The order's message as the handler works on it. */
  record OrderMessages(OrderApplier applier, OrderRefunds refunds) {
    Outcome apply(ChannelOrder order) {
      return switch (refunds.before(order)) {
        case OrderRefunds.Prepared.Decided decided -> decided.outcome();
        case OrderRefunds.Prepared.Ready ready ->
            refunds.after(order, applier.apply(List.of(ready.change())).getFirst());
      };
    }
  }
}
