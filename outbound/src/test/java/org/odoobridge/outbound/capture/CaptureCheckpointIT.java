package org.odoobridge.outbound.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.core.observability.Health;
import org.odoobridge.outbound.capture.CaptureRig.Recorder;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.postgres.PostgresOptions;

/** The slot's confirmed LSN follows what is durable, and nothing else. */
class CaptureCheckpointIT {
  private static final PostgresFixture POSTGRES =
      PostgresFixture.start(
          PostgresOptions.throwaway().withWalSenderTimeout(Duration.ofSeconds(2)));
  private final CaptureRig rig = new CaptureRig(POSTGRES);
  private final Recorder recorder = new Recorder();

  @AfterAll
  static void stopServer() {
    POSTGRES.close();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void slotStaysUntilDurableIsCalledAndThenMovesThereExactly() {
    CaptureEngine engine = lead(rig.engine("one", recorder));
    Lsn start = rig.position().orElseThrow().lsn();
    for (int i = 1; i <= 4; i++) {
      rig.execute("insert into quant (product) values (" + i + ")");
    }
    await().until(() -> heartbeats() >= 4 && recorder.withRows().size() == 4);
    assertThat(rig.confirmed()).isLessThanOrEqualTo(start);
    List<Lsn> commits = recorder.withRows().stream().map(WalTransaction::commitLsn).toList();

    engine.durable(commits.get(1));

    await().until(() -> rig.confirmed().equals(commits.get(1)));
    int seen = heartbeats();
    await().until(() -> heartbeats() >= seen + 3);
    assertThat(rig.confirmed()).isEqualTo(commits.get(1));
    assertThat(rig.position().orElseThrow().lsn()).isEqualTo(commits.get(1));

    engine.durable(commits.get(0));
    engine.durable(commits.get(3));

    await().until(() -> rig.confirmed().equals(commits.get(3)));
  }

  @Test
  void checkpointBeyondWhatWasHandedOnIsIgnored() {
    CaptureEngine engine = lead(rig.engine("one", recorder));
    Lsn start = rig.position().orElseThrow().lsn();

    engine.durable(new Lsn(Long.MAX_VALUE));

    int seen = heartbeats();
    await().until(() -> heartbeats() >= seen + 3);
    assertThat(rig.confirmed()).isLessThanOrEqualTo(start);
    assertThat(rig.position().orElseThrow().lsn()).isEqualTo(start);
  }

  @Test
  void quietDatabaseDoesNotPinTheWalThatOthersWrite() {
    CaptureEngine[] engine = new CaptureEngine[1];
    engine[0] =
        rig.engine(
            "one",
            recorder,
            transaction -> engine[0].durable(transaction.commitLsn()),
            new io.micrometer.core.instrument.simple.SimpleMeterRegistry());
    lead(engine[0]);
    Lsn restart = restartLsn();
    rig.executeInJournal(
        "create table noise as select i, md5(i::text) from generate_series(1, 50000) i");
    Lsn written = rig.lsn("select pg_current_wal_lsn()");

    await().until(() -> written.compareTo(rig.confirmed()) < 0);

    // The server lets restart_lsn follow when it next logs running transactions.
    await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () -> {
              rig.execute("checkpoint");
              return restart.compareTo(restartLsn()) < 0;
            });
  }

  @Test
  void slotMovesWhileTheHandlerIsBusyAndTheStreamSurvives() {
    CountDownLatch release = new CountDownLatch(1);
    CaptureEngine engine =
        rig.engine(
            "one",
            recorder,
            transaction -> {
              recorder.onTransaction(transaction);
              if (recorder.withRows().size() == 2) {
                hold(release);
              }
            },
            new io.micrometer.core.instrument.simple.SimpleMeterRegistry());
    lead(engine);
    rig.execute("insert into quant (product) values (1)");
    rig.execute("insert into quant (product) values (2)");
    await().until(() -> recorder.withRows().size() == 2);
    Lsn first = recorder.withRows().getFirst().commitLsn();
    String blockedAt = rig.text("select now()");

    engine.durable(first);

    await().until(() -> rig.confirmed().equals(first));
    await()
        .until(
            () ->
                "t"
                    .equals(
                        rig.text(
                            "select reply_time > timestamptz '"
                                + blockedAt
                                + "' + interval '4 s' from pg_stat_replication")));
    release.countDown();
    rig.execute("insert into quant (product) values (3)");
    await().until(() -> recorder.withRows().size() == 3);
    assertThat(recorder.epochs).hasSize(1);
    assertThat(engine.health()).isEqualTo(Health.UP);
  }

  private CaptureEngine lead(CaptureEngine engine) {
    engine.start();
    await().until(() -> engine.epoch().isPresent());
    return engine;
  }

  private int heartbeats() {
    return recorder.messages("odoo_bridge.heartbeat").size();
  }

  private Lsn restartLsn() {
    return rig.lsn(
        "select restart_lsn from pg_replication_slots where slot_name='" + rig.slot + "'");
  }

  static void hold(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
