package org.odoobridge.inbound.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.journal.EntryState;
import org.odoobridge.core.journal.JournalEntry;
import org.odoobridge.core.journal.JournalView;
import org.odoobridge.core.journal.ReferenceFeed;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.work.Outcome;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.core.work.RetrySchedule;
import org.odoobridge.inbound.TestJournal;
import org.odoobridge.inbound.TestOrders;
import org.odoobridge.inbound.dedup.StockStatuses;
import org.odoobridge.inbound.dedup.WooIntake;
import org.odoobridge.inbound.ingest.Acceptance;
import org.odoobridge.inbound.route.MessageHandler;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.time.ManualClock;

class WorkerIT {
  private static PostgresFixture server;

  private final ManualClock clock = ManualClock.start();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FakeReferences references = new FakeReferences();
  private final List<List<String>> calls = new CopyOnWriteArrayList<>();
  private TestJournal journal;

  @BeforeAll
  static void startServer() {
    server = PostgresFixture.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void open() {
    journal = TestJournal.on(server, clock);
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Test
  void manyOrdersAreHandledInOneCall() {
    for (int id = 1; id <= 7; id++) {
      order(id);
    }
    Worker worker = worker(entry -> new Outcome.Applied("S" + entry.key().id()));

    int handled = worker.runOnce();

    assertThat(handled).isEqualTo(7);
    assertThat(calls).singleElement().satisfies(ids -> assertThat(ids).hasSize(7));
    assertThat(state(1)).isEqualTo(EntryState.APPLIED);
    assertThat(worker.runOnce()).isZero();
  }

  @Test
  void aBugParksOnlyItsEntryAndTheLoopLivesOn() {
    order(1);
    order(2);
    order(3);
    Worker worker =
        worker(
            entry -> {
              if (entry.key().id().equals("2")) {
                throw new IllegalStateException("a bug");
              }
              return new Outcome.Applied("ok");
            });

    worker.runOnce();

    assertThat(state(1)).isEqualTo(EntryState.APPLIED);
    assertThat(state(2)).isEqualTo(EntryState.DEAD);
    assertThat(line(2).problem()).isEqualTo("bug");
    assertThat(state(3)).isEqualTo(EntryState.APPLIED);
  }

  @Test
  void aFailureIsRetriedAndThenADeadLetter() {
    order(1);
    Worker worker =
        worker(
            entry -> new Outcome.Failed(Problem.Technical.of(TechnicalKind.SERVER_ERROR, "boom")));

    for (int i = 0; i < 3; i++) {
      assertThat(worker.runOnce()).isEqualTo(1);
      assertThat(worker.runOnce()).isZero();
      clock.advance(Duration.ofMinutes(1));
    }

    assertThat(state(1)).isEqualTo(EntryState.DEAD);
    assertThat(journal.view().find(line(1).id()).orElseThrow().attempts()).hasSize(3);
  }

  @Test
  void anUncertainWriteIsCheckedWhenItsReferenceShows() {
    order(1);
    List<Outcome> answers =
        new ArrayList<>(
            List.of(
                new Outcome.Uncertain(clock.instant().plusSeconds(3600), "no answer"),
                new Outcome.Applied("found")));
    Worker worker = worker(entry -> answers.removeFirst());
    worker.start();
    try {
      await().until(() -> state(1) == EntryState.UNCERTAIN);

      references.show(ExternalRef.order(TestOrders.key(1)));

      await().until(() -> state(1) == EntryState.APPLIED);
    } finally {
      worker.stop(Duration.ofSeconds(5));
    }
  }

  @Test
  void aReferenceSeenBeforeTheTimeoutIsNotedStillCounts() {
    order(1);
    Worker worker =
        worker(
            entry -> {
              references.show(ExternalRef.order(TestOrders.key(1)));
              return new Outcome.Uncertain(clock.instant().plusSeconds(3600), "no answer");
            });

    worker.runOnce();

    assertThat(line(1).dueAt()).contains(clock.instant());
  }

  @Test
  void anAppendWakesTheWorkerAndItsStopGivesClaimsBackWithoutAnAttempt() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    Worker worker =
        worker(
            entry -> {
              entered.countDown();
              try {
                new CountDownLatch(1).await();
                throw new IllegalStateException("nobody counts down");
              } catch (InterruptedException e) {
                return new Outcome.Failed(
                    Problem.Technical.of(TechnicalKind.TIMEOUT, "interrupted"));
              }
            });
    worker.start();

    order(1);
    assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
    worker.stop(Duration.ofMillis(50));

    await().until(() -> state(1) == EntryState.RECEIVED);
    assertThat(journal.journal().claim("other/1", 1, Duration.ofSeconds(30)))
        .singleElement()
        .satisfies(claim -> assertThat(claim.tries()).isEqualTo(1));
  }

  @Test
  void twoBodiesOfOneSecondAreSettledByAFreshRead() {
    journalled(TestOrders.body(1, "processing", "2026-11-24T11:00:00", 2));
    Worker worker = worker(entry -> new Outcome.Applied("ok"));
    worker.runOnce();
    journalled(TestOrders.body(1, "cancelled", "2026-11-24T11:00:00", 2));
    rereads.put("1", Optional.of(new Outcome.Superseded("entry 1 holds the state")));

    worker.runOnce();

    assertThat(calls).hasSize(1);
    assertThat(timeline(1))
        .extracting(JournalView.Line::state)
        .containsExactly(EntryState.APPLIED, EntryState.SUPERSEDED);
  }

  @Test
  void whileOdooIsOutOneEntryAsksAndAfterwardsAllAreDue() {
    for (int id = 1; id <= 5; id++) {
      order(id);
    }
    List<Boolean> out = new CopyOnWriteArrayList<>(List.of(true));
    Worker worker =
        worker(
            entry ->
                out.isEmpty()
                    ? new Outcome.Applied("ok")
                    : new Outcome.Failed(
                        Problem.Technical.of(TechnicalKind.CONNECTION_REFUSED, "down")));
    worker.start();
    try {
      await().until(() -> !calls.isEmpty());
      out.clear();
      order(6);

      await()
          .untilAsserted(
              () ->
                  assertThat(journal.view().counts())
                      .containsExactly(Map.entry(EntryState.APPLIED, 6L)));
    } finally {
      worker.stop(Duration.ofSeconds(5));
    }
  }

  private final Map<String, Optional<Outcome>> rereads = new ConcurrentHashMap<>();

  private Worker worker(Function<JournalEntry, Outcome> each) {
    MessageHandler handler =
        entries -> {
          calls.add(entries.stream().map(e -> e.key().id()).toList());
          return entries.stream().map(each).toList();
        };
    return new Worker(
        new Worker.Parts(
            "node",
            journal.journal(),
            new BatchRun.Handling(
                handler, entry -> rereads.getOrDefault(entry.key().id(), Optional.empty()), meters),
            references,
            clock,
            new Random(1)),
        new WorkerConfig(
            50,
            1,
            Duration.ofSeconds(60),
            new RetrySchedule(Duration.ofMillis(10), Duration.ofSeconds(30), 3)));
  }

  private void order(int id) {
    journalled(TestOrders.body(id, "processing", "2026-11-24T11:00:00", 1));
  }

  private void journalled(String body) {
    Acceptance acceptance =
        new Acceptance(
            journal.journal(),
            new WooIntake(StockStatuses.STANDARD),
            products -> {},
            TestOrders.NO_NOTICES);
    assertThat(acceptance.accept(TestOrders.webhook(body, clock)))
        .isInstanceOf(Acceptance.Result.Stored.class);
  }

  private EntryState state(int order) {
    return line(order).state();
  }

  private JournalView.Line line(int order) {
    return timeline(order).getLast();
  }

  private List<JournalView.Line> timeline(int order) {
    return journal.view().timeline(ResourceKey.of(TestOrders.key(order)));
  }

  private static final class FakeReferences implements ReferenceFeed {
    private final List<Consumer<ExternalRef>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void subscribe(Consumer<ExternalRef> listener) {
      listeners.add(listener);
    }

    void show(ExternalRef reference) {
      listeners.forEach(listener -> listener.accept(reference));
    }
  }
}
