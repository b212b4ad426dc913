package org.odoobridge.outbound.catalog.coupon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.cluster.StaleEpochException;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.runtime.SqlFailure;
import org.odoobridge.outbound.catalog.coupon.CouponChannel.Job;
import org.odoobridge.outbound.catalog.coupon.CouponPlanner.Planned;
import org.odoobridge.outbound.catalog.drift.DriftConfig;
import org.odoobridge.outbound.delivery.ChannelUnavailable;
import org.odoobridge.outbound.delivery.LaneGate;
import org.odoobridge.outbound.delivery.LaneSettings;
import org.odoobridge.outbound.delivery.Timers;
import org.odoobridge.outbound.delivery.TokenBucket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one channel have the coupons it should, and never touches another one. Programs are few:
 * whenever one may have changed, or a first day has come, all are read and compared with what the
 * channel acknowledged. One thread, one batch after the other.
 *
 * <p>A crash is harmless: before a batch goes out the journal is told which coupons are being
 * written, so that the channel is asked for them before anything is created.
 */
public final class CouponLane {
  private static final Logger LOG = LoggerFactory.getLogger(CouponLane.class);
  private static final Duration IDLE = Duration.ofHours(1);
  private static final Duration AWAY = Duration.ofSeconds(2);

  /** Changes of products come in crowds and seldom matter to coupons. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final CouponChannel channel;
  private final CouponPlanner planner;
  private final CouponStore store;
  private final Timers timers;
  private final DriftConfig audit;
  private final CouponBook book;
  private final LaneGate gate;
  private final CouponWriter writer;
  private final CouponReadBack readBack;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;

  /** When programs are to be read again; {@link Instant#MAX} = nothing is known to have changed. */
  private Instant readAt = Instant.MIN;

  /** When all coupons are to be read back; {@link Instant#MAX} = only when a person asks. */
  private Instant lookAt;

  private @Nullable Planned planned;
  private @Nullable Instant comparedAt;
  private boolean loaded;
  private boolean nudged;
  private boolean stopped;

  public CouponLane(
      CouponChannel channel,
      CouponPlanner planner,
      CouponStore store,
      long epoch,
      LaneSettings settings,
      DriftConfig audit,
      Timers timers,
      RandomGenerator random) {
    this.channel = channel;
    this.planner = planner;
    this.store = store;
    this.timers = timers;
    this.audit = audit;
    this.lookAt = nextLook(timers.now());
    this.book = new CouponBook(settings.parkedRetry(), settings.retry(), random);
    // Its requests are paid for one by one by the adapter.
    this.gate = new LaneGate(settings, new TokenBucket(0, timers.now()), random);
    this.writer = new CouponWriter(channel, store, epoch, timers, book, gate, lock);
    this.readBack = new CouponReadBack(channel, store, epoch, audit, book, lock);
    this.thread = Thread.ofVirtual().name("coupons-" + channel.id().value()).unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** A program, a code or something they are made of may have changed. */
  public void changed() {
    signal(() -> readAt = Instant.MIN);
  }

  /** Reads all coupons back soon. */
  public void look() {
    signal(() -> lookAt = Instant.MIN);
  }

  private Instant nextLook(Instant now) {
    return audit.every().isZero() ? Instant.MAX : now.plus(audit.every());
  }

  /** A product may have changed, or the channel has one more. */
  public void productsChanged() {
    signal(
        () -> {
          Planned last = planned;
          if (last == null || last.byProducts()) {
            Instant soon = timers.now().plus(SOON);
            readAt = soon.isBefore(readAt) ? soon : readAt;
          }
        });
  }

  public void pause(String reason) {
    signal(() -> gate.pause(reason));
  }

  public void resume() {
    signal(gate::resume);
  }

  /** Tries what the channel refused again; returns how many coupons. */
  public int redriveAll() {
    int[] count = new int[1];
    signal(
        () -> {
          count[0] = book.redrive();
          readAt = Instant.MIN;
        });
    return count[0];
  }

  /** What writing would change; writes nothing. Throws {@link ChannelUnavailable}. */
  public CouponPlan plan() {
    Map<String, CouponListing> present;
    lock.lock();
    try {
      present = new TreeMap<>(book.listings());
    } finally {
      lock.unlock();
    }
    return planner.plan(present, timers.now()).plan();
  }

  public CouponStatus status() {
    lock.lock();
    try {
      Optional<CouponPlan> plan = Optional.ofNullable(planned).map(Planned::plan);
      return new CouponStatus(
          channel.id(),
          book.shown(),
          plan.map(one -> count(one, CouponPlan.Action.EARLY)).orElse(0),
          plan.map(CouponPlan::elsewhere).orElse(0),
          plan.map(CouponPlan::refusals).orElse(List.of()),
          book.parked(),
          plan.map(CouponPlan::problems).orElse(List.of()),
          gate.breakerState(),
          gate.pausedBecause(),
          gate.lastError(),
          writer.lastAck(),
          readBack.repaired(),
          readBack.lookedAt(),
          Optional.ofNullable(comparedAt));
    } finally {
      lock.unlock();
    }
  }

  private static int count(CouponPlan plan, CouponPlan.Action action) {
    return (int) plan.entries().stream().filter(one -> one.action() == action).count();
  }

  public Health health() {
    lock.lock();
    try {
      return gate.health();
    } finally {
      lock.unlock();
    }
  }

  /** Begins no further batch; waits for the one that is out, at most {@code deadline}. */
  public void stop(Duration deadline) throws InterruptedException {
    signal(() -> stopped = true);
    if (thread.isAlive() && !thread.join(deadline)) {
      LOG.atWarn().addKeyValue("channel", channel.id()).log("coupons.stopped.with.a.batch.out");
    }
  }

  private void signal(Runnable change) {
    lock.lock();
    try {
      change.run();
      nudged = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (true) {
      Duration wait;
      try {
        wait = step();
      } catch (StaleEpochException e) {
        LOG.atInfo().addKeyValue("channel", channel.id()).log("coupons.deposed");
        return;
      } catch (SqlFailure e) {
        LOG.atWarn()
            .addKeyValue("channel", channel.id())
            .addKeyValue("problem", e.getMessage())
            .log("coupons.database.away");
        again();
        wait = AWAY;
      } catch (RuntimeException e) {
        // A bug: everything is compared again later, the lane lives on.
        LOG.atError().setCause(e).addKeyValue("channel", channel.id()).log("coupons.step.threw");
        again();
        wait = AWAY;
      }
      if (!waited(wait)) {
        return;
      }
    }
  }

  private void again() {
    lock.lock();
    try {
      readAt = Instant.MIN;
    } finally {
      lock.unlock();
    }
  }

  /** False when the lane ends. */
  private boolean waited(Duration wait) {
    lock.lock();
    try {
      long left = wait.toNanos();
      while (!nudged && !stopped && left > 0) {
        left = changed.awaitNanos(left);
      }
      nudged = false;
      return !stopped;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Compares everything if something may have changed, and writes what differs.
   *
   * @return how long nothing is to be done then; zero when there is more
   */
  Duration step() {
    Instant now = timers.now();
    @Nullable List<Job> jobs;
    lock.lock();
    try {
      Instant blockedUntil = gate.blockedUntil(now);
      if (blockedUntil.isAfter(now)) {
        return Duration.between(now, blockedUntil);
      }
      if (stopped || !gate.admits(now)) {
        return IDLE;
      }
      if (readAt.isAfter(now) && !due(now)) {
        // Behind everything that is told.
        if (lookAt.isAfter(now) || planned == null) {
          return untilNext(now);
        }
        jobs = inStep();
      } else {
        readAt = Instant.MAX;
        jobs = null;
      }
    } finally {
      lock.unlock();
    }
    return jobs == null ? compare(now) : look(jobs, now);
  }

  /** Coupons that should be shown as they were acknowledged. */
  private List<Job> inStep() {
    Planned last = planned;
    List<Job> jobs = new ArrayList<>();
    if (last != null) {
      for (CouponPlan.Entry entry : last.plan().entries()) {
        Job job =
            new Job(
                book.listings().getOrDefault(entry.listing().ref(), entry.listing()),
                entry.wanted());
        CouponListing present = job.listing();
        if (present.shown() && !present.unsure() && present.told().equals(job.print())) {
          jobs.add(job);
        }
      }
    }
    return jobs;
  }

  private Duration look(List<Job> jobs, Instant now) {
    try {
      boolean differed = readBack.look(jobs, now);
      locked(
          () -> {
            lookAt = nextLook(now);
            readAt = differed ? Instant.MIN : readAt;
          });
      return Duration.ZERO;
    } catch (ChannelUnavailable e) {
      return unavailable(e, now);
    }
  }

  private Duration unavailable(ChannelUnavailable e, Instant now) {
    locked(() -> gate.failed(e.problem(), now));
    Instant until = gate.blockedUntil(now);
    return until.isAfter(now) ? Duration.between(now, until) : AWAY;
  }

  private boolean due(Instant now) {
    return next().filter(at -> !at.isAfter(now)).isPresent();
  }

  /** When time alone gives something to do. */
  private Optional<Instant> next() {
    Planned last = planned;
    Instant compared = comparedAt == null ? Instant.MIN : comparedAt;
    Optional<Instant> start = last == null ? Optional.empty() : last.nextChange(compared);
    Optional<Instant> wake = book.nextWake();
    return start.isPresent() && (wake.isEmpty() || start.get().isBefore(wake.get())) ? start : wake;
  }

  private Duration untilNext(Instant now) {
    Instant at = next().filter(one -> one.isBefore(readAt)).orElse(readAt);
    at = lookAt.isBefore(at) ? lookAt : at;
    if (at.equals(Instant.MAX)) {
      return IDLE;
    }
    Duration wait = Duration.between(now, at);
    return wait.compareTo(IDLE) > 0 ? IDLE : wait;
  }

  private Duration compare(Instant now) {
    List<Job> jobs;
    try {
      if (!loaded) {
        List<CouponListing> known = store.coupons(channel.id());
        locked(() -> book.load(known));
        loaded = true;
      }
      Planned next = planner.plan(new TreeMap<>(book.listings()), now);
      lock.lock();
      try {
        planned = next;
        comparedAt = now;
        jobs = book.due(next.plan().entries(), now);
      } finally {
        lock.unlock();
      }
      writer.forgetUnwanted(next);
    } catch (ChannelUnavailable e) {
      again();
      return unavailable(e, now);
    }
    for (int from = 0; from < jobs.size(); from += channel.batchLimit()) {
      List<Job> batch = jobs.subList(from, Math.min(jobs.size(), from + channel.batchLimit()));
      if (!writer.send(batch)) {
        again();
        return Duration.ZERO;
      }
    }
    return Duration.ZERO;
  }

  private void locked(Runnable step) {
    lock.lock();
    try {
      step.run();
    } finally {
      lock.unlock();
    }
  }
}
