package org.odoobridge.app.preflight.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.odoobridge.app.preflight.Finding;
import org.odoobridge.app.preflight.Finding.Level;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.JournalSchema;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.postgres.PostgresFixture;

final class JournalCheckIT {
  private static PostgresFixture postgres;

  @BeforeAll
  static void start() {
    postgres = PostgresFixture.start();
    OdooSchema.install(postgres, "odoo");
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  private static PgUrl url(String role, String database) {
    return new PgUrl(
        "postgresql://%s@127.0.0.1:%d/%s".formatted(role, postgres.port(), database),
        Secret.of("any"));
  }

  private static Finding look(PgUrl journal) throws SQLException {
    return new JournalCheck(journal, url("odoo", "odoo")).look().getFirst();
  }

  @Test
  void aMissingJournalIsCuredByThePrintedSqlAndHoldsTheSchemaAfterTheFirstStart()
      throws SQLException {
    PgUrl journal = url("bridge", "journal");
    assertThat(look(journal).level()).isEqualTo(Level.PROBLEM);
    try (Connection connection = postgres.connect("postgres");
        Statement statement = connection.createStatement()) {
      for (SqlRecipe.Step step : SqlRecipe.journal(journal)) {
        statement.execute(step.sql());
      }
    }
    assertThat(look(journal))
        .isEqualTo(
            Finding.ok("journal", "database journal is empty; the first start creates the tables"));
    try (PgSession session = PgSession.open(journal, "test", 2)) {
      JournalSchema.migrate(session);
    }
    assertThat(look(journal)).isEqualTo(Finding.ok("journal", "database journal holds a journal"));
  }

  @Test
  void odoosOwnDatabaseIsRefused() throws SQLException {
    assertThat(look(url("odoo", "odoo")))
        .satisfies(
            finding -> {
              assertThat(finding.level()).isEqualTo(Level.PROBLEM);
              assertThat(finding.message()).contains("is Odoo's own");
            });
  }

  @Test
  void aRoleThatMayNotCreateTablesIsAProblem() throws SQLException {
    postgres.createDatabase("others", "postgres");
    postgres.createRole("guest", "any", "LOGIN");
    Finding finding = look(url("guest", "others"));
    assertThat(finding.message()).isEqualTo("role guest may not create tables in others");
    postgres.execute("postgres", finding.remedy());
    assertThat(look(url("guest", "others")).level()).isEqualTo(Level.OK);
  }
}
