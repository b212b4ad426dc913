package org.odoobridge.outbound.delivery;

import java.sql.ResultSet;
import java.sql.Statement;
import org.odoobridge.core.cluster.PgEpoch;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.JournalSchema;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** A journal on a real PostgreSQL. */
final class JournalRig implements AutoCloseable {
  final PostgresFixture postgres = PostgresFixture.start();
  final PgSession journal;

  JournalRig() {
    postgres.createDatabase("bridge", PostgresFixture.SUPERUSER);
    journal =
        PgSession.open(
            new PgUrl(
                "postgresql://postgres@127.0.0.1:" + postgres.port() + "/bridge",
                Secret.of("postgres")),
            "delivery-it",
            3);
    JournalSchema.migrate(journal);
  }

  long raiseEpoch() {
    return new PgEpoch(journal).raise("it");
  }

  /** Empties what tests write. */
  void clear() {
    execute("truncate listing, parked, channel_item");
  }

  void execute(String sql) {
    journal.transact(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
          }
        });
  }

  String text(String sql) {
    return journal.read(
        connection -> {
          try (Statement statement = connection.createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
          }
        });
  }

  @Override
  public void close() {
    journal.close();
    postgres.close();
  }
}
