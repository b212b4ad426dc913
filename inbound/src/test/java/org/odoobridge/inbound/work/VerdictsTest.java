package org.odoobridge.inbound.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.core.journal.Claim;
import org.odoobridge.core.journal.EntryState;
import org.odoobridge.core.journal.JournalEntry;
import org.odoobridge.core.journal.Payload;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.journal.Verdict;
import org.odoobridge.core.journal.Via;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.core.work.RetrySchedule;

class VerdictsTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final int ATTEMPTS = 3;
  private final Verdicts verdicts =
      new Verdicts(
          new RetrySchedule(Duration.ofSeconds(1), Duration.ofMinutes(1), ATTEMPTS), new Random(1));

  @Test
  void aTechnicalFailureIsRetriedLater() {
    Verdict verdict = verdicts.of(claim(1), failed(TechnicalKind.SERVER_ERROR), NOW);

    assertThat(verdict.state()).isEqualTo(EntryState.RETRYABLE);
    assertThat(verdict.dueAt())
        .hasValueSatisfying(
            due -> assertThat(due).isBetween(NOW.plusMillis(500), NOW.plusSeconds(1)));
    assertThat(verdict.problem()).isEqualTo("server-error");
  }

  @Test
  void theLastAttemptEndsInADeadLetterThatSaysWhatToDo() {
    Verdict verdict = verdicts.of(claim(ATTEMPTS), failed(TechnicalKind.SERVER_ERROR), NOW);

    assertThat(verdict.state()).isEqualTo(EntryState.DEAD);
    assertThat(verdict.remedy()).isNotBlank();
  }

  @ParameterizedTest
  @EnumSource(
      value = TechnicalKind.class,
      names = {"CONNECTION_REFUSED", "UNAUTHORIZED", "THROTTLED", "CIRCUIT_OPEN"})
  void anOutageNeverGivesAnEntryUp(TechnicalKind kind) {
    Verdict verdict = verdicts.of(claim(1000), failed(kind), NOW);

    assertThat(verdict.state()).isEqualTo(EntryState.RETRYABLE);
    assertThat(Verdicts.outageCodes()).contains(verdict.problem());
  }

  @Test
  void whatTheOtherSideAskedToWaitIsWaited() {
    Outcome throttled =
        new Outcome.Failed(
            new Problem.Technical(
                TechnicalKind.THROTTLED, "slow down", Optional.of(Duration.ofMinutes(7))));

    assertThat(verdicts.of(claim(1), throttled, NOW).dueAt())
        .contains(NOW.plus(Duration.ofMinutes(7)));
  }

  @Test
  void anUncertainOneWaitsUntilTheCallCannotRunAnyMore() {
    Instant until = NOW.plusSeconds(120);

    Verdict verdict = verdicts.of(claim(1), new Outcome.Uncertain(until, "no answer"), NOW);

    assertThat(verdict.state()).isEqualTo(EntryState.UNCERTAIN);
    assertThat(verdict.dueAt()).contains(until);
  }

  @Test
  void anUncertainOneIsNeverGivenUpButRepeatedMoreSlowly() {
    Verdict verdict =
        verdicts.of(claim(1000), new Outcome.Uncertain(NOW.plusMillis(1), "no answer"), NOW);

    assertThat(verdict.state()).isEqualTo(EntryState.UNCERTAIN);
    assertThat(verdict.dueAt())
        .hasValueSatisfying(due -> assertThat(due).isAfterOrEqualTo(NOW.plusSeconds(1)));
  }

  @Test
  void aRejectionKeepsItsReasonAndRemedy() {
    Problem.Business problem = new Problem.Business("unknown-sku", "A is unknown", "create A");

    Verdict verdict = verdicts.of(claim(1), new Outcome.Rejected(problem), NOW);

    assertThat(verdict.state()).isEqualTo(EntryState.REJECTED);
    assertThat(verdict.problem()).isEqualTo("unknown-sku");
    assertThat(verdict.remedy()).isEqualTo("create A");
    assertThat(verdict.dueAt()).isEmpty();
  }

  @Test
  void aBugParksTheEntryWithTheHeadOfItsStack() {
    Verdict verdict = Verdicts.bug(claim(1), new IllegalStateException("oops"));

    assertThat(verdict.state()).isEqualTo(EntryState.DEAD);
    assertThat(verdict.detail()).contains("oops").contains("VerdictsTest");
  }

  private static Outcome failed(TechnicalKind kind) {
    return new Outcome.Failed(Problem.Technical.of(kind, "it failed"));
  }

  private static Claim claim(int tries) {
    return new Claim(
        new JournalEntry(
            1,
            new ResourceKey(new ChannelId("shop"), "order", "1"),
            "order.updated",
            Payload.of("{}"),
            Map.of(),
            NOW,
            OptionalLong.empty(),
            Via.WEBHOOK,
            tries),
        "node/1",
        NOW.plusSeconds(60),
        tries,
        false);
  }
}
