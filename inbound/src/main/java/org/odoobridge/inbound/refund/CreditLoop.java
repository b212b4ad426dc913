package org.odoobridge.inbound.refund;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.runtime.Component;
import org.odoobridge.core.runtime.SqlFailure;
import org.odoobridge.inbound.odoo.rpc.OdooFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on due financial steps, one at a time, from any node: claimed with a lease, so that a step
 * that its node did not finish is taken up again only when its calls can no longer run.
 */
public final class CreditLoop implements Component {
  private static final Logger LOG = LoggerFactory.getLogger(CreditLoop.class);
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final int BATCH = 20;

  private final RefundBook book;
  private final CreditStep step;
  private final Clock clock;
  private final Duration lease;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread thread;

  /**
   * @param requestLimit after which Odoo has ended any request
   */
  public CreditLoop(RefundBook book, CreditStep step, Clock clock, Duration requestLimit) {
    this.book = book;
    this.step = step;
    this.clock = clock;
    // Three calls at most for each step of a batch, and none of them may outlive the lease.
    this.lease = requestLimit.multipliedBy(2).plusMinutes(1);
  }

  @Override
  public String name() {
    return "credit notes";
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("credit-notes").start(this::run);
  }

  @Override
  public void stop(Duration deadline) {
    stopping.countDown();
    Thread running = thread;
    if (running == null) {
      return;
    }
    try {
      if (!running.join(deadline)) {
        running.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (stopping.getCount() > 0) {
      boolean worked = false;
      try {
        worked = runOnce() > 0;
      } catch (SqlFailure e) {
        LOG.atWarn().addKeyValue("problem", e.getMessage()).log("credit.journal.unavailable");
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("credit.bug");
      }
      try {
        if (!worked) {
          boolean unused = stopping.await(EVERY.toMillis(), TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Works on what is due now; returns how many steps it was. */
  public int runOnce() {
    int done = 0;
    while (done < BATCH && stopping.getCount() > 0) {
      Instant now = clock.instant();
      List<RefundBook.Claimed> claims = book.claim(now, now.plus(lease), 1);
      if (claims.isEmpty()) {
        return done;
      }
      work(claims.getFirst());
      done++;
    }
    return done;
  }

  private void work(RefundBook.Claimed claim) {
    CreditStep.Result result = result(claim.refund());
    boolean stored = book.record(claim, result.money(), result.again().map(clock.instant()::plus));
    LOG.atInfo()
        .addKeyValue("channel", claim.refund().key().order().channel())
        .addKeyValue("order", claim.refund().key().order().orderId())
        .addKeyValue("refund", claim.refund().key().id())
        .addKeyValue("outcome", stored ? result.money().state() : "lost")
        .addKeyValue("problem", result.money().detail())
        .log("refund.credited");
  }

  private CreditStep.Result result(Refund refund) {
    try {
      return step.run(refund);
    } catch (SqlFailure e) {
      return step.again(
          refund, "reading Odoo's database failed: " + e.getMessage(), Duration.ofSeconds(20));
    } catch (OdooFailure e) {
      return step.again(refund, String.valueOf(e.getMessage()), Duration.ofSeconds(20));
    }
  }
}
