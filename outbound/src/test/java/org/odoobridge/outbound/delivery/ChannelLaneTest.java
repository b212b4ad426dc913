package org.odoobridge.outbound.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.observability.Telemetry;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.core.work.RetrySchedule;

/** The lane of a channel that is told every number at once. */
class ChannelLaneTest {
  private final FakeChannel channel = new FakeChannel("till", 100, false, false);
  private final LaneFixture it = new LaneFixture(channel);

  @Test
  void theFirstChangeOfAnIdleLaneGoesAtOnce() {
    it.offer("A", 5);
    assertThat(it.timers.started()).isEqualTo(1);
    it.run();
    assertThat(it.shown("A")).isEqualTo(5);
    assertThat(it.lane.status().dirty()).isZero();
    assertThat(it.meters.get(Telemetry.COMMIT_TO_ACK).timer().count()).isEqualTo(1);
  }

  @Test
  void whileARequestIsOutChangesGatherNewestPerSku() {
    it.offer("A", 5);
    it.offer("B", 1);
    it.offer("C", 2);
    it.offer("B", 3);
    it.run();
    assertThat(channel.sends).hasSize(2);
    assertThat(channel.sends.get(1))
        .extracting(value -> value.sku().value())
        .containsOnly("B", "C");
    assertThat(it.sent("B")).containsExactly(3L);
  }

  @Test
  void numbersThatShareARequestGoTogetherWhereverTheyStandInLine() {
    channel.request = sku -> sku.value().charAt(1) - '0';
    for (String sku : List.of("A0", "A1", "B1", "A2", "C0", "B2", "C1", "D1")) {
      it.offer(sku, 5);
    }
    it.run();
    assertThat(channel.sends)
        .extracting(batch -> batch.stream().map(value -> value.sku().value()).toList())
        .containsExactly(
            List.of("A0"), List.of("A1", "B1", "C1", "D1"), List.of("A2", "B2"), List.of("C0"));
  }

  @Test
  void whatGoesDownPassesWhatGoesUpButDoesNotStopIt() {
    FakeChannel small = new FakeChannel("small", 10, false, false);
    LaneFixture busy = new LaneFixture(small);
    small.request =
        sku -> {
          int number = Integer.parseInt(sku.value().substring(1));
          return sku.value().startsWith("D") ? 1 : 2 + number / 10;
        };
    for (int i = 0; i < 10; i++) {
      busy.offer("D" + i, 10_000);
    }
    busy.run();
    small.sends.clear();
    for (int i = 0; i < 100; i++) {
      busy.offer("U" + i, 7);
    }
    int[] stock = {10_000};
    small.answer =
        value -> {
          // During every request something more is sold.
          busy.offer("D" + stock[0] % 10, --stock[0]);
          return null;
        };
    for (int request = 0; request < 60; request++) {
      busy.timers.runOne();
    }
    List<String> order =
        small.sends.stream().map(batch -> batch.getFirst().sku().value().substring(0, 1)).toList();
    assertThat(order.subList(0, 4)).containsExactly("U", "D", "D", "D");
    assertThat(Collections.frequency(order, "U")).isEqualTo(11);
    for (int from = 0; from + 4 <= order.size(); from++) {
      assertThat(Collections.frequency(order.subList(from, from + 4), "U")).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void anItemInFlightIsNotSentAgainUntilItsAnswer() {
    FakeChannel wide = new FakeChannel("wide", 1, false, false);
    LaneFixture two =
        new LaneFixture(
            wide,
            new LaneSettings(
                2,
                0,
                LaneFixture.SETTINGS.retry(),
                LaneFixture.SETTINGS.breaker(),
                Duration.ofHours(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1)),
            new ManualTimers());
    two.offer("A", 5);
    two.offer("A", 6);
    assertThat(two.timers.started()).isEqualTo(1);
    two.offer("B", 1);
    assertThat(two.timers.started()).isEqualTo(2);
    two.offer("C", 1);
    assertThat(two.timers.started()).isEqualTo(2);
    two.run();
    assertThat(two.sent("A")).containsExactly(5L, 6L);
  }

  @Test
  void tenThousandChangesWhileTheChannelIsDownCostFiveBatchesAfterwards() {
    channel.down = Optional.of(FakeChannel.technical(TechnicalKind.SERVER_ERROR));
    for (int change = 0; change < 10_000; change++) {
      it.offer("SKU-" + change % 500, change);
      if (change % 50 == 0) {
        it.timers.advance(Duration.ofSeconds(1));
      }
    }
    int whileDown = channel.sends.size();
    assertThat(whileDown).isLessThan(30);
    channel.down = Optional.empty();
    it.timers.advance(Duration.ofMinutes(5));
    assertThat(channel.sends.size() - whileDown).isLessThanOrEqualTo(5 + 1);
    assertThat(it.lane.status().dirty()).isZero();
    for (int sku = 0; sku < 500; sku++) {
      assertThat(it.shown("SKU-" + sku)).isEqualTo(9_500 + sku);
    }
  }

  @Test
  void anOlderNumberNeverOverwritesANewerOne() {
    it.lane.offer(it.desired("A", 7, 20), false);
    it.lane.offer(it.desired("A", 9, 19), false);
    it.run();
    it.lane.offer(it.desired("A", 9, 20), false);
    it.run();
    assertThat(it.sent("A")).containsExactly(7L);
  }

  @Test
  void aRefusedItemWaitsAloneUntilItsNumberChanges() {
    channel.unknown.add(new Sku("X"));
    it.offer("first", 1);
    it.offer("X", 5);
    it.offer("A", 5);
    it.run();
    assertThat(it.shown("A")).isEqualTo(5);
    assertThat(it.lane.parked())
        .singleElement()
        .satisfies(
            parked -> {
              assertThat(parked.sku()).isEqualTo(new Sku("X"));
              assertThat(parked.code()).isEqualTo(Channel.UNKNOWN_SKU);
              assertThat(parked.remedy()).isNotBlank();
            });
    it.offer("X", 5);
    it.run();
    assertThat(it.sent("X")).containsExactly(5L);
    channel.unknown.clear();
    it.offer("X", 6);
    it.run();
    assertThat(it.shown("X")).isEqualTo(6);
    assertThat(it.lane.parked()).isEmpty();
  }

  @Test
  void whatTheChannelIsKnownToHaveIsToldThoughItWasOnceRefused() {
    channel.unknown.add(new Sku("X"));
    it.offer("A", 5);
    it.offer("X", 5);
    it.run();
    assertThat(it.lane.parked()).hasSize(1);
    channel.unknown.clear();
    channel.sends.clear();

    it.lane.present(List.of(new Sku("A"), new Sku("X"), new Sku("NOBODY'S")));
    it.run();
    assertThat(channel.sends).hasSize(1);
    assertThat(it.sent("X")).containsExactly(5L);
    assertThat(it.lane.parked()).isEmpty();
  }

  @Test
  void whatTheChannelGetsWhileItIsAskedIsToldAgain() {
    channel.answer =
        value -> {
          // The channel gets the product after it has looked for it, and before it answers.
          channel.answer = again -> null;
          it.lane.told(List.of(value.sku()));
          return new Outcome.Rejected(
              new Problem.Business(Channel.UNKNOWN_SKU, "no such product", "create it"));
        };

    it.offer("X", 5);
    it.run();

    assertThat(it.lane.parked()).isEmpty();
    assertThat(it.shown("X")).isEqualTo(5);
  }

  @Test
  void aParkedItemIsTriedAgainByRedriveAndAfterALongTime() {
    channel.unknown.add(new Sku("X"));
    it.offer("X", 5);
    it.run();
    assertThat(it.lane.redrive(new Sku("X"))).isTrue();
    it.run();
    assertThat(it.sent("X")).hasSize(2);
    assertThat(it.lane.redrive(new Sku("Y"))).isFalse();
    channel.unknown.clear();
    it.timers.advance(Duration.ofMinutes(61));
    assertThat(it.shown("X")).isEqualTo(5);
  }

  @Test
  void aFailingItemDoesNotHoldUpTheOthersAndIsGivenUpAlone() {
    channel.answer =
        value ->
            value.sku().value().equals("BAD")
                ? new Outcome.Failed(FakeChannel.technical(TechnicalKind.SERVER_ERROR))
                : null;
    it.offer("first", 1);
    IntStream.range(0, 20).forEach(n -> it.offer("SKU-" + n, n));
    it.offer("BAD", 1);
    it.run();
    assertThat(it.lane.status().dirty()).isEqualTo(1);
    for (int minute = 0; minute < 10; minute++) {
      it.offer("SKU-0", minute + 100);
      it.timers.advance(Duration.ofMinutes(1));
    }
    assertThat(it.lane.parked())
        .singleElement()
        .satisfies(
            parked -> {
              assertThat(parked.sku()).isEqualTo(new Sku("BAD"));
              assertThat(parked.technical()).isTrue();
            });
    assertThat(it.sent("BAD").size()).isLessThan(20);
    assertThat(it.shown("SKU-0")).isEqualTo(109);
    assertThat(it.lane.status().breaker()).isEqualTo("closed");
  }

  @Test
  void aPoisonedBatchIsHalvedUntilTheCulpritStandsAlone() {
    List<String> skus = IntStream.range(0, 64).mapToObj(n -> "SKU-" + n).toList();
    it.offer("first", 1);
    skus.forEach(sku -> it.offer(sku, 1));
    channel.answer =
        value ->
            channel.sends.getLast().stream().anyMatch(one -> one.sku().value().equals("SKU-13"))
                ? new Outcome.Failed(FakeChannel.technical(TechnicalKind.SERVER_ERROR))
                : null;
    for (int minute = 0; minute < 60; minute++) {
      it.offer("first", minute + 2);
      it.timers.advance(Duration.ofMinutes(1));
    }
    skus.stream()
        .filter(sku -> !sku.equals("SKU-13"))
        .forEach(sku -> assertThat(it.shown(sku)).as(sku).isEqualTo(1));
    assertThat(it.lane.parked()).extracting(Parked::sku).containsExactly(new Sku("SKU-13"));
  }

  @Test
  void aNewerNumberDoesNotWaitForTheRetryOfTheOldOne() {
    channel.answer = value -> new Outcome.Failed(FakeChannel.technical(TechnicalKind.SERVER_ERROR));
    it.offer("A", 5);
    it.run();
    channel.answer = value -> null;
    it.offer("A", 6);
    it.run();
    assertThat(it.shown("A")).isEqualTo(6);
  }

  @Test
  void retryAfterIsHonouredAndNothingGoesBefore() {
    channel.down = Optional.of(FakeChannel.throttled(Duration.ofSeconds(90)));
    it.offer("A", 5);
    it.run();
    channel.down = Optional.empty();
    it.offer("A", 6);
    it.offer("B", 6);
    it.timers.advance(Duration.ofSeconds(89));
    assertThat(channel.sends).hasSize(1);
    it.timers.advance(Duration.ofSeconds(2));
    assertThat(it.shown("A")).isEqualTo(6);
    assertThat(it.shown("B")).isEqualTo(6);
    assertThat(it.lane.status().breaker()).isEqualTo("closed");
  }

  @Test
  void theBreakerOpensProbesWithARealBatchAndCloses() {
    channel.down = Optional.of(FakeChannel.technical(TechnicalKind.SERVER_ERROR));
    for (int n = 0; n < 5; n++) {
      it.offer("A", n + 1);
      it.run();
    }
    assertThat(it.lane.status().breaker()).isEqualTo("open");
    assertThat(it.lane.health()).isInstanceOf(Health.Degraded.class);
    it.offer("A", 50);
    it.offer("B", 50);
    it.timers.advance(Duration.ofSeconds(14));
    assertThat(channel.sends).hasSize(5);
    channel.down = Optional.empty();
    it.timers.advance(Duration.ofSeconds(2));
    assertThat(it.lane.status().breaker()).isEqualTo("closed");
    assertThat(it.shown("A")).isEqualTo(50);
    assertThat(it.shown("B")).isEqualTo(50);
    assertThat(it.lane.health()).isEqualTo(Health.UP);
  }

  @Test
  void aLoneItemOfADeadChannelIsProbedAtTheBreakersPace() {
    channel.down = Optional.of(FakeChannel.technical(TechnicalKind.SERVER_ERROR));
    it.offer("A", 5);
    it.timers.advance(Duration.ofHours(1));
    assertThat(channel.sends.size()).isBetween(200, 260);
    channel.down = Optional.empty();
    it.timers.advance(Duration.ofSeconds(15));
    assertThat(it.shown("A")).isEqualTo(5);
  }

  @Test
  void refusedCredentialsDegradeHealthUntilTheyWork() {
    channel.down = Optional.of(FakeChannel.technical(TechnicalKind.UNAUTHORIZED));
    it.offer("A", 5);
    it.run();
    assertThat(it.lane.health()).isInstanceOf(Health.Degraded.class);
    channel.down = Optional.empty();
    it.timers.advance(Duration.ofSeconds(2));
    assertThat(it.lane.health()).isEqualTo(Health.UP);
    assertThat(it.shown("A")).isEqualTo(5);
  }

  @Test
  void aDeadChannelDoesNotTouchAnother() {
    LaneFixture other =
        new LaneFixture(new FakeChannel("other", 1, false, false), LaneFixture.SETTINGS, it.timers);
    channel.down = Optional.of(FakeChannel.technical(TechnicalKind.CONNECTION_REFUSED));
    for (int n = 1; n <= 20; n++) {
      it.offer("A", n);
      other.offer("A", n);
      it.timers.advance(Duration.ofMillis(1));
      assertThat(other.shown("A")).isEqualTo(n);
    }
    assertThat(it.shown("A")).isEqualTo(-1);
  }

  @Test
  void theRateLimitHoldsOverTime() {
    LaneFixture limited =
        new LaneFixture(
            new FakeChannel("slow", 1, false, false),
            new LaneSettings(
                10,
                2,
                new RetrySchedule(Duration.ofSeconds(1), Duration.ofMinutes(1), 4),
                LaneFixture.SETTINGS.breaker(),
                Duration.ofHours(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1)),
            new ManualTimers());
    IntStream.range(0, 100).forEach(n -> limited.offer("SKU-" + n, n));
    limited.timers.advance(Duration.ofSeconds(10));
    assertThat(limited.channel.sends.size()).isBetween(20, 22);
  }

  @Test
  void aChannelThatIsGonePausesWithTheReason() {
    channel.answer =
        value ->
            new Outcome.Rejected(
                new Problem.Business(Channel.GONE, "the receiver answered 410", "resume it"));
    it.offer("A", 5);
    it.run();
    it.offer("A", 6);
    it.timers.advance(Duration.ofHours(2));
    assertThat(channel.sends).hasSize(1);
    assertThat(it.lane.status().pausedBecause())
        .hasValueSatisfying(reason -> assertThat(reason).contains("410"));
    channel.answer = value -> null;
    it.lane.resume();
    it.run();
    assertThat(it.shown("A")).isEqualTo(6);
  }

  @Test
  void aForgottenSkuIsNotSentAndLeavesTheJournal() {
    it.offer("A", 5);
    it.run();
    it.persist();
    assertThat(it.journal()).containsKey(new Sku("A"));
    it.lane.pause("test");
    it.offer("A", 6);
    it.lane.forget(new Sku("A"));
    it.lane.resume();
    it.run();
    it.persist();
    assertThat(it.sent("A")).containsExactly(5L);
    assertThat(it.journal()).isEmpty();
  }

  @Test
  void aRestartSendsOnlyWhatDiffersOrIsUnsure() {
    it.offer("same", 5);
    it.offer("changed", 5);
    it.run();
    it.offer("unsure", 5);
    it.persist();
    it.run();
    it.crashAndRestart();
    channel.sends.clear();
    it.offer("same", 5);
    it.offer("changed", 6);
    it.offer("unsure", 5);
    it.run();
    assertThat(channel.sends.stream().flatMap(List::stream).map(value -> value.sku().value()))
        .containsExactlyInAnyOrder("changed", "unsure");
  }

  @Test
  void fiveEightFiveAcrossACrashEndsRight() {
    it.offer("A", 5);
    it.run();
    it.persist();
    it.offer("A", 8);
    it.run();
    assertThat(it.shown("A")).isEqualTo(8);
    // The checkpoint has not passed the change to 8, so its row is read again after the crash.
    it.crashAndRestart();
    it.offer("A", 5, true);
    it.run();
    assertThat(it.shown("A")).isEqualTo(5);
  }

  @Test
  void fiveEightFiveWithTheChangePersistedInFlightEndsRight() {
    it.offer("A", 5);
    it.run();
    it.persist();
    it.offer("A", 8);
    it.persist();
    assertThat(it.journal().values()).singleElement().matches(ListingRow::unsure);
    it.run();
    it.crashAndRestart();
    it.offer("A", 5);
    it.run();
    assertThat(it.shown("A")).isEqualTo(5);
  }
}
