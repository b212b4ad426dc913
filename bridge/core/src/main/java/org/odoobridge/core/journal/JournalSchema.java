package org.odoobridge.core.journal;

import org.flywaydb.core.Flyway;
import org.odoobridge.core.runtime.PgSession;

/** Brings the journal database to the schema this version needs ({@code db/journal/V*.sql}). */
public final class JournalSchema {
  private JournalSchema() {}

  /**
   * Applies what is missing; several nodes may call it at once. Throws when the database is away.
   */
  public static void migrate(PgSession journal) {
    Flyway.configure()
        .dataSource(journal.dataSource())
        .locations("classpath:db/journal")
        .load()
        .migrate();
  }
}
