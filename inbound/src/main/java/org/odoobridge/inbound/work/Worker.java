package org.odoobridge.inbound.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.odoobridge.core.journal.Claim;
import org.odoobridge.core.journal.Journal;
import org.odoobridge.core.journal.ReferenceFeed;
import org.odoobridge.core.runtime.Component;
import org.odoobridge.core.runtime.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one loop: claim what is due, have it handled, store what became of it. Wakes up when
 * something is appended anywhere, and once a second in case a wake-up was lost. Whatever is wrong
 * with a message or the journal, the loop lives on.
 */
public final class Worker implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final String node;
  private final Journal journal;
  private final BatchRun batches;
  private final WorkerConfig config;
  private final SeenReferences references;
  private final Semaphore wake = new Semaphore(0);
  private final Semaphore referencesWake = new Semaphore(0);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  /** What a worker works with. */
  public record Parts(
      String node,
      Journal journal,
      BatchRun.Handling handling,
      ReferenceFeed references,
      Clock clock,
      RandomGenerator random) {}

  public Worker(Parts parts, WorkerConfig config) {
    this.node = parts.node();
    this.journal = parts.journal();
    this.config = config;
    this.references = new SeenReferences(parts.clock());
    this.batches =
        new BatchRun(
            parts.journal(),
            parts.handling(),
            new Verdicts(config.retry(), parts.random()),
            references,
            parts.clock());
    parts.journal().onWork(this::wake);
    parts
        .references()
        .subscribe(
            reference -> {
              if (references.add(reference)) {
                referencesWake.release();
              }
            });
  }

  @Override
  public String name() {
    return "worker";
  }

  @Override
  public void start() {
    for (int lane = 1; lane <= config.lanes(); lane++) {
      String holder = node + "/" + lane;
      threads.add(Thread.ofVirtual().name("worker-" + lane).start(() -> lane(holder)));
    }
    threads.add(Thread.ofVirtual().name("worker-references").start(this::settleReferences));
  }

  /** Lets running batches finish within {@code deadline}; later ones are given back. */
  @Override
  public void stop(Duration deadline) {
    stopping.countDown();
    wake.release(config.lanes());
    referencesWake.release();
    Instant until = Instant.now().plus(deadline);
    for (Thread thread : threads) {
      try {
        Duration left = Duration.between(Instant.now(), until);
        if (left.isNegative() || !thread.join(left)) {
          thread.interrupt();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Works on one batch of what is due now; returns how many entries it was. */
  public int runOnce() {
    return runOnce(node + "/1", config.batch()).size();
  }

  private List<Boolean> runOnce(String holder, int max) {
    List<Claim> claims = journal.claim(holder, max, config.lease());
    return claims.isEmpty() ? List.of() : batches.run(claims, config.lease());
  }

  private void lane(String holder) {
    int failedInARow = 0;
    boolean recovered = false;
    while (!isStopping()) {
      try {
        if (!recovered) {
          journal.recover(holder);
          recovered = true;
        }
        // While Odoo is out, one entry at a time asks whether it is back.
        List<Boolean> outages = runOnce(holder, failedInARow == 0 ? config.batch() : 1);
        if (outages.isEmpty()) {
          await(wake, POLL);
        } else if (outages.contains(true)) {
          failedInARow++;
          await(stopping, pause(failedInARow));
        } else if (failedInARow > 0) {
          failedInARow = 0;
          journal.hasten(Verdicts.outageCodes());
        }
      } catch (SqlFailure e) {
        recovered = false; // what was claimed and could not be recorded is ours to take again
        LOG.atWarn().addKeyValue("problem", e.getMessage()).log("worker.journal.unavailable");
        await(stopping, POLL);
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("worker.bug");
        await(stopping, POLL);
      }
    }
  }

  private void settleReferences() {
    while (!isStopping()) {
      await(referencesWake, Duration.ofMinutes(1));
      try {
        journal.settleUncertain(references.takeFresh());
      } catch (SqlFailure e) {
        // The entries become due by themselves when Odoo's own limit has passed.
        LOG.atWarn().addKeyValue("problem", e.getMessage()).log("worker.references.lost");
      }
    }
  }

  private Duration pause(int failedInARow) {
    Duration step = config.retry().initial().multipliedBy(1L << Math.min(failedInARow - 1, 10));
    return step.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : step;
  }

  private void wake() {
    if (wake.availablePermits() < config.lanes()) {
      wake.release();
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0 || Thread.currentThread().isInterrupted();
  }

  private void await(Semaphore signal, Duration longest) {
    try {
      boolean unused = signal.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void await(CountDownLatch signal, Duration longest) {
    try {
      boolean unused = signal.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
