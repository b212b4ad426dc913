package org.odoobridge.inbound.apply.money;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.odoobridge.inbound.apply.Samples;
import org.odoobridge.inbound.apply.draft.OrderDraft;
import org.odoobridge.inbound.apply.draft.OrderTranslator;
import org.odoobridge.inbound.apply.draft.Translation;
import org.odoobridge.inbound.odoo.OdooOrder;
import org.odoobridge.inbound.order.ChannelOrder;

class MoneyProofTest {
  private static final OdooOrder SHOWN = Samples.shown(Samples.order(), OdooOrder.State.OPEN);

  @Test
  void equalToTheCentIsExact() {
    assertThat(proof(json -> {}, "0.00")).isInstanceOf(MoneyProof.Exact.class);
  }

  @Test
  void aCentOfTaxIsAMismatchUnlessThePolicyTakesItForRounding() {
    Consumer<ObjectNode> centMore =
        json -> {
          json.put("total", "200.29").put("total_tax", "31.99");
          ((ObjectNode) json.path("tax_lines").path(0)).put("tax_total", "31.06");
        };

    assertThat(proof(centMore, "0.00")).isInstanceOf(MoneyProof.Mismatch.class);
    assertThat(proof(centMore, "0.01"))
        .isEqualTo(new MoneyProof.Residue("gross -0.01, tax -0.01, tax #1 -0.01"));
  }

  @Test
  void netAndTaxThatDifferOppositelyDoNotHideBehindAnEqualGross() {
    MoneyProof proof =
        proof(
            json -> {
              json.put("total_tax", "32.98");
              ((ObjectNode) json.path("tax_lines").path(0)).put("tax_total", "32.05");
            },
            "0.05");

    assertThat(proof)
        .isInstanceOfSatisfying(
            MoneyProof.Mismatch.class,
            mismatch -> assertThat(mismatch.detail()).contains("net +1.00", "tax -1.00"));
  }

  @Test
  void taxMovedFromOneRateToAnotherIsSeen() {
    OrderDraft draft = draft(Samples.order());
    OrderDraft otherRate =
        new OrderDraft(
            draft.order(),
            draft.ref(),
            draft.company(),
            draft.header(),
            draft.lines(),
            Map.of(1, new BigDecimal("30.00"), 2, new BigDecimal("1.98")));

    assertThat(MoneyProof.of(otherRate, SHOWN, new BigDecimal("0.05"), false))
        .isInstanceOfSatisfying(
            MoneyProof.Mismatch.class,
            mismatch -> assertThat(mismatch.detail()).contains("tax #1 +1.98", "tax #2 -1.98"));
  }

  @Test
  void aCompanyThatRoundsOverTheWholeOrderIsNamedAsTheCauseOfACent() {
    ChannelOrder centMore =
        Samples.order(
            json -> {
              json.put("total", "200.29").put("total_tax", "31.99");
              ((ObjectNode) json.path("tax_lines").path(0)).put("tax_total", "31.06");
            });

    assertThat(MoneyProof.of(draft(centMore), SHOWN, BigDecimal.ZERO, true))
        .isInstanceOfSatisfying(
            MoneyProof.Mismatch.class,
            mismatch ->
                assertThat(mismatch.detail())
                    .contains("tax -0.01")
                    .endsWith("rounds tax over the whole order, the channel on every line"));
  }

  @Test
  void partsOfATaxThatIsRoundedOverTheWholeOrderMayDifferByHalfACentALine() {
    OrderDraft draft = draft(Samples.order());
    OrderDraft moved =
        new OrderDraft(
            draft.order(),
            draft.ref(),
            draft.company(),
            draft.header(),
            draft.lines(),
            Map.of(1, new BigDecimal("31.97"), 2, new BigDecimal("0.01")));

    assertThat(MoneyProof.of(moved, SHOWN, BigDecimal.ZERO, true))
        .isInstanceOf(MoneyProof.Exact.class);
    assertThat(MoneyProof.of(moved, SHOWN, BigDecimal.ZERO, false))
        .isInstanceOf(MoneyProof.Mismatch.class);
  }

  private static MoneyProof proof(Consumer<ObjectNode> change, String limit) {
    return MoneyProof.of(draft(Samples.order(change)), SHOWN, new BigDecimal(limit), false);
  }

  private static OrderDraft draft(ChannelOrder order) {
    Translation translation =
        new OrderTranslator(
                Samples.POLICY,
                Samples.odoo(Samples.tax(1, "Bridge 19%", "19", false)),
                Samples.products(order))
            .translate(order);
    return ((Translation.Ready) translation).draft();
  }
}
