package org.odoobridge.outbound.channel.woocommerce;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.delivery.Channel.ItemOutcome;

/** Of several products of one SKU, the answer that leaves most to do counts. */
class ItemOutcomesTest {
  private static final Sku MUG = new Sku("MUG");
  private static final Outcome SHOWN = new Outcome.Applied("shown");
  private static final Outcome REFUSED =
      new Outcome.Rejected(new Problem.Business("refused-by-shop", "locked", "unlock it"));
  private static final Outcome FAILED =
      new Outcome.Failed(Problem.Technical.of(TechnicalKind.SERVER_ERROR, "500"));
  private static final Outcome OPEN = new Outcome.Uncertain(Instant.EPOCH, "no answer");

  private static Outcome of(Outcome... answers) {
    ItemOutcomes outcomes = new ItemOutcomes();
    for (Outcome answer : answers) {
      outcomes.add(MUG, answer);
    }
    List<ItemOutcome> list = outcomes.list();
    assertThat(list).hasSize(1);
    return list.getFirst().outcome();
  }

  @Test
  void theAnswerThatLeavesMostToDoCountsInWhateverOrder() {
    assertThat(of(SHOWN, SHOWN)).isEqualTo(SHOWN);
    assertThat(of(SHOWN, REFUSED)).isEqualTo(REFUSED);
    assertThat(of(REFUSED, SHOWN)).isEqualTo(REFUSED);
    assertThat(of(REFUSED, FAILED, SHOWN)).isEqualTo(FAILED);
    assertThat(of(OPEN, FAILED, REFUSED, SHOWN)).isEqualTo(OPEN);
  }

  @Test
  void whatIsToldAnewCountsAlone() {
    ItemOutcomes outcomes = new ItemOutcomes();
    outcomes.add(MUG, FAILED);
    outcomes.forget(MUG);
    outcomes.add(MUG, SHOWN);
    assertThat(outcomes.list()).containsExactly(new ItemOutcome(MUG, SHOWN));
  }
}
