package org.odoobridge.outbound.delivery;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.odoobridge.core.journal.OrderSweeps;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.RetrySchedule;
import org.odoobridge.outbound.desired.DesiredStock;

/** A lane on hand-moved time, a fake channel and sweeps the test completes. */
final class LaneFixture implements OrderSweeps {
  static final LaneSettings SETTINGS =
      new LaneSettings(
          1,
          0,
          new RetrySchedule(Duration.ofSeconds(1), Duration.ofMinutes(1), 4),
          new BreakerConfig(5, Duration.ofMinutes(1), Duration.ofSeconds(15)),
          Duration.ofHours(1),
          Duration.ofMinutes(1),
          Duration.ofMinutes(2));

  final ManualTimers timers;
  final FakeChannel channel;
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Deque<CompletableFuture<Void>> sweeps = new ArrayDeque<>();
  int sweepsAsked;

  /** Called as a sweep begins. */
  Runnable sweepBegins = () -> {};

  private final Map<Sku, ListingRow> journal = new HashMap<>();
  private final LaneSettings settings;
  ChannelLane lane;
  private long epoch;
  private long sequence;

  LaneFixture(FakeChannel channel) {
    this(channel, SETTINGS, new ManualTimers());
  }

  LaneFixture(FakeChannel channel, LaneSettings settings, ManualTimers timers) {
    this.channel = channel;
    this.settings = settings;
    this.timers = timers;
    this.lane = newLane();
  }

  private ChannelLane newLane() {
    epoch++;
    sequence = 0;
    return new ChannelLane(
        channel,
        epoch,
        settings,
        new TokenBucket(settings.perSecond(), timers.now()),
        new LaneEnvironment(
            timers,
            timers,
            this,
            java.util.random.RandomGenerator.of("L64X128MixRandom"),
            new DeliveryMeters(meters, channel.id()),
            skus -> {}));
  }

  /** The process dies and a new one takes over with what the journal has. */
  void crashAndRestart() {
    ChannelLane dead = lane;
    dead.pause("crashed");
    sweeps.clear();
    lane = newLane();
    lane.load(List.copyOf(journal.values()), List.of());
  }

  /** One checkpoint's worth of writing. */
  void persist() {
    ListingChanges changes = lane.unpersisted();
    changes.forgotten().forEach(journal::remove);
    changes.rows().forEach(row -> journal.put(row.sku(), row));
    lane.persisted(changes);
  }

  Map<Sku, ListingRow> journal() {
    return journal;
  }

  void offer(String sku, long quantity) {
    offer(sku, quantity, false);
  }

  void offer(String sku, long quantity, boolean replayed) {
    lane.offer(desired(sku, quantity), replayed);
  }

  DesiredStock desired(String sku, long quantity) {
    return desired(sku, quantity, ++sequence);
  }

  DesiredStock desired(String sku, long quantity, long sequence) {
    return new DesiredStock(channel.id(), new Sku(sku), quantity, sequence, Lsn.ZERO, timers.now());
  }

  @Override
  public CompletionStage<Void> sweepBegunFromNow(ChannelId ignored) {
    sweepsAsked++;
    sweepBegins.run();
    CompletableFuture<Void> sweep = new CompletableFuture<>();
    sweeps.add(sweep);
    return sweep;
  }

  void completeSweep() {
    sweeps.remove().complete(null);
    timers.runAll();
  }

  void failSweep() {
    sweeps.remove().completeExceptionally(new IllegalStateException("shop away"));
    timers.runAll();
  }

  void run() {
    timers.runAll();
  }

  long shown(String sku) {
    return channel.shows.getOrDefault(new Sku(sku), -1L);
  }

  List<Long> sent(String sku) {
    List<Long> numbers = new ArrayList<>();
    for (List<DesiredStock> batch : channel.sends) {
      batch.stream()
          .filter(value -> value.sku().value().equals(sku))
          .forEach(value -> numbers.add(value.quantity()));
    }
    return numbers;
  }

  static SplittableRandom random(long seed) {
    return new SplittableRandom(seed);
  }
}
