package org.odoobridge.inbound.apply.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.inbound.apply.Policies;
import org.odoobridge.inbound.apply.Samples;
import org.odoobridge.inbound.apply.docket.OrderChange;
import org.odoobridge.inbound.apply.mark.OrderMarks;
import org.odoobridge.inbound.odoo.OdooOrder;
import org.odoobridge.inbound.order.ChannelOrder;

class PlanTest {
  private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
  private static final Situation SITUATION =
      new Situation(Samples.POLICY, OrderMarks.Marks.NONE, NOW);

  /** status in the shop, state in Odoo (- = absent) → what is to be done. */
  @ParameterizedTest
  @CsvSource({
    "processing, -, enter+confirm",
    "completed, -, enter+confirm",
    "on-hold, -, enter",
    "packing, -, hold:unknown-status",
    "pending, -, superseded",
    "checkout-draft, -, superseded",
    "cancelled, -, superseded",
    "failed, -, superseded",
    "trash, -, superseded",
    "refunded, -, superseded",
    "processing, OPEN, enter+confirm",
    "on-hold, OPEN, enter",
    "pending, OPEN, superseded",
    "cancelled, OPEN, cancel",
    "failed, OPEN, cancel",
    "refunded, OPEN, cancel",
    "processing, CONFIRMED, superseded",
    "completed, CONFIRMED, superseded",
    "on-hold, CONFIRMED, superseded",
    "packing, CONFIRMED, held-after-confirming",
    "pending, CONFIRMED, superseded",
    "refunded, CONFIRMED, superseded",
    "cancelled, CONFIRMED, cancel",
    "trash, CONFIRMED, cancel",
    "processing, CANCELLED, cancelled-in-odoo",
    "cancelled, CANCELLED, superseded",
    "refunded, CANCELLED, superseded"
  })
  void everyStatusMeetsEveryState(String status, String state, String plan) {
    ChannelOrder order = Samples.order(json -> json.put("status", status));
    OdooOrder shown =
        state.equals("-") ? null : Samples.shown(order, OdooOrder.State.valueOf(state));

    assertThat(planned(order, shown)).isEqualTo(plan);
  }

  @Test
  void whatIsShippedOrInvoicedIsNotCancelled() {
    ChannelOrder order = Samples.order(json -> json.put("status", "cancelled"));

    assertThat(planned(order, Samples.shipped(Samples.shown(order, OdooOrder.State.CONFIRMED))))
        .isEqualTo("cancelled-after-shipping");
  }

  @Test
  void aThrownAwayOrderIsCalledOff() {
    ChannelOrder order = Samples.order();

    assertThat(
            name(
                Plan.of(
                    new OrderChange.Gone(order.key()),
                    Samples.shown(order, OdooOrder.State.CONFIRMED),
                    SITUATION)))
        .isEqualTo("cancel");
  }

  @Test
  void aDateThatAPersonChoseSinceIsKept() {
    ChannelOrder order = Samples.order();
    OdooOrder shown =
        Samples.datedByHand(
            Samples.shown(order, OdooOrder.State.CONFIRMED), Instant.parse("2026-12-24T00:00:00Z"));

    assertThat(planned(order, shown)).isEqualTo("superseded");
  }

  @Test
  void whatIsLockedIsNotCancelled() {
    ChannelOrder order = Samples.order(json -> json.put("status", "cancelled"));

    assertThat(planned(order, Samples.locked(Samples.shown(order, OdooOrder.State.CONFIRMED))))
        .isEqualTo("cancelled-after-locking");
  }

  @Test
  void aConfirmedOrderWithAnotherDateIsRedated() {
    ChannelOrder order = Samples.order();
    OdooOrder shown =
        Samples.dated(
            Samples.shown(order, OdooOrder.State.CONFIRMED), Instant.parse("2026-12-24T00:00:00Z"));

    assertThat(planned(order, shown)).isEqualTo("redate");
  }

  @Test
  void aChangedQuantityAmountOrLineOfAConfirmedOrderIsReported() {
    OdooOrder shown = Samples.shown(Samples.order(), OdooOrder.State.CONFIRMED);

    ChannelOrder quantity = Samples.order(json -> Samples.line(json, 0).put("quantity", 9));
    ChannelOrder amount = Samples.order(json -> Samples.line(json, 1).put("total", "142.51"));
    ChannelOrder fewer = Samples.order(json -> json.putArray("shipping_lines"));
    ChannelOrder other = Samples.order(json -> Samples.line(json, 0).put("id", 4711));

    assertThat(planned(quantity, shown)).isEqualTo("amend");
    assertThat(planned(amount, shown)).isEqualTo("amend");
    assertThat(planned(fewer, shown)).isEqualTo("amend");
    assertThat(planned(other, shown)).isEqualTo("amend");
  }

  @Test
  void aStatusMeansWhatTheConfigurationSays() {
    ChannelOrder packing = Samples.order(json -> json.put("status", "packing"));
    ChannelOrder pending = Samples.order(json -> json.put("status", "pending"));
    ChannelOrder processing = Samples.order();
    String statuses = "statuses: { wc-packing: confirm, pending: draft, processing: ignore }";

    assertThat(planned(packing, null, with(OrderMarks.Marks.NONE, NOW, statuses)))
        .isEqualTo("enter+confirm");
    assertThat(planned(pending, null, with(OrderMarks.Marks.NONE, NOW, statuses)))
        .isEqualTo("enter");
    assertThat(planned(processing, null, with(OrderMarks.Marks.NONE, NOW, statuses)))
        .isEqualTo("superseded");
    assertThat(
            planned(packing, null, with(OrderMarks.Marks.NONE, NOW, "statuses: { other: draft }")))
        .isEqualTo("enter");
  }

  @Test
  void aQuotationExpiresCountingFromTheShopsLastWord() {
    ChannelOrder order = Samples.order(json -> json.put("status", "on-hold"));
    Instant lastWord = Instant.ofEpochMilli(order.version().orElseThrow());
    OdooOrder open = Samples.shown(order, OdooOrder.State.OPEN);
    String policy = "expiry: { on-hold: 14d }";
    Situation before = with(OrderMarks.Marks.NONE, lastWord.plus(Duration.ofDays(13)), policy);
    Situation after = with(OrderMarks.Marks.NONE, lastWord.plus(Duration.ofDays(14)), policy);

    assertThat(planned(order, open, before)).isEqualTo("enter");
    assertThat(planned(order, open, after)).isEqualTo("cancel");
    assertThat(planned(order, null, after)).isEqualTo("superseded");
    assertThat(planned(order, Samples.shown(order, OdooOrder.State.CONFIRMED), after))
        .isEqualTo("superseded");
  }

  @Test
  void whatTheBridgeCancelledIsOpenedAgainWhenTheShopSaysSo() {
    ChannelOrder order = Samples.order();
    OdooOrder cancelled = Samples.shown(order, OdooOrder.State.CANCELLED);
    OrderMarks.Marks closed =
        new OrderMarks.Marks(Optional.of("cancelled in the shop"), Optional.empty());

    assertThat(planned(order, cancelled, with(closed, NOW))).isEqualTo("enter+confirm");
    assertThat(planned(order, cancelled, SITUATION)).isEqualTo("cancelled-in-odoo");
  }

  @Test
  void aPaidOrderIsHeldUntilAPersonReleasesItForThatReason() {
    ChannelOrder order = Samples.order(); // 200.28
    OrderMarks.Marks released =
        new OrderMarks.Marks(Optional.empty(), Optional.of("it is of more than 200"));

    assertThat(planned(order, null, with(OrderMarks.Marks.NONE, NOW, "hold: { above: 200 }")))
        .isEqualTo("hold:held");
    assertThat(planned(order, null, with(OrderMarks.Marks.NONE, NOW, "hold: { above: 201 }")))
        .isEqualTo("enter+confirm");
    assertThat(planned(order, null, with(released, NOW, "hold: { above: 200 }")))
        .isEqualTo("enter+confirm");
    assertThat(planned(order, null, with(released, NOW, "hold: { above: 150 }")))
        .isEqualTo("hold:held");
  }

  @Test
  void anOrderIsHeldForItsMetaOrItsWayAbroad() {
    ChannelOrder risky =
        Samples.order(
            json -> {
              json.putArray("meta_data").addObject().put("key", "_risk").put("value", "High: 93");
              ((ObjectNode) json.path("billing")).put("country", "DE");
              ((ObjectNode) json.path("shipping")).put("country", "FR");
            });

    assertThat(
            planned(
                risky, null, with(OrderMarks.Marks.NONE, NOW, "hold: { meta: { _risk: high* } }")))
        .isEqualTo("hold:held");
    assertThat(
            planned(
                risky, null, with(OrderMarks.Marks.NONE, NOW, "hold: { meta: { _risk: low* } }")))
        .isEqualTo("enter+confirm");
    assertThat(planned(risky, null, with(OrderMarks.Marks.NONE, NOW, "hold: { abroad: true }")))
        .isEqualTo("hold:held");
  }

  private static String planned(ChannelOrder order, @Nullable OdooOrder shown) {
    return planned(order, shown, SITUATION);
  }

  private static String planned(ChannelOrder order, @Nullable OdooOrder shown, Situation at) {
    return name(Plan.of(new OrderChange.Stated(order), shown, at));
  }

  private static Situation with(OrderMarks.Marks marks, Instant now, String... policy) {
    return new Situation(Policies.of(policy), marks, now);
  }

  private static String name(Plan plan) {
    return switch (plan) {
      case Plan.Enter enter ->
          switch (enter.goal()) {
            case Goal.Confirmed ignored -> "enter+confirm";
            case Goal.Quotation ignored -> "enter";
            case Goal.Held held -> "hold:" + held.because().code();
          };
      case Plan.Cancel ignored -> "cancel";
      case Plan.Redate ignored -> "redate";
      case Plan.Amend ignored -> "amend";
      case Plan.Done done ->
          switch (done.outcome()) {
            case Outcome.Superseded ignored -> "superseded";
            case Outcome.Rejected rejected -> rejected.problem().code();
            case Outcome.Applied ignored -> "applied";
            case Outcome.Failed ignored -> "failed";
            case Outcome.Uncertain ignored -> "uncertain";
          };
    };
  }
}
