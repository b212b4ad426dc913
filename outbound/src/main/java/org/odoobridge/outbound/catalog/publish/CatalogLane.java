package org.odoobridge.outbound.catalog.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.cluster.StaleEpochException;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.runtime.SqlFailure;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.catalog.model.CatalogSink;
import org.odoobridge.outbound.catalog.model.ProductField;
import org.odoobridge.outbound.catalog.publish.CatalogChannel.Job;
import org.odoobridge.outbound.catalog.publish.CatalogChannel.Published;
import org.odoobridge.outbound.catalog.publish.Collector.Collected;
import org.odoobridge.outbound.delivery.ChannelUnavailable;
import org.odoobridge.outbound.delivery.LaneGate;
import org.odoobridge.outbound.delivery.LaneSettings;
import org.odoobridge.outbound.delivery.TokenBucket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one channel show every product as it should, and never touches another one. Products whose
 * documents may have changed come first; behind them, once after a start, every product is compared
 * in the background. One thread, one batch after the other; the newest document is read when it is
 * sent.
 *
 * <p>A crash is harmless: before a batch goes out the journal is told which fields are being
 * written, so that they count as unknown until their answer is in the journal as well.
 */
public final class CatalogLane implements CatalogSink {
  private static final Logger LOG = LoggerFactory.getLogger(CatalogLane.class);
  private static final Duration IDLE = Duration.ofHours(1);
  private static final Duration JOURNAL_AWAY = Duration.ofSeconds(2);

  /** Pages compared in one step: a live change waits for one step at most. */
  private static final int PAGES = 10;

  private final CatalogChannel channel;
  private final long epoch;
  private final CatalogEnvironment environment;
  private final Distrust distrust = new Distrust();
  private final Collector collector;
  private final LaneGate gate;
  private final CatalogBook book;
  private final CatalogResults results;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;

  private @Nullable ComparisonRound round;
  private @Nullable Comparison comparison;
  private boolean compareAll;
  private boolean stopped;

  /** Something changed since the last step began to wait. */
  private boolean nudged;

  /** Fewer while whole batches fail, so that one product that kills the shop is found. */
  private int batch;

  public CatalogLane(
      CatalogChannel channel, long epoch, LaneSettings settings, CatalogEnvironment environment) {
    this.channel = channel;
    this.epoch = epoch;
    this.environment = environment;
    this.batch = channel.batchLimit();
    Instant now = environment.timers().now();
    // Its own requests are paid for one by one by the adapter; the gate sees none of that rate.
    this.gate = new LaneGate(settings, new TokenBucket(0, now), environment.random());
    this.book = new CatalogBook(settings.parkedRetry());
    this.collector = new Collector(environment.source(), environment.store(), channel, distrust);
    this.results = new CatalogResults(book, gate, settings.retry(), environment.random());
    this.thread = Thread.ofVirtual().name("catalog-" + channel.id().value()).unstarted(this::run);
  }

  public ChannelId id() {
    return channel.id();
  }

  /** Takes over what the journal knows, compares everything once, and goes on with changes. */
  public void start() {
    book.load(environment.store().parked(channel.id()), environment.timers().now());
    compareAll = true;
    thread.start();
  }

  @Override
  public void dirty(Set<Integer> templates) {
    signal(() -> book.dirty(templates));
  }

  @Override
  public void dirtyAll(String reason) {
    LOG.atInfo()
        .addKeyValue("channel", channel.id())
        .addKeyValue("reason", reason)
        .log("catalog.compares.all");
    signal(() -> compareAll = true);
  }

  /** The channel shows these fields otherwise than it acknowledged: writes them again. */
  public void rewrite(
      int template, Set<ProductField> fields, Map<Integer, Set<ProductField>> variants) {
    distrust.fields(template, fields, variants);
    dirty(Set.of(template));
  }

  /**
   * The channel has lost what it acknowledged: looks for it once more and makes it again.
   *
   * @param product the variant that is lost, or 0 for the whole product
   */
  public void makeAgain(int template, int product) {
    if (product == 0) {
      distrust.gone(template);
    } else {
      distrust.goneVariant(template, product);
    }
    dirty(Set.of(template));
  }

  public void pause(String reason) {
    signal(() -> gate.pause(reason));
  }

  public void resume() {
    signal(gate::resume);
  }

  /** Tries a parked product again; returns whether it was parked. */
  public boolean redrive(int template) {
    boolean[] was = new boolean[1];
    signal(() -> was[0] = book.redrive(template));
    return was[0];
  }

  /** Tries every parked product again; returns how many there were. */
  public int redriveAll() {
    List<ParkedProduct> all = parked();
    all.forEach(one -> redrive(one.template()));
    return all.size();
  }

  public List<ParkedProduct> parked() {
    lock.lock();
    try {
      return book.parked();
    } finally {
      lock.unlock();
    }
  }

  public CatalogStatus status() {
    lock.lock();
    try {
      return new CatalogStatus(
          channel.id(),
          book.waiting(),
          book.retrying(),
          book.parkedCount(),
          results.published(),
          gate.breakerState(),
          gate.pausedBecause(),
          gate.lastError(),
          gate.lastErrorAt(),
          results.lastAck(),
          Optional.ofNullable(comparison));
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

  /** Begins no further batch; waits for the one that is out, at most {@code deadline}. */
  public void stop(Duration deadline) throws InterruptedException {
    signal(() -> stopped = true);
    if (thread.isAlive() && !thread.join(deadline)) {
      LOG.atWarn().addKeyValue("channel", channel.id()).log("catalog.stopped.with.a.batch.out");
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
        pause("another node has taken the slot");
        wait = IDLE;
      } catch (SqlFailure e) {
        LOG.atWarn()
            .addKeyValue("channel", channel.id())
            .addKeyValue("problem", e.getMessage())
            .log("catalog.database.away");
        wait = JOURNAL_AWAY;
      } catch (RuntimeException e) {
        // A bug: the products of this step are compared again later, the lane lives on.
        LOG.atError().setCause(e).addKeyValue("channel", channel.id()).log("catalog.step.threw");
        wait = JOURNAL_AWAY;
      }
      if (!waited(wait)) {
        return;
      }
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
   * One batch, or a few pages of the comparison.
   *
   * @return how long nothing is to be done then; zero when there is more
   */
  Duration step() {
    Instant now = environment.timers().now();
    List<Integer> taken;
    lock.lock();
    try {
      Instant blockedUntil = gate.blockedUntil(now);
      if (blockedUntil.isAfter(now)) {
        return Duration.between(now, blockedUntil);
      }
      if (stopped || !gate.admits(now)) {
        return IDLE;
      }
      taken = book.take(batch, now);
    } finally {
      lock.unlock();
    }
    try {
      channel.prepare();
    } catch (ChannelUnavailable e) {
      locked(
          () -> {
            book.dirty(taken);
            gate.failed(e.problem(), now);
          });
      return waitAfterFailure(now);
    }
    return taken.isEmpty() ? compare(now) : changedOnes(taken);
  }

  private Duration changedOnes(List<Integer> taken) {
    try {
      publish(collector.collect(taken), Optional.empty());
    } catch (RuntimeException e) {
      locked(() -> book.dirty(taken));
      throw e;
    }
    return Duration.ZERO;
  }

  private Duration compare(Instant now) {
    if (compareAll) {
      compareAll = false;
      ComparisonRound present = round;
      round =
          present == null
              ? ComparisonRound.begin(environment.source(), environment.store(), channel.id(), now)
              : present.restart(now);
      // A first batch takes its time: that it has begun can be seen before it is through.
      show(round.progress(Optional.empty()));
    }
    ComparisonRound walk = round;
    if (walk == null) {
      return untilNextWake(now);
    }
    List<Integer> page = List.of();
    Collected found = Collected.none();
    for (int i = 0; i < PAGES && found.jobs().size() < batch && !interesting(); i++) {
      page = walk.next(channel.batchLimit());
      if (page.isEmpty()) {
        break;
      }
      found.add(collected(page));
    }
    boolean complete = page.isEmpty() && !interesting();
    Comparison progress =
        walk.progress(complete ? Optional.of(environment.timers().now()) : Optional.empty());
    try {
      publish(found, Optional.of(progress));
    } catch (RuntimeException e) {
      List<Job> jobs = found.jobs();
      locked(() -> book.dirty(jobs.stream().map(job -> job.desired().template()).toList()));
      throw e;
    }
    show(progress);
    if (complete) {
      round = null;
      LOG.atInfo()
          .addKeyValue("channel", channel.id())
          .addKeyValue("products", progress.done())
          .addKeyValue("durationMs", Duration.between(progress.startedAt(), now).toMillis())
          .log("catalog.compared");
    }
    return Duration.ZERO;
  }

  private void show(Comparison progress) {
    locked(() -> comparison = progress);
  }

  /** As {@link Collector#collect}; what cannot be read now is compared later. */
  private Collected collected(List<Integer> page) {
    try {
      return collector.collect(page);
    } catch (RuntimeException e) {
      locked(() -> book.dirty(page));
      throw e;
    }
  }

  /** Whether live changes came meanwhile, which go first. */
  private boolean interesting() {
    lock.lock();
    try {
      return book.anyDirty() || stopped;
    } finally {
      lock.unlock();
    }
  }

  private Duration untilNextWake(Instant now) {
    lock.lock();
    try {
      Duration wait = book.nextWake().map(next -> Duration.between(now, next)).orElse(IDLE);
      return wait.isNegative() ? Duration.ZERO : wait;
    } finally {
      lock.unlock();
    }
  }

  private Duration waitAfterFailure(Instant now) {
    Instant until = gate.blockedUntil(now);
    return until.isAfter(now) ? Duration.between(now, until) : JOURNAL_AWAY;
  }

  private void publish(Collected collected, Optional<Comparison> progress) {
    CatalogResults.Parking aside;
    lock.lock();
    try {
      aside = results.aside(collected, environment.timers().now());
    } finally {
      lock.unlock();
    }
    List<Job> jobs = collected.jobs();
    int limit = batch;
    while (!jobs.isEmpty()) {
      List<Job> now = jobs.subList(0, Math.min(limit, jobs.size()));
      if (!send(now)) {
        // The shop is not well: the others wait for their turn with it.
        List<Job> rest = jobs.subList(now.size(), jobs.size());
        locked(() -> book.dirty(rest.stream().map(job -> job.desired().template()).toList()));
        break;
      }
      jobs = jobs.subList(now.size(), jobs.size());
    }
    environment
        .store()
        .write(
            channel.id(),
            epoch,
            new CatalogStore.Changes(
                List.of(), Set.of(), aside.parked(), aside.unparked(), progress));
    environment.shown().accept(collected.shown());
  }

  /** False when the channel as a whole failed. */
  private boolean send(List<Job> jobs) {
    Instant began = environment.timers().now();
    environment
        .store()
        .write(
            channel.id(),
            epoch,
            CatalogStore.Changes.of(jobs.stream().map(job -> Intent.of(job, began)).toList()));
    locked(() -> gate.begin(jobs.size()));
    List<Published> answers = channel.publish(jobs);
    CatalogResults.Settled settled;
    lock.lock();
    try {
      settled = results.settle(jobs, answers, environment.timers().now());
      batch =
          settled.wholeFailure().isEmpty()
              ? Math.min(channel.batchLimit(), batch * 2)
              : halved(settled.wholeFailure().get(), jobs.size());
    } finally {
      lock.unlock();
    }
    LOG.atLevel(settled.level())
        .addKeyValue("channel", channel.id())
        .addKeyValue("items", jobs.size())
        .addKeyValue("outcome", settled.summary())
        .addKeyValue("epoch", epoch)
        .addKeyValue("durationMs", Duration.between(began, environment.timers().now()).toMillis())
        .log("catalog.attempted");
    environment.store().write(channel.id(), epoch, settled.changes());
    if (!settled.created().isEmpty()) {
      environment.created().accept(settled.created());
    }
    environment.shown().accept(settled.shown());
    return settled.wholeFailure().isEmpty();
  }

  private static int halved(Problem.Technical problem, int sent) {
    boolean perhapsOne =
        problem.kind() == TechnicalKind.SERVER_ERROR || problem.kind() == TechnicalKind.TIMEOUT;
    return perhapsOne ? Math.max(1, sent / 2) : Math.max(1, sent);
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
