package org.odoobridge.inbound.apply.mark;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.inbound.TestJournal;
import org.odoobridge.testkit.postgres.PostgresFixture;

class PgOrderMarksIT implements OrderMarksContract {
  private static PostgresFixture server;
  private TestJournal journal;
  private OrderMarks marks;

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
    journal = TestJournal.on(server, Clock.systemUTC());
    marks = new PgOrderMarks(journal.session(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    journal.close();
  }

  @Override
  public OrderMarks marks() {
    return marks;
  }

  @Test
  void aReleaseIsAudited() {
    marks.release(ONE, "abroad", "anna");

    String audited =
        journal
            .session()
            .read(
                connection -> {
                  ResultSet row =
                      connection
                          .createStatement()
                          .executeQuery(
                              "select actor || ' ' || action || ' ' || detail from audit");
                  row.next();
                  return row.getString(1);
                });
    assertThat(audited).isEqualTo("anna release abroad");
  }
}
