package org.odoobridge.inbound.apply.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.inbound.apply.Samples;
import org.odoobridge.inbound.apply.docket.OrderChange;
import org.odoobridge.inbound.odoo.OdooOrder;
import org.odoobridge.inbound.order.ChannelOrder;

class PlanTest {
  /** status in the shop, state in Odoo (- = absent) → what is to be done. */
  @ParameterizedTest
  @CsvSource({
    "processing, -, enter+confirm",
    "completed, -, enter+confirm",
    "on-hold, -, enter",
    "packing, -, enter",
    "pending, -, superseded",
    "checkout-draft, -, superseded",
    "cancelled, -, superseded",
    "failed, -, superseded",
    "trash, -, superseded",
    "refunded, -, refunded-before-import",
    "processing, OPEN, enter+confirm",
    "on-hold, OPEN, enter",
    "pending, OPEN, superseded",
    "cancelled, OPEN, cancel",
    "failed, OPEN, cancel",
    "refunded, OPEN, refunded-before-import",
    "processing, CONFIRMED, superseded",
    "completed, CONFIRMED, superseded",
    "on-hold, CONFIRMED, superseded",
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
                    Samples.POLICY)))
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

  private static String planned(ChannelOrder order, @Nullable OdooOrder shown) {
    return name(Plan.of(new OrderChange.Stated(order), shown, Samples.POLICY));
  }

  private static String name(Plan plan) {
    return switch (plan) {
      case Plan.Enter enter -> enter.confirm() ? "enter+confirm" : "enter";
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
