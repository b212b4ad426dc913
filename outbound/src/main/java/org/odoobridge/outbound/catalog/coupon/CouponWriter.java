package org.odoobridge.outbound.catalog.coupon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.outbound.catalog.coupon.CouponChannel.Job;
import org.odoobridge.outbound.catalog.coupon.CouponChannel.Published;
import org.odoobridge.outbound.catalog.coupon.CouponPlanner.Planned;
import org.odoobridge.outbound.delivery.LaneGate;
import org.odoobridge.outbound.delivery.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches of coupons: the journal knows before what is being written, and after what became
 * of it. On the lane's thread; what it shares with others is behind the lane's lock.
 */
final class CouponWriter {
  private static final Logger LOG = LoggerFactory.getLogger(CouponWriter.class);

  private final CouponChannel channel;
  private final CouponStore store;
  private final long epoch;
  private final Timers timers;
  private final CouponBook book;
  private final LaneGate gate;
  private final Lock lock;
  private @Nullable Instant lastAck;

  CouponWriter(
      CouponChannel channel,
      CouponStore store,
      long epoch,
      Timers timers,
      CouponBook book,
      LaneGate gate,
      Lock lock) {
    this.channel = channel;
    this.store = store;
    this.epoch = epoch;
    this.timers = timers;
    this.book = book;
    this.gate = gate;
    this.lock = lock;
  }

  /** Under the lock. */
  Optional<Instant> lastAck() {
    return Optional.ofNullable(lastAck);
  }

  /** What was in the way of coupons that nobody wants any longer is forgotten. */
  void forgetUnwanted(Planned plan) {
    Set<String> wanted = plan.wanted().stream().map(DesiredCoupon::ref).collect(Collectors.toSet());
    List<CouponListing> cleared;
    lock.lock();
    try {
      cleared = book.unwanted(wanted);
    } finally {
      lock.unlock();
    }
    if (!cleared.isEmpty()) {
      store.write(
          channel.id(),
          epoch,
          List.of(),
          cleared.stream().map(CouponListing::ref).collect(Collectors.toSet()));
    }
  }

  /** False when the channel as a whole failed. */
  boolean send(List<Job> jobs) {
    Instant began = timers.now();
    List<CouponListing> asked;
    lock.lock();
    try {
      asked = book.asked(jobs, began);
    } finally {
      lock.unlock();
    }
    store.write(channel.id(), epoch, asked, Set.of());
    lock.lock();
    try {
      gate.begin(jobs.size());
    } finally {
      lock.unlock();
    }
    List<Published> answers = channel.publish(jobs);
    Instant now = timers.now();
    Optional<Problem.Technical> whole = CouponBook.wholeFailure(answers);
    Map<String, Integer> counts = new TreeMap<>();
    List<CouponListing> settled;
    lock.lock();
    try {
      if (whole.isPresent()) {
        gate.failed(whole.get(), now);
      } else {
        gate.answered(now);
      }
      settled = settle(jobs, answers, counts, now);
    } finally {
      lock.unlock();
    }
    LOG.atInfo()
        .addKeyValue("channel", channel.id())
        .addKeyValue("items", jobs.size())
        .addKeyValue("outcome", counts + whole.map(one -> " " + one.detail()).orElse(""))
        .addKeyValue("epoch", epoch)
        .addKeyValue("durationMs", Duration.between(began, now).toMillis())
        .log("coupons.attempted");
    store.write(channel.id(), epoch, settled, Set.of());
    return whole.isEmpty();
  }

  private List<CouponListing> settle(
      List<Job> jobs, List<Published> answers, Map<String, Integer> counts, Instant now) {
    List<CouponListing> settled = new ArrayList<>();
    for (int i = 0; i < jobs.size(); i++) {
      Published answer = answers.get(i);
      settled.add(book.settle(jobs.get(i), answer, jobs.size() == 1, now));
      String word =
          switch (answer.outcome()) {
            case Outcome.Applied applied -> {
              lastAck = now;
              yield "applied";
            }
            case Outcome.Rejected rejected -> {
              gate.note(rejected.problem(), now);
              yield "rejected";
            }
            case Outcome.Failed failed -> "failed";
            case Outcome.Uncertain uncertain -> "uncertain";
            case Outcome.Superseded superseded -> "superseded";
          };
      counts.merge(word, 1, Integer::sum);
    }
    return settled;
  }
}
