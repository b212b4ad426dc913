package org.odoobridge.inbound.odoo.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.odoobridge.testkit.time.ManualClock;

class CallLimiterTest {
  private final ManualClock clock = ManualClock.start();
  private final CallLimiter limiter = new CallLimiter(8, clock);

  @Test
  void itStartsLowAndRisesWhileOdooIsAsFastAsUsual() throws InterruptedException {
    assertThat(limiter.limit()).isEqualTo(2);

    rounds(60, 100, CallLimiter.End.DONE);

    assertThat(limiter.limit()).isEqualTo(8);
  }

  @Test
  void itNeverExceedsItsBound() throws InterruptedException {
    rounds(500, 100, CallLimiter.End.DONE);

    assertThat(limiter.limit()).isEqualTo(8);
    assertThat(fill()).hasSize(8);
  }

  @Test
  void placesThatNobodyNeedsDoNotRaiseIt() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      CallLimiter.Permit permit = limiter.acquire(Duration.ZERO).orElseThrow();
      clock.advance(Duration.ofMillis(100));
      limiter.release(permit, "load", CallLimiter.End.DONE);
    }

    assertThat(limiter.limit()).isEqualTo(2);
  }

  @Test
  void oneCollisionHalvesItOnceForAllCallsThatRanTogether() throws InterruptedException {
    rounds(60, 100, CallLimiter.End.DONE);

    rounds(1, 100, CallLimiter.End.COLLIDED);

    assertThat(limiter.limit()).isEqualTo(4);
  }

  @Test
  void callsThatTakeMuchLongerThanUsualLowerIt() throws InterruptedException {
    rounds(60, 100, CallLimiter.End.DONE);

    rounds(1, 301, CallLimiter.End.DONE);

    assertThat(limiter.limit()).isEqualTo(6);
  }

  @Test
  void aLittleSlowerThanUsualDoesNotLowerIt() throws InterruptedException {
    rounds(60, 100, CallLimiter.End.DONE);

    rounds(5, 250, CallLimiter.End.DONE);

    assertThat(limiter.limit()).isEqualTo(8);
  }

  @Test
  void eachKindOfCallHasItsOwnUsualDuration() throws InterruptedException {
    rounds(60, 100, CallLimiter.End.DONE);

    CallLimiter.Permit slowKind = limiter.acquire(Duration.ZERO).orElseThrow();
    clock.advance(Duration.ofSeconds(5));
    limiter.release(slowKind, "action_confirm", CallLimiter.End.DONE);

    assertThat(limiter.limit()).isEqualTo(8);
  }

  @Test
  void whatIsSlowForGoodBecomesUsual() throws InterruptedException {
    rounds(60, 100, CallLimiter.End.DONE);

    rounds(200, 400, CallLimiter.End.DONE);

    assertThat(limiter.limit()).isEqualTo(8);
  }

  @Test
  void itNeverFallsBelowOne() throws InterruptedException {
    rounds(20, 100, CallLimiter.End.COLLIDED);

    assertThat(limiter.limit()).isEqualTo(1);
    assertThat(fill()).hasSize(1);
  }

  @Test
  void aRefusalByARuleSaysNothingAboutLoad() throws InterruptedException {
    rounds(60, 100, CallLimiter.End.DONE);

    rounds(20, 5_000, CallLimiter.End.OTHER);

    assertThat(limiter.limit()).isEqualTo(8);
  }

  @Test
  void whoFindsNoPlaceInTimeIsTold() throws InterruptedException {
    List<CallLimiter.Permit> all = fill();

    Optional<CallLimiter.Permit> none = limiter.acquire(Duration.ofMillis(1));
    limiter.release(all.getFirst(), "load", CallLimiter.End.DONE);

    assertThat(none).isEmpty();
    assertThat(limiter.acquire(Duration.ZERO)).isPresent();
  }

  /** Each round takes all places at once and gives them back together. */
  private void rounds(int count, long ms, CallLimiter.End end) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      List<CallLimiter.Permit> all = fill();
      clock.advance(Duration.ofMillis(ms));
      all.forEach(permit -> limiter.release(permit, "load", end));
    }
  }

  private List<CallLimiter.Permit> fill() throws InterruptedException {
    List<CallLimiter.Permit> all = new ArrayList<>();
    for (Optional<CallLimiter.Permit> next = limiter.acquire(Duration.ZERO);
        next.isPresent();
        next = limiter.acquire(Duration.ZERO)) {
      all.add(next.get());
    }
    return all;
  }
}
