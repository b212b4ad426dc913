package org.odoobridge.outbound.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.desired.DesiredStock;

/**
 * Random histories of offers, answers, lost answers, late requests, sweeps, checkpoints, crashes
 * and restarts. Whatever happened, the channel ends at the newest number; and a shop is never told
 * more than it may show, unless a sweep began after the number was wanted.
 */
class LaneConvergenceProperty {
  private static final int SKUS = 3;

  @Property(tries = 2000)
  void aShopEndsAtTheNewestNumberAndIsNeverRaisedBeforeASweep(
      @ForAll @Size(min = 5, max = 120) List<@IntRange(max = 99) Integer> steps,
      @ForAll @LongRange(min = 0) long seed) {
    new History(new FakeChannel("shop", 2, true, true), seed).run(steps);
  }

  @Property(tries = 2000)
  void aReceiverEndsAtTheNewestNumber(
      @ForAll @Size(min = 5, max = 120) List<@IntRange(max = 99) Integer> steps,
      @ForAll @LongRange(min = 0) long seed) {
    new History(new FakeChannel("till", 2, false, false), seed).run(steps);
  }

  /** One history and what must hold in it. */
  private static final class History {
    private final FakeChannel channel;
    private final LaneFixture it;
    private final SplittableRandom random;
    private final Map<Sku, Long> newest = new HashMap<>();

    /** Changed since the last checkpoint: read again after a crash. */
    private final java.util.Set<Sku> unconfirmed = new java.util.HashSet<>();

    /** The number of a lost request that the shop carries out late. */
    private final Map<Sku, Long> late = new HashMap<>();

    /**
     * Highest number a SKU may be raised to: desired when a sweep began that has completed since
     * the SKU was last sent.
     */
    private final Map<Sku, Long> cleared = new HashMap<>();

    /** The same for requests that a dead process had sent already. */
    private final Map<Sku, Long> clearedBeforeCrash = new HashMap<>();

    private Map<Sku, Long> desiredAtSweep = new HashMap<>();

    History(FakeChannel channel, long seed) {
      this.channel = channel;
      this.random = new SplittableRandom(seed);
      this.it = new LaneFixture(channel);
      it.sweepBegins = () -> desiredAtSweep = new HashMap<>(newest);
      if (channel.readable()) {
        for (int n = 0; n < SKUS; n++) {
          channel.shows.put(sku(n), (long) random.nextInt(6));
        }
      }
      channel.answer = this::answer;
    }

    private static Sku sku(int n) {
      return new Sku("SKU-" + n);
    }

    void run(List<Integer> steps) {
      for (int step : steps) {
        step(step);
      }
      settle();
    }

    private void step(int step) {
      if (step < 40) {
        offer(sku(random.nextInt(SKUS)), random.nextInt(10));
      } else if (step < 60) {
        var unused = it.timers.runOne();
      } else if (step < 68) {
        sweep(random.nextInt(4) > 0);
      } else if (step < 76) {
        advance(Duration.ofSeconds(random.nextInt(90)));
      } else if (step < 84) {
        it.persist();
        unconfirmed.clear();
      } else if (step < 88) {
        lateRequestsLand();
      } else if (step < 92) {
        crash();
      } else {
        channel.appliesBeforeAnswer = random.nextBoolean();
      }
    }

    private void offer(Sku sku, long quantity) {
      newest.put(sku, quantity);
      unconfirmed.add(sku);
      it.offer(sku.value(), quantity);
    }

    private void sweep(boolean ok) {
      if (it.sweeps.isEmpty()) {
        return;
      }
      if (!ok) {
        it.sweeps.remove().completeExceptionally(new IllegalStateException("away"));
        return;
      }
      desiredAtSweep.forEach((sku, wanted) -> cleared.merge(sku, wanted, Math::max));
      it.sweeps.remove().complete(null);
    }

    private @org.jspecify.annotations.Nullable Outcome answer(DesiredStock value) {
      checkRaise(value);
      int luck = random.nextInt(10);
      if (luck < 6) {
        late.remove(value.sku());
        return null;
      }
      if (luck < 8) {
        if (!channel.appliesBeforeAnswer && channel.readable()) {
          late.put(value.sku(), value.quantity());
        }
        return new Outcome.Uncertain(
            it.timers.now().plus(LaneFixture.SETTINGS.requestLimit()), "lost");
      }
      return new Outcome.Failed(FakeChannel.technical(TechnicalKind.SERVER_ERROR));
    }

    private void checkRaise(DesiredStock value) {
      Long shows = channel.shows.get(value.sku());
      Long limit = cleared.remove(value.sku());
      if (!channel.raiseAfterSweep() || shows == null || value.quantity() <= shows) {
        return;
      }
      if (limit == null || value.quantity() > limit) {
        limit = clearedBeforeCrash.remove(value.sku());
      }
      assertThat(limit)
          .as("%s raised from %s to %s without a sweep", value.sku(), shows, value.quantity())
          .isNotNull()
          .isGreaterThanOrEqualTo(value.quantity());
    }

    /** Requests whose answer was lost are carried out now, before the shop's limit has passed. */
    private void lateRequestsLand() {
      channel.shows.putAll(late);
      late.clear();
    }

    /** A lost request is carried out before the shop's limit has passed, or never. */
    private void advance(Duration by) {
      it.run();
      if (random.nextBoolean()) {
        lateRequestsLand();
      }
      late.clear();
      it.timers.advance(by);
      // What got lost on the way was sent too early to come after this.
      late.clear();
    }

    private void crash() {
      it.crashAndRestart();
      desiredAtSweep = new HashMap<>();
      clearedBeforeCrash.putAll(cleared);
      cleared.clear();
      for (Map.Entry<Sku, Long> one : newest.entrySet()) {
        it.offer(one.getKey().value(), one.getValue(), unconfirmed.contains(one.getKey()));
      }
    }

    private void settle() {
      lateRequestsLand();
      channel.answer = value -> null;
      for (int round = 0; round < 60; round++) {
        it.timers.advance(Duration.ofSeconds(20));
        while (!it.sweeps.isEmpty()) {
          it.sweeps.remove().complete(null);
          it.run();
        }
      }
      assertThat(it.lane.status().dirty()).as("dirty").isZero();
      newest.forEach(
          (sku, quantity) -> assertThat(channel.shows.get(sku)).as("%s", sku).isEqualTo(quantity));
    }
  }
}
