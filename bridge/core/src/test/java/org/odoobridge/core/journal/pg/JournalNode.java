package org.odoobridge.core.journal.pg;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.odoobridge.core.cluster.LocalRecentKeys;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.JournalLimits;
import org.odoobridge.core.journal.JournalSchema;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** One node's journal on a database of its own or of another node. */
record JournalNode(
    String database, PgSession session, PgJournal journal, PgJournalView view, PgDemand demand)
    implements AutoCloseable {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  static JournalNode onFreshDatabase(PostgresFixture server, Clock clock) {
    String database = "journal" + DATABASES.incrementAndGet();
    server.createDatabase(database, PostgresFixture.SUPERUSER);
    PgSession session = session(server, database);
    JournalSchema.migrate(session);
    return on(database, session, clock);
  }

  /** Another node on this one's database. */
  JournalNode another(PostgresFixture server, Clock clock) {
    return on(database, session(server, database), clock);
  }

  private static JournalNode on(String database, PgSession session, Clock clock) {
    PgDemand demand = new PgDemand(session);
    PgJournal journal =
        new PgJournal(session, demand, new LocalRecentKeys(1000), JournalLimits.DEFAULTS, clock);
    journal.start();
    return new JournalNode(database, session, journal, new PgJournalView(session), demand);
  }

  private static PgSession session(PostgresFixture server, String database) {
    return PgSession.open(
        new PgUrl(
            "postgresql://postgres@" + server.host() + ":" + server.port() + "/" + database,
            Secret.EMPTY),
        "journal-test",
        8);
  }

  @Override
  public void close() {
    journal.stop(Duration.ofSeconds(5));
    session.close();
  }
}
