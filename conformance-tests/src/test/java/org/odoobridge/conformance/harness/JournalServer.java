package org.odoobridge.conformance.harness;

import java.util.concurrent.atomic.AtomicInteger;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.postgres.PostgresOptions;

/**
 * One embedded PostgreSQL for the journals of all tests of this JVM; each test has its own
 * database.
 */
public final class JournalServer {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private JournalServer() {}

  private static final class Holder {
    static final PostgresFixture SERVER = start();

    private static PostgresFixture start() {
      PostgresFixture server = PostgresFixture.start(PostgresOptions.throwaway().withFsync(false));
      server.createRole("bridge", "bridge", "LOGIN");
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-journal-server"));
      return server;
    }
  }

  /** A new, empty journal database, as the URL a configuration wants. */
  public static String newJournal() {
    String name = "journal_" + DATABASES.incrementAndGet();
    Holder.SERVER.createDatabase(name, "bridge");
    return "postgresql://bridge@127.0.0.1:" + Holder.SERVER.port() + "/" + name;
  }

  public static PostgresFixture server() {
    return Holder.SERVER;
  }
}
