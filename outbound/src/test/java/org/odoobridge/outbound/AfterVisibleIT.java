package org.odoobridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** Nothing is done before SQL sees the transaction that calls for it. */
class AfterVisibleIT {
  @Test
  void whatATransactionCallsForWaitsUntilOthersSeeIt() throws SQLException {
    try (PostgresFixture postgres = PostgresFixture.start();
        PgSession session =
            PgSession.open(
                new PgUrl(
                    "postgresql://postgres@127.0.0.1:" + postgres.port() + "/postgres",
                    Secret.of("postgres")),
                "visible-it",
                1)) {
      List<String> done = new CopyOnWriteArrayList<>();
      AfterVisible visible = new AfterVisible(session);
      visible.start();
      try (Connection open = postgres.connect(PostgresFixture.SUPERUSER);
          Connection ended = postgres.connect(PostgresFixture.SUPERUSER)) {
        open.setAutoCommit(false);
        ended.setAutoCommit(false);
        long running = xid(open);
        long over = xid(ended);
        ended.commit();
        visible.run(running, () -> done.add("running"));
        visible.run(over, () -> done.add("over"));
        await().atMost(Duration.ofSeconds(30)).until(() -> done.contains("over"));
        visible.run(over, () -> done.add("again"));
        await().atMost(Duration.ofSeconds(30)).until(() -> done.contains("again"));
        assertThat(done).containsExactly("over", "again");
        open.commit();
        await().atMost(Duration.ofSeconds(30)).until(() -> done.contains("running"));
      } finally {
        visible.stop();
      }
    }
  }

  private static long xid(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_current_xact_id()::text::bigint")) {
      row.next();
      return row.getLong(1) & 0xFFFF_FFFFL;
    }
  }

  @Test
  void numbersWrapAround() {
    AfterVisible.Snapshot low = new AfterVisible.Snapshot(5, Set.of(3L));
    assertThat(low.sees(4)).isTrue();
    assertThat(low.sees(3)).isFalse();
    assertThat(low.sees(5)).isFalse();
    assertThat(low.sees(4_294_967_290L)).as("of the round before").isTrue();
    AfterVisible.Snapshot high = new AfterVisible.Snapshot(4_294_967_290L, Set.of());
    assertThat(high.sees(4_294_967_289L)).isTrue();
    assertThat(high.sees(2)).as("of the round after").isFalse();
  }
}
