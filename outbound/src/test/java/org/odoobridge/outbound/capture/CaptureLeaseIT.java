package org.odoobridge.outbound.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.odoobridge.core.cluster.StaleEpochException;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.core.observability.Health;
import org.odoobridge.outbound.capture.CaptureRig.Recorder;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** Who captures, from where, and what is said when WAL is missing. */
@Isolated("counts the threads of the JVM")
class CaptureLeaseIT {
  private static final PostgresFixture POSTGRES = PostgresFixture.start();
  private final CaptureRig rig = new CaptureRig(POSTGRES);
  private final Recorder first = new Recorder();
  private final Recorder second = new Recorder();

  @AfterAll
  static void stopServer() {
    POSTGRES.close();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void newProcessStartsAfterTheDurablePosition() {
    CaptureEngine engine = lead(rig.engine("one", first));
    insert(1, 5);
    await().until(() -> products(first).size() == 5);
    engine.durable(first.withRows().get(2).commitLsn());
    engine.stop(CaptureRig.STOP);
    insert(6, 6);

    lead(rig.engine("one", second));

    await().until(() -> products(second).size() >= 3);
    assertThat(products(second)).containsExactly(4, 5, 6);
    assertThat(second.epochs).allMatch(epoch -> epoch > first.epochs.getFirst());
    assertThat(second.gaps).isEmpty();
  }

  @Test
  void secondNodeWaitsForTheSlotAndTakesOverAtTheJournalsPosition() {
    CaptureEngine leader = lead(rig.engine("one", first));
    CaptureEngine standby = rig.engine("two", second);
    standby.start();
    await().until(() -> standby.health() instanceof Health.Degraded);
    assertThat(((Health.Degraded) standby.health()).reason())
        .startsWith("standby: slot held by pid ");
    insert(1, 3);
    await().until(() -> products(first).size() == 3);
    leader.durable(first.withRows().get(1).commitLsn());
    Lsn durable = first.withRows().get(1).commitLsn();
    await().until(() -> rig.position().orElseThrow().lsn().equals(durable));

    leader.stop(CaptureRig.STOP);

    await().until(() -> standby.epoch().isPresent());
    insert(4, 4);
    await().until(() -> products(second).size() >= 2);
    assertThat(products(second)).containsExactly(3, 4);
    assertThat(second.epochs).containsExactly(first.epochs.getFirst() + 1);
  }

  @Test
  void nodeThatLostTheSlotWritesNothing() {
    CaptureEngine leader = lead(rig.engine("one", first));
    insert(1, 1);
    await().until(() -> products(first).size() == 1);
    leader.stop(CaptureRig.STOP);
    lead(rig.engine("two", second));
    long stale = first.epochs.getFirst();
    Lsn before = rig.position().orElseThrow().lsn();

    assertThatThrownBy(
            () ->
                rig.journal.transact(
                    tx ->
                        new PgPositionStore(rig.slot).advance(tx, stale, new Lsn(Long.MAX_VALUE))))
        .isInstanceOf(StaleEpochException.class);
    assertThat(rig.position().orElseThrow().lsn()).isEqualTo(before);
  }

  @Test
  void leaderWhoseEpochWasRaisedByAnotherNoticesOnAQuietStreamAndLeadsAnew() {
    lead(rig.engine("one", first));
    insert(1, 1);
    await().until(() -> products(first).size() == 1);
    rig.executeInJournal("update epoch set epoch = epoch + 1, holder = 'x'");

    await().until(() -> first.epochs.size() == 2);
    insert(2, 2);
    await().until(() -> products(first).contains(2));
    assertThat(products(first)).containsExactly(1, 1, 2);
  }

  @Test
  void lostSlotIsRecordedToldAndShownUntilAcknowledged() {
    CaptureEngine leader = lead(rig.engine("one", first));
    insert(1, 1);
    await().until(() -> products(first).size() == 1);
    leader.stop(CaptureRig.STOP);
    rig.execute("select pg_drop_replication_slot('" + rig.slot + "')");
    insert(2, 2);

    CaptureEngine engine = lead(rig.engine("one", second));

    assertThat(second.gaps).containsExactly("slot " + rig.slot + " is missing");
    assertThat(second.epochs).hasSize(1);
    assertThat(rig.position().orElseThrow().incarnation()).isEqualTo(2);
    assertThat(engine.health())
        .isInstanceOfSatisfying(
            Health.Degraded.class, health -> assertThat(health.reason()).contains("missing"));
    assertThat(rig.text(rig.journalDatabase, "select count(*) from capture_gap")).isEqualTo("1");
    insert(3, 3);
    await().until(() -> products(second).contains(3));
    assertThat(products(second)).containsExactly(3);

    engine.acknowledgeGaps(engine.epoch().orElseThrow());

    assertThat(engine.health()).isEqualTo(Health.UP);
  }

  @Test
  void slotDroppedUnderTheRunningStreamIsAGapToo() {
    CaptureEngine engine = lead(rig.engine("one", first));
    insert(1, 1);
    await().until(() -> products(first).size() == 1);

    rig.execute(
        """
        do $$ begin
          loop
            perform pg_terminate_backend(active_pid) from pg_replication_slots
              where slot_name = '%1$s' and active;
            begin
              perform pg_drop_replication_slot('%1$s');
              exit;
            exception when object_in_use then null;
            end;
          end loop;
        end $$"""
            .formatted(rig.slot));

    await().until(() -> first.epochs.size() == 2 && engine.epoch().isPresent());
    assertThat(first.gaps).hasSize(1);
    insert(2, 2);
    await().until(() -> products(first).contains(2));
  }

  @Test
  void journalRestoredToAnOlderPositionIsAGap() {
    CaptureEngine leader = lead(rig.engine("one", first));
    Lsn old = rig.position().orElseThrow().lsn();
    insert(1, 3);
    await().until(() -> products(first).size() == 3);
    Lsn last = first.withRows().getLast().commitLsn();
    leader.durable(last);
    await().until(() -> rig.confirmed().equals(last));
    leader.stop(CaptureRig.STOP);
    rig.executeInJournal("update capture_position set lsn = '" + old + "'");

    lead(rig.engine("one", second));

    assertThat(second.gaps).singleElement().asString().contains("ahead of the journal");
  }

  @Test
  void handlerThatFailsTurnsHealthDownAndIsGivenTheTransactionAgainAfterALead() {
    AtomicBoolean broken = new AtomicBoolean(true);
    CaptureEngine engine =
        rig.engine(
            "one",
            first,
            transaction -> {
              if (broken.get() && !transaction.changes().isEmpty()) {
                throw new IllegalStateException("cannot fold");
              }
              first.onTransaction(transaction);
            },
            new SimpleMeterRegistry());
    lead(engine);
    insert(1, 1);
    await()
        .until(
            () ->
                engine.health() instanceof Health.Down down
                    && down.reason().contains("cannot fold"));

    broken.set(false);

    await().until(() -> products(first).size() == 1);
    assertThat(first.epochs.size()).isGreaterThan(1);
  }

  @Test
  void tableOfAModuleThatIsNotInstalledIsNotMissedButALaterOneIs() {
    CaptureSource withTills =
        new CaptureSource(rig.source("one").database(), Set.of("quant", "pos_order"), "one");
    CaptureEngine engine = lead(rig.engine(withTills, first));
    insert(1, 1);
    await().until(() -> products(first).size() == 1);
    engine.stop(CaptureRig.STOP);
    rig.execute("create table pos_order (id serial primary key)");

    CaptureEngine next = rig.engine(withTills, second);
    next.start();

    await()
        .until(
            () ->
                next.health() instanceof Health.Down down
                    && down.reason().contains("does not name [pos_order]"));
  }

  @Test
  void publicationThatLacksATableIsSaidAndNothingIsRead() {
    rig.execute("alter publication odoo_bridge drop table quant");
    CaptureEngine engine = rig.engine("one", first);

    engine.start();

    await()
        .until(
            () ->
                engine.health() instanceof Health.Down down
                    && down.reason().contains("publication odoo_bridge does not name [quant]"));
    rig.execute("alter publication odoo_bridge add table quant");
    await().until(() -> engine.epoch().isPresent());
  }

  @Test
  void streamThatDoesNotComeBackTurnsHealthDown() {
    CountDownLatch release = new CountDownLatch(1);
    CaptureEngine engine =
        rig.engine(
            "one",
            first,
            transaction -> CaptureCheckpointIT.hold(release),
            new SimpleMeterRegistry());
    lead(engine);

    await()
        .until(
            () ->
                engine.health() instanceof Health.Down down
                    && down.reason().startsWith("the stream has not moved"));
    release.countDown();
    await().until(() -> engine.health().equals(Health.UP));
  }

  @Test
  void stopEndsAHandlerThatBlocks() {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    CaptureEngine engine =
        rig.engine(
            "one",
            first,
            transaction -> {
              entered.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
            },
            new SimpleMeterRegistry());
    lead(engine);
    insert(1, 1);
    await().until(() -> entered.getCount() == 0);

    engine.stop(CaptureRig.STOP);

    assertThat(interrupted.getCount()).isZero();
    assertThat(
            rig.text("select active from pg_replication_slots where slot_name='" + rig.slot + "'"))
        .isEqualTo("f");
  }

  @Test
  void stopLeavesNeitherConnectionsNorThreads() {
    CaptureEngine engine = lead(rig.engine("one", first));

    engine.stop(CaptureRig.STOP);

    await()
        .until(
            () ->
                rig.text(
                        "select count(*) from pg_stat_activity where usename = 'bridge_reader'"
                            + " and datname = current_database()")
                    .equals("0"));
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .map(Thread::getName)
                    .noneMatch(name -> name.startsWith("debezium-") || name.equals("capture")));
  }

  @Test
  void metersCountTransactionsRowsAndLag() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    lead(rig.engine("one", first, first, meters));
    rig.execute("insert into quant (product) values (1), (2)");
    await().until(() -> products(first).size() == 2);

    await().until(() -> meters.get("bridge.capture.lag.bytes").gauge().value() > 0);
    await().until(() -> meters.get("bridge.capture.lag.seconds").gauge().value() > 0);
    await().until(() -> meters.get("bridge.capture.rows").counter().count() == 2);
    assertThat(meters.get("bridge.capture.transactions").counter().count()).isPositive();
  }

  private static CaptureEngine lead(CaptureEngine engine) {
    engine.start();
    await().until(() -> engine.epoch().isPresent());
    return engine;
  }

  private void insert(int from, int to) {
    for (int product = from; product <= to; product++) {
      rig.execute("insert into quant (product) values (" + product + ")");
    }
  }

  private static List<Integer> products(Recorder recorder) {
    return recorder.changes().stream()
        .map(change -> ((RowChange.Inserted) change).after().intOf("product"))
        .toList();
  }
}
