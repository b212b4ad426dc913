package org.odoobridge.inbound;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.odoobridge.core.cluster.LocalRecentKeys;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.JournalLimits;
import org.odoobridge.core.journal.JournalSchema;
import org.odoobridge.core.journal.pg.PgDemand;
import org.odoobridge.core.journal.pg.PgJournal;
import org.odoobridge.core.journal.pg.PgJournalView;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** A real journal on a database of its own. */
public record TestJournal(PgSession session, PgJournal journal, PgJournalView view, PgDemand demand)
    implements AutoCloseable {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  public static TestJournal on(PostgresFixture server, Clock clock) {
    return on(server, clock, JournalLimits.DEFAULTS);
  }

  public static TestJournal on(PostgresFixture server, Clock clock, JournalLimits limits) {
    String database = "bridge" + DATABASES.incrementAndGet();
    server.createDatabase(database, PostgresFixture.SUPERUSER);
    PgSession session =
        PgSession.open(
            new PgUrl(
                "postgresql://postgres@" + server.host() + ":" + server.port() + "/" + database,
                Secret.EMPTY),
            "journal-test",
            8);
    JournalSchema.migrate(session);
    PgDemand demand = new PgDemand(session);
    PgJournal journal = new PgJournal(session, demand, new LocalRecentKeys(10_000), limits, clock);
    journal.start();
    return new TestJournal(session, journal, new PgJournalView(session), demand);
  }

  @Override
  public void close() {
    journal.stop(Duration.ofSeconds(5));
    session.close();
  }
}
