package org.odoobridge.outbound.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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
  private final LaneResults results;
  private final SweepDesk sweeps = new SweepDesk();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();

  /** SKUs the channel got while a request with them was out. */
  private final Set<Sku> appeared = new HashSet<>();

  private int inFlight;
  private Instant alarm = Instant.MAX;
  private boolean stopped;

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
                environment.timers().now().plus(settings.requestLimit()),
                channel::requestOf));
    this.results = new LaneResults(book, gate, settings.retry().attempts(), environment.meters());
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

  /** The channel has these SKUs from now on: what it was told or would not take is told again. */
  public void told(Collection<Sku> skus) {
    channel.lookAgain(skus);
    change(now -> skus.forEach(sku -> told(sku, now)));
  }

  /** The channel has these SKUs: whichever never answered for its number is asked once more. */
  public void present(Collection<Sku> skus) {
    List<Sku> unheard = new ArrayList<>();
    locked(
        () -> {
          for (Sku sku : skus) {
            LaneItem item = book.find(sku);
            if (item != null && item.reported == ListingRow.NEVER && item.desired != null) {
              unheard.add(sku);
            }
          }
        });
    if (!unheard.isEmpty()) {
      told(unheard);
    }
  }

  private void told(Sku sku, Instant now) {
    LaneItem item = book.find(sku);
    if (item != null && (item.sent != null || item.reading)) {
      // A request that began before may still say that the channel lacks it.
      appeared.add(sku);
    } else {
      tellAgain(sku, now);
    }
  }

  /** What the channel should show; empty when nothing is known of the SKU. */
  public OptionalLong wanted(Sku sku) {
    lock.lock();
    try {
      LaneItem item = book.find(sku);
      DesiredStock desired = item == null ? null : item.desired;
      return desired == null ? OptionalLong.empty() : OptionalLong.of(desired.quantity());
    } finally {
      lock.unlock();
    }
  }

  private void tellAgain(Sku sku, Instant now) {
    if (!book.redrive(sku, now)) {
      book.recheck(sku, now);
    }
  }

  /** An answer has come for SKUs that the channel may have got only after the question. */
  private void answered(Collection<Sku> skus, Instant now) {
    for (Sku sku : skus) {
      if (appeared.remove(sku)) {
        channel.lookAgain(List.of(sku));
        tellAgain(sku, now);
      }
    }
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
          results.lastAck());
    } finally {
      lock.unlock();
    }
  }

  /** Whether numbers could go now but wait for their turn: other traffic should let them pass. */
  public boolean wantsToSend() {
    lock.lock();
    try {
      return book.any(Stage.READY)
          && !gate.paused()
          && !gate.blockedUntil(environment.timers().now()).isAfter(environment.timers().now());
    } finally {
      lock.unlock();
    }
  }

  /** SKUs the channel has acknowledged a number for. */
  public List<Sku> acknowledged() {
    lock.lock();
    try {
      return book.acknowledged();
    } finally {
      lock.unlock();
    }
  }

  /** Where the channel shows a SKU, as far as is known here. */
  public List<ShownAt> places(Sku sku) {
    return channel.places(sku);
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
    change(
        now -> {
          finished();
          results.sent(attempt, now);
          answered(batch.stream().map(DesiredStock::sku).toList(), now);
        });
    environment.changed().accept(batch.stream().map(DesiredStock::sku).toList());
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
    change(
        now -> {
          finished();
          results.read(skus, answers, failure, askedAt, now);
          answered(skus, now);
        });
    environment.changed().accept(skus);
  }

  private void finished() {
    inFlight--;
    if (inFlight == 0) {
      idle.signalAll();
    }
  }

  /**
   * Asks for an order sweep if increases wait and none is under way: for about one request's worth,
   * and only when that can go soon, so that what a sweep has cleared is fresh when it is sent.
   */
  private void startSweep(Instant now, List<Runnable> starts) {
    boolean enough = book.count(Stage.READY) >= channel.batchLimit();
    if (sweeps.running() || enough || !book.any(Stage.SWEEP)) {
      return;
    }
    if (sweeps.notBefore().isAfter(now)) {
      alarmAt(sweeps.notBefore(), now);
      return;
    }
    long number = sweeps.begin();
    LaneBook.SweepTicket ticket = book.sweepTicket(channel.batchLimit());
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
          if (!sweeps.ended(number)) {
            return;
          }
          if (error == null) {
            sweeps.succeeded();
            book.swept(ticket, now);
            return;
          }
          Problem.Technical problem =
              Problem.Technical.of(TechnicalKind.SERVER_ERROR, "order sweep failed: " + error);
          gate.note(problem, now);
          int failures = sweeps.failed(attempt -> now.plus(gate.wait(attempt, problem)));
          LOG.atWarn()
              .addKeyValue("channel", channel.id())
              .addKeyValue("attempt", failures)
              .addKeyValue("problem", problem.detail())
              .log("delivery.sweep.failed");
        });
  }

  private static List<Channel.ItemOutcome> all(List<DesiredStock> batch, Outcome outcome) {
    return batch.stream().map(value -> new Channel.ItemOutcome(value.sku(), outcome)).toList();
  }
}
