package org.odoobridge.outbound.catalog.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.cluster.PgEpoch;
import org.odoobridge.core.cluster.StaleEpochException;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.JournalSchema;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** Rounds and findings outlive the process that made them. */
class PgDriftStoreIT {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static PostgresFixture postgres;
  private static PgSession journal;
  private static long epoch;
  private static PgDriftStore store;

  @BeforeAll
  static void start() {
    postgres = PostgresFixture.start();
    postgres.createDatabase("bridge", PostgresFixture.SUPERUSER);
    journal =
        PgSession.open(
            new PgUrl(
                "postgresql://postgres@127.0.0.1:" + postgres.port() + "/bridge",
                Secret.of("postgres")),
            "drift-it",
            3);
    JournalSchema.migrate(journal);
    epoch = new PgEpoch(journal).raise("it");
    store = new PgDriftStore(journal);
  }

  @AfterAll
  static void stop() {
    journal.close();
    postgres.close();
  }

  private static Finding finding(long item, String facet) {
    return new Finding(
        Drift.EDITED,
        item,
        7,
        11,
        "S \"1\"",
        "Name",
        facet,
        "told 2, the shop shows 3",
        "",
        Finding.State.FOUND,
        NOW);
  }

  @Test
  void aRoundGoesOnWhereItStoppedWithWhatItHadFound() {
    ChannelId shop = new ChannelId("resumed");
    DriftRound round = DriftRound.begin(3, NOW).after(5, 500, 2_000, 4);
    store.write(shop, epoch, round, List.of(finding(1, "name"), finding(2, "stock")), false);

    PgDriftStore afterRestart = new PgDriftStore(journal);

    assertThat(afterRestart.round(shop)).hasValue(round);
    assertThat(afterRestart.findings(shop))
        .containsExactlyInAnyOrder(finding(1, "name"), finding(2, "stock"));
    assertThat(afterRestart.round(new ChannelId("other"))).isEmpty();
    assertThat(afterRestart.findings(new ChannelId("other"))).isEmpty();
  }

  @Test
  void aFinishedRoundForgetsWhatItDidNotFindAgain() {
    ChannelId shop = new ChannelId("finished");
    DriftRound first = DriftRound.begin(1, NOW);
    store.write(shop, epoch, first, List.of(finding(1, "name"), finding(2, "name")), true);
    DriftRound second = DriftRound.begin(2, NOW.plusSeconds(60));
    Finding again = finding(2, "name").with(Finding.State.HELD).since(NOW.plusSeconds(60));

    store.write(shop, epoch, second.finished(NOW.plusSeconds(90)), List.of(again), true);

    assertThat(store.findings(shop))
        .as("known since the first round")
        .containsExactly(again.since(NOW));
    assertThat(store.round(shop).orElseThrow().running()).isFalse();
  }

  @Test
  void aNodeThatLeadsNoLongerWritesNothing() {
    ChannelId shop = new ChannelId("stale");
    assertThatThrownBy(
            () ->
                store.write(
                    shop, epoch - 1, DriftRound.begin(1, NOW), List.of(finding(1, "name")), true))
        .isInstanceOf(StaleEpochException.class);
    assertThat(store.round(shop)).isEmpty();
    assertThat(store.findings(shop)).isEmpty();
  }
}
