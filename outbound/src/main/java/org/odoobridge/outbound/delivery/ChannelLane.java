package org.odoobridge.outbound.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.delivery.LaneItem.Stage;
import org.odoobridge.outbound.desired.DesiredStock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one channel show what is desired, and never touches another one. When idle the first change
 * goes at once; while requests are out, changes gather, newest per SKU; the next request takes all
 * of them up to the channel's limit.
 *
 * <p>The lock is held for bookkeeping only, never around a request.
 */
public final class ChannelLane {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelLane.class);

  private final Channel channel;
  private final long epoch;
  private final LaneSettings settings;
  private final LaneEnvironment environment;
  private final LaneBook book;
  private final LaneGate gate;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();

  private int inFlight;
  private Instant alarm = Instant.MAX;
  private long sweepNumber;
  private boolean sweeping;
  private int failedSweeps;
  private Instant sweepNotBefore = Instant.MIN;
  private boolean stopped;
  private @Nullable Instant lastAck;

  /**
   * @param epoch this node's; goes into every row the journal keeps
   * @param bucket the channel's rate limit, shared with an adapter that needs more than one request
   */
  public ChannelLane(
      Channel channel,
      long epoch,
      LaneSettings settings,
      TokenBucket bucket,
      LaneEnvironment environment) {
    this.channel = channel;
    this.epoch = epoch;
    this.settings = settings;
    this.environment = environment;
    this.gate = new LaneGate(settings, bucket, environment.random());
    this.book =
        new LaneBook(
            new LaneBook.Rules(
                channel.id(),
                epoch,
                channel.raiseAfterSweep(),
                channel.readable(),
                settings.parkedRetry(),
                environment.timers().now().plus(settings.requestLimit())));
  }

  public ChannelId id() {
    return channel.id();
  }

  /** Takes over what the journal knows; before the first {@link #offer}. */
  public void load(Collection<ListingRow> rows, Collection<Parked> parked) {
    locked(() -> book.load(rows, parked));
  }

  /** A newly computed number; returns at once. */
  public void offer(DesiredStock desired, boolean replayed) {
    change(now -> book.offer(desired, replayed, now));
  }

  public void forget(Sku sku) {
    change(now -> book.forget(sku, now));
  }

  /** The channel may have changed these by itself: read them, send what differs. */
  public void recheck(Collection<Sku> skus) {
    change(now -> skus.forEach(sku -> book.recheck(sku, now)));
  }

  /** Tries a parked item again; returns whether it was parked. */
  public boolean redrive(Sku sku) {
    channel.lookAgain(List.of(sku));
    boolean[] was = new boolean[1];
    change(now -> was[0] = book.redrive(sku, now));
    return was[0];
  }

  /** Tries every parked item again; returns how many there were. */
  public int redriveAll() {
    List<Parked> all = parked();
    all.forEach(one -> redrive(one.sku()));
    return all.size();
  }

  /** Sends nothing until {@link #resume}; safe to repeat. */
  public void pause(String reason) {
    change(now -> gate.pause(reason));
  }

  public void resume() {
    change(now -> gate.resume());
  }

  public List<Parked> parked() {
    lock.lock();
    try {
      return book.parked();
    } finally {
      lock.unlock();
    }
  }

  public LaneStatus status() {
    lock.lock();
    try {
      return new LaneStatus(
          channel.id(),
          book.dirty(),
          inFlight,
          book.count(Stage.SWEEP),
          book.count(Stage.PARKED),
          gate.breakerState(),
          gate.pausedBecause(),
          gate.lastError(),
          gate.lastErrorAt(),
          Optional.ofNullable(lastAck));
    } finally {
      lock.unlock();
    }
  }

  /** How one SKU stands at the channel; empty when it is not told about it. */
  public Optional<ItemStatus> item(Sku sku) {
    lock.lock();
    try {
      LaneItem item = book.find(sku);
      return item == null ? Optional.empty() : Optional.of(item.status());
    } finally {
      lock.unlock();
    }
  }

  public Health health() {
    lock.lock();
    try {
      return gate.health();
    } finally {
      lock.unlock();
    }
  }

  /** Starts no more requests; waits for those that are out, at most {@code deadline}. */
  public void stop(Duration deadline) throws InterruptedException {
    lock.lock();
    try {
      stopped = true;
      long left = deadline.toNanos();
      while (inFlight > 0 && left > 0) {
        left = idle.awaitNanos(left);
      }
      if (inFlight > 0) {
        LOG.atWarn()
            .addKeyValue("channel", channel.id())
            .addKeyValue("inFlight", inFlight)
            .log("delivery.stopped.with.requests.out");
      }
    } finally {
      lock.unlock();
    }
  }

  ListingChanges unpersisted() {
    lock.lock();
    try {
      return book.ledger().unpersisted();
    } finally {
      lock.unlock();
    }
  }

  void persisted(ListingChanges changes) {
    locked(() -> book.ledger().persisted(changes));
  }

  /** Bookkeeping at a point in time. */
  private interface Step {
    void at(Instant now);
  }

  private void change(Step step) {
    locked(() -> step.at(environment.timers().now()));
    pump();
  }

  private void locked(Runnable step) {
    lock.lock();
    try {
      step.run();
    } finally {
      lock.unlock();
    }
  }

  /** Starts whatever may start now, and sets the alarm for what may start later. */
  private void pump() {
    List<Runnable> starts = new ArrayList<>();
    lock.lock();
    try {
      Instant now = environment.timers().now();
      book.wake(now);
      while (startNext(now, starts)) {}
    } finally {
      lock.unlock();
    }
    starts.forEach(Runnable::run);
  }

  private boolean startNext(Instant now, List<Runnable> starts) {
    Instant blockedUntil = gate.blockedUntil(now);
    if (blockedUntil.isAfter(now)) {
      book.dropClearances(now);
      alarmAt(blockedUntil, now);
      return false;
    }
    alarmAtNext(now);
    if (stopped || !gate.admits(now)) {
      return false;
    }
    if (gate.probing()) {
      book.releaseRetries(now);
    }
    startSweep(now, starts);
    if (inFlight >= settings.inFlight() || !(book.any(Stage.READY) || book.any(Stage.READ))) {
      return false;
    }
    Duration wait = gate.rateWait(now);
    if (!wait.isZero()) {
      alarmAt(now.plus(wait), now);
      return false;
    }
    inFlight++;
    int limit = gate.begin(channel.batchLimit());
    if (book.any(Stage.READY)) {
      List<DesiredStock> batch = book.takeBatch(limit, now);
      starts.add(() -> environment.executor().execute(() -> send(batch)));
    } else {
      List<Sku> skus = book.takeRead(limit, now);
      starts.add(() -> environment.executor().execute(() -> read(skus)));
    }
    return true;
  }

  private void alarmAtNext(Instant now) {
    Instant next = book.nextWake();
    if (next != null) {
      alarmAt(next, now);
    }
  }

  private void alarmAt(Instant when, Instant now) {
    if (stopped || !when.isBefore(alarm)) {
      return;
    }
    alarm = when;
    Duration delay = Duration.between(now, when);
    environment
        .timers()
        .after(
            delay.isNegative() ? Duration.ZERO : delay,
            () -> {
              locked(
                  () -> {
                    if (alarm.equals(when)) {
                      alarm = Instant.MAX;
                    }
                  });
              pump();
            });
  }

  private void send(List<DesiredStock> batch) {
    long began = System.nanoTime();
    List<Channel.ItemOutcome> outcomes;
    try {
      outcomes = channel.send(batch);
    } catch (RuntimeException e) {
      // A bug in the adapter: the items are retried as failed, the lane lives on.
      LOG.atError().setCause(e).addKeyValue("channel", channel.id()).log("delivery.adapter.threw");
      outcomes =
          all(batch, new Outcome.Failed(Problem.Technical.of(TechnicalKind.PROTOCOL, "" + e)));
    }
    Attempt attempt = Attempt.of(batch, outcomes);
    LOG.atLevel(attempt.level())
        .addKeyValue("channel", channel.id())
        .addKeyValue("items", batch.size())
        .addKeyValue("outcome", attempt.summary())
        .addKeyValue("sku", batch.size() == 1 ? batch.getFirst().sku() : "")
        .addKeyValue("epoch", epoch)
        .addKeyValue("durationMs", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began))
        .log("delivery.attempted");
    change(now -> record(attempt, now));
    environment.changed().accept(batch.stream().map(DesiredStock::sku).toList());
  }

  private void record(Attempt attempt, Instant now) {
    finished();
    attempt.counts().forEach(environment.meters()::attempted);
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
              >= settings.retry().attempts()) {
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
    environment.meters().acknowledged(Duration.between(value.causedAt(), now));
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

  private void read(List<Sku> skus) {
    Instant askedAt = environment.timers().now();
    Map<Sku, Channel.ReadBack> answers = new HashMap<>();
    Problem.Technical problem = null;
    try {
      channel.read(skus).forEach(answer -> answers.put(answer.sku(), answer));
    } catch (ChannelUnavailable e) {
      problem = e.problem();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("channel", channel.id()).log("delivery.adapter.threw");
      problem = Problem.Technical.of(TechnicalKind.PROTOCOL, "" + e);
    }
    Optional<Problem.Technical> failure = Optional.ofNullable(problem);
    change(now -> recordRead(skus, answers, failure, askedAt, now));
    environment.changed().accept(skus);
  }

  private void recordRead(
      List<Sku> skus,
      Map<Sku, Channel.ReadBack> answers,
      Optional<Problem.Technical> failure,
      Instant askedAt,
      Instant now) {
    finished();
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

  private void finished() {
    inFlight--;
    if (inFlight == 0) {
      idle.signalAll();
    }
  }

  /** Asks for an order sweep if increases wait and none is under way. */
  private void startSweep(Instant now, List<Runnable> starts) {
    if (sweeping || !book.any(Stage.SWEEP)) {
      return;
    }
    if (sweepNotBefore.isAfter(now)) {
      alarmAt(sweepNotBefore, now);
      return;
    }
    sweeping = true;
    long number = ++sweepNumber;
    LaneBook.SweepTicket ticket = book.sweepTicket();
    starts.add(() -> sweep(number, ticket));
  }

  private void sweep(long number, LaneBook.SweepTicket ticket) {
    environment
        .timers()
        .after(
            settings.sweepLimit(),
            () -> swept(number, ticket, new IllegalStateException("no answer in time")));
    try {
      var unused =
          environment
              .sweeps()
              .sweepBegunFromNow(channel.id())
              .whenComplete((nothing, error) -> swept(number, ticket, error));
    } catch (RuntimeException e) {
      swept(number, ticket, e);
    }
  }

  private void swept(long number, LaneBook.SweepTicket ticket, @Nullable Throwable error) {
    change(
        now -> {
          if (!sweeping || number != sweepNumber) {
            return;
          }
          sweeping = false;
          if (error == null) {
            failedSweeps = 0;
            book.swept(ticket, now);
          } else {
            failedSweeps++;
            Problem.Technical problem =
                Problem.Technical.of(TechnicalKind.SERVER_ERROR, "order sweep failed: " + error);
            gate.note(problem, now);
            sweepNotBefore = now.plus(gate.wait(failedSweeps, problem));
            LOG.atWarn()
                .addKeyValue("channel", channel.id())
                .addKeyValue("attempt", failedSweeps)
                .addKeyValue("problem", problem.detail())
                .log("delivery.sweep.failed");
          }
        });
  }

  private static List<Channel.ItemOutcome> all(List<DesiredStock> batch, Outcome outcome) {
    return batch.stream().map(value -> new Channel.ItemOutcome(value.sku(), outcome)).toList();
  }
}
