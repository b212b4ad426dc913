package org.odoobridge.outbound.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.desired.DesiredStock;

/** What an answer of the channel means for its items and for the lane. Guarded by the lane. */
final class LaneResults {
  private final LaneBook book;
  private final LaneGate gate;
  private final int attempts;
  private final DeliveryMeters meters;
  private @Nullable Instant lastAck;

  /**
   * @param attempts an item's own failures after which it is parked
   */
  LaneResults(LaneBook book, LaneGate gate, int attempts, DeliveryMeters meters) {
    this.book = book;
    this.gate = gate;
    this.attempts = attempts;
    this.meters = meters;
  }

  Optional<Instant> lastAck() {
    return Optional.ofNullable(lastAck);
  }

  /** A request with these items was answered, or was not. */
  void sent(Attempt attempt, Instant now) {
    attempt.counts().forEach(meters::attempted);
    Optional<Problem.Technical> whole = attempt.wholeFailure();
    int size = attempt.items().size();
    Instant retryAt = retryAt(attempt, now);
    judge(whole, now);
    for (Attempt.Item item : attempt.items()) {
      DesiredStock value = item.value();
      switch (item.outcome()) {
        case Outcome.Applied applied -> acknowledged(value, now);
        case Outcome.Superseded superseded -> acknowledged(value, now);
        case Outcome.Rejected rejected -> rejected(value, rejected.problem(), now);
        case Outcome.Uncertain uncertain -> {
          int unused = book.blame(value.sku(), size, whole.isPresent(), gate.successes());
          book.uncertain(value, uncertain.until(), retryAt, now);
        }
        case Outcome.Failed failed -> {
          Problem.Technical problem = failed.problem();
          if (LaneGate.nothingDone(problem.kind())) {
            book.untouched(value, now);
          } else if (book.blame(value.sku(), size, whole.isPresent(), gate.successes())
              >= attempts) {
            book.park(gaveUp(value, problem, now), now);
          } else {
            book.failed(value, retryAt, now);
          }
        }
      }
    }
  }

  private void acknowledged(DesiredStock value, Instant now) {
    book.acknowledged(value, now);
    lastAck = now;
    meters.acknowledged(Duration.between(value.causedAt(), now));
  }

  private void rejected(DesiredStock value, Problem.Business problem, Instant now) {
    if (problem.code().equals(Channel.GONE)) {
      gate.pause(problem.detail() + "; " + problem.remedy());
      gate.note(problem, now);
      book.untouched(value, now);
      return;
    }
    book.park(
        new Parked(
            value.sku(),
            problem.code(),
            false,
            problem.detail(),
            problem.remedy(),
            value.quantity(),
            now),
        now);
  }

  /** What one answer says about the channel itself. */
  private void judge(Optional<Problem.Technical> whole, Instant now) {
    if (whole.isPresent()) {
      gate.failed(whole.get(), now);
    } else if (gate.answered(now)) {
      book.releaseRetries(now);
    }
  }

  /** One time for the whole batch, or a recovering channel would get its items one by one. */
  private Instant retryAt(Attempt attempt, Instant now) {
    int most = 0;
    Problem.Technical problem = null;
    for (Attempt.Item item : attempt.items()) {
      most = Math.max(most, book.attempts(item.value().sku()));
      if (item.outcome() instanceof Outcome.Failed failed) {
        problem = failed.problem();
      }
    }
    return now.plus(
        gate.wait(
            most + 1, problem == null ? Problem.Technical.of(TechnicalKind.TIMEOUT, "") : problem));
  }

  private static Parked gaveUp(DesiredStock value, Problem.Technical problem, Instant now) {
    return new Parked(
        value.sku(),
        LaneGate.word(problem.kind()),
        true,
        problem.detail(),
        "look at the channel's own log for this item, then redrive it",
        value.quantity(),
        now);
  }

  /**
   * The channel was asked what it shows.
   *
   * @param failure why it did not say
   */
  void read(
      List<Sku> skus,
      Map<Sku, Channel.ReadBack> answers,
      Optional<Problem.Technical> failure,
      Instant askedAt,
      Instant now) {
    judge(failure, now);
    if (failure.isPresent()) {
      Instant retryAt = now.plus(gate.wait(1, failure.get()));
      skus.forEach(sku -> book.unread(sku, retryAt, now));
      return;
    }
    for (Sku sku : skus) {
      Channel.ReadBack answer = answers.get(sku);
      if (answer == null) {
        book.park(unknown(sku, now), now);
      } else if (answer.quantity().isPresent()) {
        book.readBack(sku, answer.quantity().getAsLong(), askedAt, now);
      } else {
        book.readNothing(sku, now);
      }
    }
  }

  private Parked unknown(Sku sku, Instant now) {
    LaneItem item = book.find(sku);
    DesiredStock wanted = item == null ? null : item.desired;
    return new Parked(
        sku,
        Channel.UNKNOWN_SKU,
        false,
        "the channel has no product with this SKU",
        "create the product there or correct the SKU; it is looked up again by itself",
        wanted == null ? 0 : wanted.quantity(),
        now);
  }
}
