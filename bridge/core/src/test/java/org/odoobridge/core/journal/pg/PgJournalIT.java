package org.odoobridge.core.journal.pg;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.odoobridge.core.journal.DemandFeed;
import org.odoobridge.core.journal.Journal;
import org.odoobridge.core.journal.JournalContract;
import org.odoobridge.core.journal.JournalView;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.time.ManualClock;

class PgJournalIT implements JournalContract {
  private static PostgresFixture server;
  private final ManualClock clock = ManualClock.start();
  private JournalNode node;

  @BeforeAll
  static void startServer() {
    server = PostgresFixture.start();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void open() {
    node = JournalNode.onFreshDatabase(server, clock);
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Override
  public Journal journal() {
    return node.journal();
  }

  @Override
  public JournalView view() {
    return node.view();
  }

  @Override
  public DemandFeed demand() {
    return node.demand();
  }

  @Override
  public ManualClock clock() {
    return clock;
  }
}
