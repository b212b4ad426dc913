package org.odoobridge.outbound.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.cluster.StaleEpochException;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Lsn;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.runtime.SqlFailure;

/** The rule of the checkpoint, on a real journal: the slot passes nothing that is not written. */
class CheckpointerIT {
  private static final ChannelId TILL = new ChannelId("till");
  private static JournalRig rig;
  private static PgListingStore store;

  private final FakeChannel channel = new FakeChannel("till", 100, false, false);
  private final LaneFixture lane = new LaneFixture(channel);
  private final AtomicReference<Lsn> offered = new AtomicReference<>(Lsn.ZERO);
  private final List<Lsn> durable = Collections.synchronizedList(new ArrayList<>());
  private final List<Lsn> positions = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean deposed = new AtomicBoolean();
  private Checkpointer checkpointer;
  private long epoch;

  @BeforeAll
  static void start() {
    rig = new JournalRig();
    store = new PgListingStore(rig.journal);
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void lead() {
    rig.clear();
    epoch = rig.raiseEpoch();
    checkpointer =
        new Checkpointer(
            rig.journal,
            store,
            epoch,
            Duration.ofMillis(1),
            new Checkpointer.Wiring(
                offered::get,
                List.of(lane.lane),
                (connection, under, lsn) -> {
                  assertThat(under).isEqualTo(epoch);
                  positions.add(lsn);
                },
                durable::add,
                () -> deposed.set(true)));
  }

  private static Lsn lsn(long at) {
    return new Lsn(at);
  }

  private boolean unsure(String sku) {
    return store.rows(TILL).stream()
        .filter(row -> row.sku().equals(new Sku(sku)))
        .anyMatch(ListingRow::unsure);
  }

  @Test
  void aChangeInFlightIsWrittenAsUnsureBeforeTheSlotPassesIt() {
    lane.offer("A", 5);
    lane.run();
    offered.set(lsn(10));
    assertThat(checkpointer.round()).isTrue();
    assertThat(unsure("A")).isFalse();
    lane.offer("A", 8);
    offered.set(lsn(20));
    assertThat(checkpointer.round()).isTrue();
    assertThat(unsure("A")).isTrue();
    assertThat(durable).containsExactly(lsn(10), lsn(20));
    assertThat(positions).containsExactly(lsn(10), lsn(20));
    lane.run();
    assertThat(checkpointer.round()).isTrue();
    assertThat(unsure("A")).isFalse();
    assertThat(durable).hasSize(2);
  }

  @Test
  void whatIsOfferedAfterTheLookIsNotPassed() {
    lane.offer("A", 5);
    lane.run();
    offered.set(lsn(10));
    checkpointer =
        new Checkpointer(
            rig.journal,
            store,
            epoch,
            Duration.ofMillis(1),
            new Checkpointer.Wiring(
                () -> {
                  Lsn seen = offered.get();
                  lane.offer("A", 9);
                  offered.set(lsn(20));
                  return seen;
                },
                List.of(lane.lane),
                (connection, under, lsn) -> positions.add(lsn),
                durable::add,
                () -> {}));
    assertThat(checkpointer.round()).isTrue();
    assertThat(durable).containsExactly(lsn(10));
    assertThat(unsure("A")).isTrue();
  }

  @Test
  void nothingToSayWritesNothing() {
    assertThat(checkpointer.round()).isFalse();
    assertThat(durable).isEmpty();
  }

  @Test
  void commitsThatTouchNoItemMoveTheSlotToo() {
    offered.set(lsn(30));
    assertThat(checkpointer.round()).isTrue();
    assertThat(durable).containsExactly(lsn(30));
  }

  @Test
  void aTransactionThatFailsMovesNothingAndLosesNothing() {
    lane.offer("A", 5);
    lane.run();
    offered.set(lsn(10));
    rig.execute("alter table listing rename to listing_away");
    try {
      assertThatThrownBy(checkpointer::round).isInstanceOf(SqlFailure.class);
    } finally {
      rig.execute("alter table listing_away rename to listing");
    }
    assertThat(durable).isEmpty();
    assertThat(checkpointer.round()).isTrue();
    assertThat(durable).containsExactly(lsn(10));
    assertThat(store.rows(TILL)).hasSize(1);
  }

  @Test
  void aDeposedNodeWritesNothingAndSaysSo() {
    lane.offer("A", 5);
    offered.set(lsn(10));
    var unused = rig.raiseEpoch();
    assertThatThrownBy(checkpointer::round).isInstanceOf(StaleEpochException.class);
    assertThat(durable).isEmpty();
    assertThat(store.rows(TILL)).isEmpty();
    checkpointer.start();
    await().atMost(Duration.ofSeconds(20)).untilTrue(deposed);
    assertThat(checkpointer.health()).isInstanceOf(Health.Down.class);
  }

  @Test
  void whileTheJournalIsAwayChannelsAreToldAndHealthSaysSo() {
    rig.execute("alter table listing rename to listing_away");
    try {
      checkpointer.start();
      lane.offer("A", 5);
      lane.run();
      offered.set(lsn(10));
      checkpointer.nudge();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> checkpointer.health() instanceof Health.Degraded);
      lane.offer("A", 6);
      lane.run();
      assertThat(lane.shown("A")).isEqualTo(6);
      assertThat(durable).isEmpty();
    } finally {
      rig.execute("alter table listing_away rename to listing");
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> durable.contains(lsn(10)));
    await().atMost(Duration.ofSeconds(20)).until(() -> checkpointer.health().equals(Health.UP));
    checkpointer.stop(Duration.ofSeconds(10));
    assertThat(store.rows(TILL)).extracting(ListingRow::acknowledged).containsExactly(6L);
  }

  @Test
  void theLastRoundOnStopWritesWhatIsKnown() {
    checkpointer.start();
    lane.offer("A", 5);
    lane.run();
    checkpointer.stop(Duration.ofSeconds(20));
    assertThat(store.rows(TILL)).containsExactly(new ListingRow(new Sku("A"), 5, false, 1, 1));
  }
}
