package org.odoobridge.outbound.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem.TechnicalKind;

/** The lane of a shop: decreases at once, increases after an order sweep. */
class RaiseAfterSweepTest {
  private final FakeChannel channel = new FakeChannel("shop", 100, true, true);
  private final LaneFixture it = new LaneFixture(channel);

  private void shows(String sku, long quantity) {
    channel.shows.put(new Sku(sku), quantity);
    it.offer(sku, quantity);
    it.run();
    assertThat(it.lane.status().dirty()).isZero();
    channel.sends.clear();
    channel.reads.clear();
  }

  @Test
  void anUnknownItemIsReadFirstAndNotSentWhenItIsRightAlready() {
    channel.shows.put(new Sku("A"), 5L);
    it.offer("A", 5);
    it.run();
    assertThat(channel.reads).hasSize(1);
    assertThat(channel.sends).isEmpty();
    assertThat(it.sweepsAsked).isZero();
    it.persist();
    assertThat(it.journal().get(new Sku("A")))
        .isEqualTo(new ListingRow(new Sku("A"), 5, false, 1, 1));
  }

  @Test
  void aDecreaseGoesAtOnce() {
    shows("A", 5);
    it.offer("A", 3);
    it.run();
    assertThat(it.shown("A")).isEqualTo(3);
    assertThat(it.sweepsAsked).isZero();
  }

  @Test
  void zeroGoesAtOnceWithoutReading() {
    it.offer("A", 0);
    it.run();
    assertThat(it.shown("A")).isZero();
    assertThat(channel.reads).isEmpty();
  }

  @Test
  void anIncreaseWaitsForASweep() {
    shows("A", 5);
    it.offer("A", 8);
    it.run();
    assertThat(it.shown("A")).isEqualTo(5);
    assertThat(it.lane.status().awaitingSweep()).isEqualTo(1);
    it.completeSweep();
    assertThat(it.shown("A")).isEqualTo(8);
  }

  @Test
  void anIncreaseTakesTheLowerNumberTheSweepBrought() {
    shows("A", 5);
    it.offer("A", 8);
    it.offer("A", 7);
    it.completeSweep();
    assertThat(it.sent("A")).containsExactly(7L);
  }

  @Test
  void whatGrewDuringTheSweepWaitsForTheNextOne() {
    shows("A", 5);
    it.offer("A", 8);
    it.offer("A", 12);
    it.completeSweep();
    assertThat(it.sent("A")).containsExactly(8L);
    it.completeSweep();
    assertThat(it.sent("A")).containsExactly(8L, 12L);
  }

  @Test
  void aDecreaseDuringTheSweepGoesAtOnceAndUsesUpItsClearance() {
    shows("A", 5);
    it.offer("A", 8);
    it.offer("A", 3);
    it.run();
    assertThat(it.shown("A")).isEqualTo(3);
    it.offer("A", 9);
    it.completeSweep();
    assertThat(it.sent("A")).containsExactly(3L);
    it.completeSweep();
    assertThat(it.sent("A")).containsExactly(3L, 9L);
  }

  @Test
  void aClearanceThatIsNotUsedAtOnceIsGone() {
    shows("A", 5);
    it.offer("A", 8);
    it.offer("A", 5);
    it.completeSweep();
    assertThat(channel.sends).isEmpty();
    it.offer("A", 8);
    it.run();
    assertThat(it.shown("A")).isEqualTo(5);
    it.completeSweep();
    assertThat(it.shown("A")).isEqualTo(8);
  }

  @Test
  void manyIncreasesShareASweep() {
    for (int n = 0; n < 50; n++) {
      shows("SKU-" + n, 1);
    }
    for (int n = 0; n < 50; n++) {
      it.offer("SKU-" + n, 2);
    }
    it.completeSweep();
    it.completeSweep();
    assertThat(it.sweepsAsked).isEqualTo(2);
    assertThat(it.lane.status().dirty()).isZero();
  }

  @Test
  void aFailedSweepIsRetriedAndDecreasesGoOn() {
    shows("A", 5);
    shows("B", 5);
    it.offer("A", 8);
    it.failSweep();
    assertThat(it.sweepsAsked).isEqualTo(1);
    it.offer("B", 2);
    it.run();
    assertThat(it.shown("B")).isEqualTo(2);
    it.timers.advance(Duration.ofSeconds(2));
    assertThat(it.sweepsAsked).isEqualTo(2);
    assertThat(it.shown("A")).isEqualTo(5);
    it.completeSweep();
    assertThat(it.shown("A")).isEqualTo(8);
  }

  @Test
  void aSweepWithoutAnAnswerCountsAsFailed() {
    shows("A", 5);
    it.offer("A", 8);
    it.run();
    it.timers.advance(Duration.ofMinutes(3));
    assertThat(it.sweepsAsked).isGreaterThanOrEqualTo(2);
    assertThat(it.shown("A")).isEqualTo(5);
  }

  @Test
  void aClearanceDoesNotOutliveAnOutage() {
    shows("A", 5);
    it.offer("A", 8);
    channel.down = Optional.of(FakeChannel.throttled(Duration.ofMinutes(10)));
    it.completeSweep();
    assertThat(it.sent("A")).containsExactly(8L);
    channel.down = Optional.empty();
    it.timers.advance(Duration.ofMinutes(11));
    assertThat(it.sent("A")).containsExactly(8L);
    assertThat(it.sweepsAsked).isEqualTo(2);
    it.completeSweep();
    assertThat(it.shown("A")).isEqualTo(8);
  }

  @Test
  void afterATimeoutTheShopIsReadAndToldAgainOnlyIfDifferent() {
    shows("A", 5);
    channel.appliesBeforeAnswer = true;
    channel.answer =
        value -> new Outcome.Uncertain(it.timers.now().plus(Duration.ofMinutes(1)), "no answer");
    it.offer("A", 3);
    it.run();
    channel.answer = value -> null;
    assertThat(channel.reads).isEmpty();
    it.timers.advance(Duration.ofSeconds(61));
    assertThat(channel.reads).hasSize(1);
    assertThat(it.sent("A")).containsExactly(3L);
    assertThat(it.lane.status().dirty()).isZero();
  }

  @Test
  void afterATimeoutThatDidNothingTheNumberIsSentAgain() {
    shows("A", 5);
    channel.answer =
        value -> new Outcome.Uncertain(it.timers.now().plus(Duration.ofMinutes(1)), "no answer");
    it.offer("A", 3);
    it.run();
    channel.answer = value -> null;
    it.timers.advance(Duration.ofSeconds(61));
    assertThat(it.shown("A")).isEqualTo(3);
  }

  @Test
  void anOldRequestThatLandsAfterANewerNumberIsRepaired() {
    shows("A", 5);
    channel.answer =
        value -> new Outcome.Uncertain(it.timers.now().plus(Duration.ofMinutes(1)), "no answer");
    it.offer("A", 3);
    it.run();
    channel.answer = value -> null;
    it.offer("A", 1);
    it.run();
    assertThat(it.shown("A")).isEqualTo(1);
    channel.shows.put(new Sku("A"), 3L);
    it.timers.advance(Duration.ofSeconds(61));
    assertThat(it.shown("A")).isEqualTo(1);
  }

  @Test
  void aSkuTheShopDoesNotHaveIsParkedByTheReadWithoutASweep() {
    channel.unknown.add(new Sku("X"));
    it.offer("X", 5);
    it.run();
    assertThat(it.lane.parked()).extracting(Parked::code).containsExactly(Channel.UNKNOWN_SKU);
    assertThat(it.sweepsAsked).isZero();
    assertThat(channel.sends).isEmpty();
  }

  @Test
  void aProductWithoutANumberIsRaisedFromNothing() {
    it.offer("A", 5);
    it.run();
    assertThat(channel.sends).isEmpty();
    it.completeSweep();
    assertThat(it.shown("A")).isEqualTo(5);
  }

  @Test
  void aRecheckReadsAndRepairs() {
    shows("A", 5);
    channel.shows.put(new Sku("A"), 9L);
    it.lane.recheck(java.util.List.of(new Sku("A")));
    it.run();
    assertThat(it.shown("A")).isEqualTo(5);
    assertThat(channel.reads).hasSize(1);
  }

  @Test
  void afterATakeoverAReplayedItemIsReadAtOnceAndAgainWhenNoOldRequestCanRun() {
    shows("A", 5);
    it.persist();
    it.crashAndRestart();
    it.offer("A", 5, true);
    it.run();
    assertThat(channel.reads).hasSize(1);
    // The dead node's last request lands late.
    channel.shows.put(new Sku("A"), 8L);
    it.timers.advance(Duration.ofMinutes(2));
    assertThat(it.shown("A")).isEqualTo(5);
  }

  @Test
  void aLostFirstRequestIsExpectedToLandAfterACrash() {
    channel.shows.put(new Sku("A"), 3L);
    channel.answer =
        value -> new Outcome.Uncertain(it.timers.now().plus(Duration.ofMinutes(1)), "no answer");
    it.offer("A", 0);
    it.run();
    it.persist();
    channel.answer = value -> null;
    it.crashAndRestart();
    it.offer("A", 2);
    it.run();
    // Looks like a decrease from 3, but the lost 0 may land: then it would be an increase.
    assertThat(it.shown("A")).isEqualTo(3);
    assertThat(it.sweepsAsked).isEqualTo(1);
    it.completeSweep();
    assertThat(it.shown("A")).isEqualTo(2);
  }

  @Test
  void aFailedReadIsRetried() {
    channel.shows.put(new Sku("A"), 9L);
    channel.down = Optional.of(FakeChannel.technical(TechnicalKind.SERVER_ERROR));
    it.offer("A", 5);
    it.run();
    channel.down = Optional.empty();
    it.timers.advance(Duration.ofSeconds(2));
    assertThat(it.shown("A")).isEqualTo(5);
  }
}
