package org.odoobridge.outbound.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/**
 * The publication that a person has created; the bridge checks it and never changes it.
 *
 * @param tables that must be in it: changes of a table left out would be missed without a sign
 */
record Publication(String name, Set<String> tables) {
  private static final String REMEDY =
      "; 'odoo-bridge check --sql' prints the statements that a database owner has to run";

  void check(Connection connection) throws SQLException {
    Set<String> published = published(connection);
    if (published.isEmpty()) {
      throw new SQLException("publication " + name + " does not exist or is empty" + REMEDY);
    }
    Set<String> missing = new TreeSet<>(tables);
    missing.removeAll(published);
    if (!missing.isEmpty()) {
      throw new SQLException("publication " + name + " does not name " + missing + REMEDY);
    }
  }

  private Set<String> published(Connection connection) throws SQLException {
    Set<String> published = new TreeSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select tablename from pg_publication_tables"
                + " where pubname = ? and schemaname = 'public'")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          published.add(row.getString(1));
        }
      }
    }
    return published;
  }
}
