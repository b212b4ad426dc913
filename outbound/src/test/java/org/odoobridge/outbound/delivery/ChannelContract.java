package org.odoobridge.outbound.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.desired.DesiredStock;

/** What a lane relies on, whatever the channel: run for the fake and for every adapter. */
public interface ChannelContract {
  Sku FIRST = new Sku("FIRST");
  Sku SECOND = new Sku("SECOND");
  Sku REFUSED = new Sku("REFUSED");

  /** A channel that has FIRST and SECOND and will not take REFUSED. */
  Channel channel();

  /** What the channel shows, asked behind the adapter's back. */
  OptionalLong shown(Sku sku);

  /** The next request fails so. */
  void nextFails(Fault fault);

  /** From now on nobody listens. */
  void goAway();

  /** What can go wrong with a request. */
  enum Fault {
    SERVER_ERROR,
    /** 429 with a Retry-After of at least a second. */
    THROTTLED,
    UNAUTHORIZED,
    /** No answer within the adapter's time limit. */
    NO_ANSWER
  }

  default DesiredStock number(Sku sku, long quantity) {
    return new DesiredStock(
        channel().id(), sku, quantity, Sequence.next(), Lsn.parse("0/10"), Instant.now());
  }

  /** Grows over all tests of a run, as a real one does. */
  final class Sequence {
    private static final java.util.concurrent.atomic.AtomicLong LAST =
        new java.util.concurrent.atomic.AtomicLong();

    private Sequence() {}

    static long next() {
      return LAST.incrementAndGet();
    }
  }

  default Map<Sku, Outcome> send(DesiredStock... batch) {
    Map<Sku, Outcome> outcomes = new HashMap<>();
    channel().send(List.of(batch)).forEach(one -> outcomes.put(one.sku(), one.outcome()));
    return outcomes;
  }

  /** The one outcome of a batch of one. */
  default Outcome sendOne(DesiredStock number) {
    return channel().send(List.of(number)).getFirst().outcome();
  }

  private static TechnicalKind kind(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return ((Outcome.Failed) outcome).problem().kind();
  }

  @Test
  default void anAppliedNumberIsShown() {
    Map<Sku, Outcome> outcomes = send(number(FIRST, 7), number(SECOND, 0));
    assertThat(outcomes).hasSize(2);
    assertThat(outcomes.values()).allMatch(Outcome.Applied.class::isInstance);
    assertThat(shown(FIRST)).hasValue(7);
    assertThat(shown(SECOND)).hasValue(0);
  }

  @Test
  default void aRepeatIsHarmless() {
    DesiredStock number = number(FIRST, 3);
    assertThat(sendOne(number)).isInstanceOf(Outcome.Applied.class);
    assertThat(sendOne(number)).isInstanceOf(Outcome.Applied.class);
    assertThat(shown(FIRST)).hasValue(3);
  }

  @Test
  default void aRefusedItemDoesNotHurtTheOthers() {
    Map<Sku, Outcome> outcomes = send(number(FIRST, 4), number(REFUSED, 4), number(SECOND, 5));
    assertThat(outcomes.get(FIRST)).isInstanceOf(Outcome.Applied.class);
    assertThat(outcomes.get(SECOND)).isInstanceOf(Outcome.Applied.class);
    assertThat(outcomes.get(REFUSED))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class,
            rejected -> {
              assertThat(rejected.problem().code()).matches("[a-z-]+");
              assertThat(rejected.problem().remedy()).isNotBlank();
            });
    assertThat(shown(FIRST)).hasValue(4);
    assertThat(shown(SECOND)).hasValue(5);
  }

  @Test
  default void aServerErrorIsTechnicalForEveryItem() {
    nextFails(Fault.SERVER_ERROR);
    Map<Sku, Outcome> outcomes = send(number(FIRST, 1), number(SECOND, 1));
    assertThat(outcomes).hasSize(2);
    assertThat(outcomes.values())
        .allSatisfy(
            outcome ->
                assertThat(kind(outcome))
                    .isIn(TechnicalKind.SERVER_ERROR, TechnicalKind.CIRCUIT_OPEN));
  }

  @Test
  default void throttlingSaysHowLong() {
    nextFails(Fault.THROTTLED);
    Outcome outcome = sendOne(number(FIRST, 1));
    assertThat(kind(outcome)).isEqualTo(TechnicalKind.THROTTLED);
    assertThat(((Outcome.Failed) outcome).problem().retryAfter())
        .hasValueSatisfying(wait -> assertThat(wait).isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
  }

  @Test
  default void refusedCredentialsAreToldApart() {
    nextFails(Fault.UNAUTHORIZED);
    assertThat(kind(sendOne(number(FIRST, 1)))).isEqualTo(TechnicalKind.UNAUTHORIZED);
  }

  @Test
  default void noAnswerToAWriteIsUncertain() {
    assertThat(sendOne(number(FIRST, 2))).isInstanceOf(Outcome.Applied.class);
    nextFails(Fault.NO_ANSWER);
    assertThat(sendOne(number(FIRST, 1)))
        .isInstanceOfSatisfying(
            Outcome.Uncertain.class,
            uncertain -> assertThat(uncertain.until()).isAfter(Instant.EPOCH));
  }

  @Test
  default void nobodyThereMeansNothingWasDone() {
    goAway();
    assertThat(kind(sendOne(number(FIRST, 1)))).isEqualTo(TechnicalKind.CONNECTION_REFUSED);
  }

  @Test
  default void whatIsReadIsWhatIsShown() {
    assumeTrue(channel().readable());
    send(number(FIRST, 9));
    assertThat(channel().read(List.of(FIRST, REFUSED)))
        .containsExactly(new Channel.ReadBack(FIRST, OptionalLong.of(9)));
  }

  @Test
  default void aReadWithoutAnAnswerSaysSo() {
    assumeTrue(channel().readable());
    goAway();
    assertThatThrownBy(() -> channel().read(List.of(FIRST))).isInstanceOf(ChannelUnavailable.class);
  }
}
