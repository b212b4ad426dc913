package org.odoobridge.outbound.catalog.drift;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.cluster.StaleEpochException;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.runtime.SqlFailure;
import org.odoobridge.outbound.delivery.ChannelUnavailable;
import org.odoobridge.outbound.delivery.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rolling read-back of one channel: round after round, page after page, at the channel's own
 * pace and behind everything that is told to it. What differs is repaired at the end of a round,
 * unless that is more than may be repaired without asking.
 */
public final class DriftAudit {
  private static final Logger LOG = LoggerFactory.getLogger(DriftAudit.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What the audit works with. */
  public record Surroundings(Shelf shelf, Told told, DriftStore store, Timers timers) {}

  private final ChannelId channel;
  private final long epoch;
  private final DriftConfig config;
  private final Surroundings around;
  private final Repairs repairs;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private Doubles doubles = new Doubles();
  private @Nullable DriftRound round;
  private Map<String, Finding> findings = new LinkedHashMap<>();
  private Optional<String> held = Optional.empty();
  private Optional<String> problem = Optional.empty();
  private boolean wanted;
  private boolean stopped;

  public DriftAudit(ChannelId channel, long epoch, DriftConfig config, Surroundings around) {
    this.channel = channel;
    this.epoch = epoch;
    this.config = config;
    this.around = around;
    this.repairs = new Repairs(around.told());
    this.thread = Thread.ofVirtual().name("drift-" + channel.value()).unstarted(this::run);
  }

  public ChannelId id() {
    return channel;
  }

  /** Goes on where an earlier lead stopped. */
  public void start() {
    thread.start();
  }

  /** Begins a round now; when one runs already it is finished first. Returns at once. */
  public void look() {
    signal(() -> wanted = true);
  }

  /** Ends; a page that is being read gets {@code deadline}. */
  public void stop(Duration deadline) throws InterruptedException {
    signal(() -> stopped = true);
    if (thread.isAlive() && !thread.join(deadline)) {
      LOG.atWarn().addKeyValue("channel", channel).log("drift.stopped.while.reading");
    }
  }

  public DriftStatus status() {
    lock.lock();
    try {
      Map<Finding.State, Integer> counts = new EnumMap<>(Finding.State.class);
      findings.values().forEach(finding -> counts.merge(finding.state(), 1, Integer::sum));
      DriftRound present = round;
      return new DriftStatus(
          channel,
          present != null && present.running(),
          present == null ? 0 : present.read(),
          present == null ? 0 : present.total(),
          present == null ? 0 : present.pending(),
          Optional.ofNullable(present).map(DriftRound::startedAt),
          Optional.ofNullable(present).flatMap(DriftRound::finishedAt),
          counts,
          held,
          problem);
    } finally {
      lock.unlock();
    }
  }

  public List<Finding> findings() {
    lock.lock();
    try {
      return List.copyOf(findings.values());
    } finally {
      lock.unlock();
    }
  }

  /**
   * Carries out repairs that wait for approval.
   *
   * @param ids findings meant; empty = all that are held, what somebody deleted not among them
   * @return how many were approved
   */
  public int approve(Collection<String> ids) {
    List<Finding> approved = new ArrayList<>();
    lock.lock();
    try {
      for (Finding finding : findings.values()) {
        boolean meant =
            ids.isEmpty()
                ? finding.state() == Finding.State.HELD && finding.drift().mayRepair()
                : ids.contains(finding.id()) && Repairs.possible(finding);
        if (meant) {
          approved.add(finding);
        }
      }
    } finally {
      lock.unlock();
    }
    repairs.carryOut(approved);
    DriftRound present = round;
    List<Finding> repaired =
        approved.stream().map(finding -> finding.with(Finding.State.REPAIRED)).toList();
    if (present != null) {
      around.store().write(channel, epoch, present, repaired, false);
    }
    lock.lock();
    try {
      repaired.forEach(finding -> findings.put(finding.id(), finding));
      if (findings.values().stream()
          .noneMatch(one -> one.state() == Finding.State.HELD && one.drift().mayRepair())) {
        held = Optional.empty();
      }
    } finally {
      lock.unlock();
    }
    return approved.size();
  }

  private void signal(Runnable change) {
    lock.lock();
    try {
      change.run();
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
        note(Optional.empty());
      } catch (StaleEpochException e) {
        return;
      } catch (ChannelUnavailable e) {
        note(Optional.of(e.problem().detail()));
        wait = e.problem().retryAfter().orElse(PATIENCE);
      } catch (SqlFailure e) {
        note(Optional.of("a database is away: " + e.getMessage()));
        wait = PATIENCE;
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).addKeyValue("channel", channel).log("drift.step.threw");
        note(Optional.of("the audit failed: " + e));
        wait = PATIENCE;
      }
      if (!waited(wait)) {
        return;
      }
    }
  }

  private void note(Optional<String> what) {
    signal(() -> problem = what);
  }

  private boolean waited(Duration wait) {
    lock.lock();
    try {
      long left = wait.toNanos();
      while (left > 0 && !stopped && !(wanted && problem.isEmpty())) {
        left = changed.awaitNanos(left);
      }
      return !stopped;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Reads one page, or ends a round.
   *
   * @return how long nothing is to be done then
   */
  Duration step() {
    Instant now = around.timers().now();
    DriftRound present = current(now);
    if (!present.running()) {
      return untilNext(present, now);
    }
    Shelf.Page page = around.shelf().page(present.page() + 1);
    List<Shelf.Row> rows = new ArrayList<>(page.rows());
    PageAudit.Result result =
        new PageAudit(around.shelf(), around.told(), now, doubles).compare(rows);
    DriftRound after =
        present.after(present.page() + 1, result.read(), page.total(), result.pending());
    List<Finding> found = new ArrayList<>(result.findings());
    if (page.last()) {
      if (!around.told().sharesSkus()) {
        found.addAll(doubles.findings(now));
      }
      found.addAll(new LostProducts(around.shelf(), around.told()).find(doubles, now));
      finish(after, found, now);
    } else {
      around.store().write(channel, epoch, after, found, false);
      remember(after, found);
    }
    return Duration.ZERO;
  }

  private DriftRound current(Instant now) {
    DriftRound present = round;
    if (present == null) {
      List<Finding> known = around.store().findings(channel);
      present = around.store().round(channel).orElseGet(() -> finishedBefore(now));
      DriftRound loaded = present;
      signal(
          () -> {
            known.forEach(finding -> findings.put(finding.id(), finding));
            round = loaded;
          });
    }
    if (!present.running() && due(present, now)) {
      present = DriftRound.begin(present.number() + 1, now);
      doubles = new Doubles();
      DriftRound begun = present;
      signal(
          () -> {
            wanted = false;
            round = begun;
          });
    }
    return present;
  }

  /** Before the first round: it is due once the channel has had time to be told everything. */
  private DriftRound finishedBefore(Instant now) {
    return DriftRound.begin(0, now).finished(now);
  }

  private boolean due(DriftRound last, Instant now) {
    return wanted
        || (!config.every().isZero()
            && !last.finishedAt().orElse(now).plus(config.every()).isAfter(now));
  }

  private Duration untilNext(DriftRound last, Instant now) {
    return config.every().isZero()
        ? Duration.ofDays(1)
        : Duration.between(now, last.finishedAt().orElse(now).plus(config.every()));
  }

  private void remember(DriftRound after, Collection<Finding> found) {
    signal(
        () -> {
          round = after;
          found.forEach(this::put);
        });
  }

  private void put(Finding finding) {
    Finding before = findings.get(finding.id());
    findings.put(finding.id(), before == null ? finding : finding.since(before.since()));
  }

  /** Decides what becomes of everything this round has found. */
  private void finish(DriftRound last, List<Finding> foundNow, Instant now) {
    Set<String> inThisRound = new HashSet<>();
    List<Finding> all = new ArrayList<>();
    lock.lock();
    try {
      findings.values().stream()
          .filter(finding -> finding.state() == Finding.State.FOUND)
          .forEach(all::add);
    } finally {
      lock.unlock();
    }
    all.addAll(foundNow);
    all.forEach(finding -> inThisRound.add(finding.id()));
    List<Finding> repairable = all.stream().filter(one -> one.drift().mayRepair()).toList();
    int items = (int) repairable.stream().map(Repairs::item).distinct().count();
    int allowed = config.allowed(last.read());
    boolean repair = items <= allowed;
    if (repair) {
      repairs.carryOut(repairable);
    }
    Finding.State fate = repair ? Finding.State.REPAIRED : Finding.State.HELD;
    List<Finding> settled =
        all.stream()
            .map(
                one ->
                    one.with(
                        one.drift().mayRepair()
                            ? fate
                            : Repairs.possible(one) ? Finding.State.HELD : Finding.State.ASKED))
            .toList();
    DriftRound done = last.finished(now);
    around.store().write(channel, epoch, done, settled, true);
    signal(
        () -> {
          findings.keySet().retainAll(inThisRound);
          round = done;
          settled.forEach(this::put);
          held =
              repair || items == 0
                  ? Optional.empty()
                  : Optional.of(
                      items
                          + " of "
                          + last.read()
                          + " items differ, more than the "
                          + allowed
                          + " that may be repaired without approval");
        });
    LOG.atLevel(settled.isEmpty() ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.WARN)
        .addKeyValue("channel", channel)
        .addKeyValue("read", last.read())
        .addKeyValue("pending", last.pending())
        .addKeyValue("findings", settled.size())
        .addKeyValue("repaired", repair ? repairable.size() : 0)
        .log("drift.round.finished");
  }
}
