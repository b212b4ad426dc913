package org.odoobridge.outbound.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.core.observability.Health;
import org.odoobridge.outbound.capture.CaptureRig.Recorder;
import org.odoobridge.testkit.postgres.PostgresOptions;

/** The source server is killed, or replaced by its promoted standby. */
class CaptureServerLossIT {
  private final CaptureRig rig = new CaptureRig(PostgresOptions.throwaway().withFsync(true));
  private final Recorder first = new Recorder();
  private final Recorder second = new Recorder();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void killedServerCostsNothingAndRepeatsNothingToTheSameNode() {
    CaptureEngine engine = lead(rig.engine("one", first));
    insert(1, 5);
    await().until(() -> products(first).size() == 5);
    engine.durable(first.withRows().get(2).commitLsn());

    rig.postgres.kill();
    await().until(() -> engine.health() instanceof Health.Down);
    rig.postgres.restart();
    insert(6, 7);

    await().until(() -> products(first).size() >= 7);
    assertThat(products(first)).containsExactly(1, 2, 3, 4, 5, 6, 7);
    assertThat(first.epochs).hasSize(1);
    assertThat(first.gaps).isEmpty();
    await().until(() -> engine.health().equals(Health.UP));
  }

  @Test
  void cleanPromotionIsNoGap() throws IOException {
    CaptureEngine engine = lead(rig.engine("one", first));
    insert(1, 2);
    await().until(() -> products(first).size() == 2);
    Lsn durable = first.withRows().getFirst().commitLsn();
    engine.durable(durable);
    await().until(() -> rig.confirmed().equals(durable));
    engine.stop(CaptureRig.STOP);
    rig.execute("checkpoint");
    rig.postgres.kill();
    Files.createFile(rig.postgres.dataDirectory().resolve("standby.signal"));
    rig.postgres.restart();
    rig.execute("select pg_promote(true, 60)");
    insert(3, 3);

    lead(rig.engine("one", second));

    await().until(() -> products(second).size() >= 2);
    assertThat(products(second)).containsExactly(2, 3);
    assertThat(second.gaps).isEmpty();
    assertThat(rig.position().orElseThrow().timeline()).isEqualTo(2);
    assertThat(rig.position().orElseThrow().incarnation()).isEqualTo(1);
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
