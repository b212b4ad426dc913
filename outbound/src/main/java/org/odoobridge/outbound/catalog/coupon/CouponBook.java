package org.odoobridge.outbound.catalog.coupon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.core.work.RetrySchedule;
import org.odoobridge.outbound.catalog.coupon.CouponChannel.Job;
import org.odoobridge.outbound.catalog.coupon.CouponChannel.Published;
import org.odoobridge.outbound.delivery.LaneGate;

/** What a channel has of coupons, and which wait for what. Not thread-safe: its lane guards it. */
final class CouponBook {
  /** Somebody deleted it in the channel: it is made again only when a person says so. */
  static final String DELETED = "deleted-in-shop";

  /** Too many were changed in the channel to be written again unasked. */
  static final String EDITED = "edited-in-shop";

  private final Duration parkedRetry;
  private final RetrySchedule retry;
  private final RandomGenerator random;
  private final Map<String, CouponListing> listings = new TreeMap<>();
  private final Map<String, Instant> waiting = new HashMap<>();
  private final Map<String, Integer> attempts = new HashMap<>();

  CouponBook(Duration parkedRetry, RetrySchedule retry, RandomGenerator random) {
    this.parkedRetry = parkedRetry;
    this.retry = retry;
    this.random = random;
  }

  void load(Collection<CouponListing> known) {
    listings.clear();
    for (CouponListing one : known) {
      listings.put(one.ref(), one);
      if (one.parked().filter(parked -> held(parked.code())).isPresent()) {
        waiting.put(one.ref(), Instant.MAX);
      }
    }
  }

  /** Whether only a person ends the wait. */
  private static boolean held(String code) {
    return code.equals(DELETED) || code.equals(EDITED);
  }

  Map<String, CouponListing> listings() {
    return listings;
  }

  List<CouponListing> parked() {
    return listings.values().stream().filter(one -> one.parked().isPresent()).toList();
  }

  int shown() {
    return (int) listings.values().stream().filter(CouponListing::shown).count();
  }

  /** Those to be written now: what was refused waits until it is to be something else. */
  List<Job> due(List<CouponPlan.Entry> entries, Instant now) {
    List<Job> due = new ArrayList<>();
    for (CouponPlan.Entry entry : entries) {
      Job job = new Job(entry.listing(), entry.wanted());
      boolean changed =
          entry
              .listing()
              .parked()
              .filter(one -> !one.code().equals(DELETED) && !one.print().equals(job.print()))
              .isPresent();
      Instant until = waiting.getOrDefault(entry.listing().ref(), Instant.MIN);
      if (entry.writes() && (changed || !until.isAfter(now))) {
        due.add(job);
      }
    }
    waiting.values().removeIf(until -> !until.isAfter(now));
    return due;
  }

  /** When something waits no longer; empty when nothing does. */
  Optional<Instant> nextWake() {
    return waiting.values().stream().min(Instant::compareTo);
  }

  /** Tries what is parked again; returns how many. */
  int redrive() {
    List<CouponListing> all = parked();
    all.forEach(one -> waiting.remove(one.ref()));
    return all.size();
  }

  /** Writes of these begin; what the journal must know before. */
  List<CouponListing> asked(List<Job> jobs, Instant now) {
    List<CouponListing> asked = new ArrayList<>();
    for (Job job : jobs) {
      asked.add(put(job.listing().asked(job.wanted(), now)));
    }
    return asked;
  }

  private CouponListing put(CouponListing listing) {
    listings.put(listing.ref(), listing);
    return listing;
  }

  /**
   * One coupon's answer: what the journal is to know.
   *
   * @param alone whether it was the only one sent
   */
  CouponListing settle(Job job, Published answer, boolean alone, Instant now) {
    String ref = job.listing().ref();
    return switch (answer.outcome()) {
      case Outcome.Applied applied -> settled(answer.listing());
      case Outcome.Superseded superseded -> settled(answer.listing());
      case Outcome.Rejected rejected -> {
        attempts.remove(ref);
        waiting.put(ref, held(rejected.problem().code()) ? Instant.MAX : now.plus(parkedRetry));
        yield put(answer.listing().parked(rejected.problem(), job.print(), now));
      }
      case Outcome.Failed failed ->
          put(failed(job, answer, failed.problem(), answer.answered() || alone, now));
      case Outcome.Uncertain uncertain -> {
        waiting.put(ref, uncertain.until().isAfter(now) ? uncertain.until() : now);
        yield put(answer.listing());
      }
    };
  }

  private CouponListing settled(CouponListing listing) {
    attempts.remove(listing.ref());
    waiting.remove(listing.ref());
    return put(listing);
  }

  private CouponListing failed(
      Job job, Published answer, Problem.Technical problem, boolean mayBeOne, Instant now) {
    String ref = job.listing().ref();
    if (!mayBeOne || LaneGate.nothingDone(problem.kind())) {
      // Nothing of its own: it goes with the channel's next turn.
      waiting.put(ref, now);
      return answer.listing();
    }
    Optional<Duration> wait = retry.after(attempts.merge(ref, 1, Integer::sum), problem, random);
    if (wait.isPresent()) {
      waiting.put(ref, now.plus(wait.get()));
      return answer.listing();
    }
    attempts.remove(ref);
    waiting.put(ref, now.plus(parkedRetry));
    return answer
        .listing()
        .parked(
            LaneGate.word(problem.kind()),
            problem.detail(),
            "see what the shop's log says about it, then redrive it",
            true,
            job.print(),
            now);
  }

  /** What was in the way of coupons that nobody wants any longer is no longer. */
  List<CouponListing> unwanted(Collection<String> wanted) {
    List<CouponListing> cleared = new ArrayList<>();
    for (CouponListing one : parked()) {
      if (!wanted.contains(one.ref()) && !one.shown() && !one.unsure()) {
        waiting.remove(one.ref());
        listings.remove(one.ref());
        cleared.add(one);
      }
    }
    return cleared;
  }

  /**
   * What reading back found.
   *
   * @param repair whether what differs is written again at once
   * @return what the journal is to know
   */
  List<CouponListing> seen(Job job, CouponChannel.Seen seen, boolean repair, Instant now) {
    String ref = job.listing().ref();
    CouponListing present = listings.get(ref);
    if (present == null || !present.equals(job.listing())) {
      return List.of(); // something was written meanwhile
    }
    if (seen.gone()) {
      waiting.put(ref, Instant.MAX);
      return List.of(put(present.lost().parked(deleted(), job.print(), now)));
    }
    if (seen.otherwise().isEmpty()) {
      return List.of();
    }
    CouponListing doubted = present.doubted(Optional.empty());
    if (repair) {
      waiting.remove(ref);
      return List.of(put(doubted));
    }
    waiting.put(ref, Instant.MAX);
    Problem.Business edited =
        new Problem.Business(
            EDITED,
            "somebody changed the coupon in the shop: " + seen.otherwise().get(),
            "redrive it to write it as Odoo has it");
    return List.of(put(doubted.parked(edited, job.print(), now)));
  }

  private static Problem.Business deleted() {
    return new Problem.Business(
        DELETED,
        "somebody deleted the coupon in the shop",
        "redrive it to make it again, or archive the program in Odoo");
  }

  /** The channel's own failure: no coupon got an answer of its own. */
  static Optional<Problem.Technical> wholeFailure(List<Published> answers) {
    if (answers.stream().anyMatch(Published::answered)) {
      return Optional.empty();
    }
    for (Published answer : answers) {
      Optional<Problem.Technical> problem =
          switch (answer.outcome()) {
            case Outcome.Failed failed -> Optional.of(failed.problem());
            case Outcome.Uncertain uncertain ->
                Optional.of(Problem.Technical.of(TechnicalKind.TIMEOUT, uncertain.detail()));
            case Outcome.Applied applied -> Optional.empty();
            case Outcome.Rejected rejected -> Optional.empty();
            case Outcome.Superseded superseded -> Optional.empty();
          };
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }
}
