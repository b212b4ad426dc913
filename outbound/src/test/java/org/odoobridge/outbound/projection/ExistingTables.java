package org.odoobridge.outbound.projection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which of the tables that the bridge reads a database has: modules may not be installed. */
public final class ExistingTables {
  private ExistingTables() {}

  /** Closes {@code odoo}. */
  public static Set<String> of(Connection odoo) throws SQLException {
    Set<String> existing = new HashSet<>();
    try (odoo;
        Statement statement = odoo.createStatement();
        ResultSet row =
            statement.executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
      while (row.next()) {
        existing.add(row.getString(1));
      }
    }
    return existing;
  }

  /** For {@code CREATE PUBLICATION … FOR TABLE}; closes {@code odoo}. */
  public static List<String> published(Connection odoo) throws SQLException {
    return SourceTables.publicationTables(of(odoo));
  }
}
