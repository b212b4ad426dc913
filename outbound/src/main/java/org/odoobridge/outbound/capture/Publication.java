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
 * @param tables that must be in it if they exist (an Odoo without point of sale has no tills):
 *     changes of a table left out would be missed without a sign
 */
record Publication(String name, Set<String> tables) {
  private static final String REMEDY =
      "; 'odoo-bridge check --sql' prints the statements that a database owner has to run";

  /** Throws, saying the remedy, when changes would be missed. */
  void check(Connection connection) throws SQLException {
    String problem = problem(connection);
    if (!problem.isEmpty()) {
      throw new SQLException(problem);
    }
  }

  /** What is wrong with it and what to do; empty when nothing is. */
  String problem(Connection connection) throws SQLException {
    Set<String> missing =
        names(
            connection,
            "select relname from pg_class where relnamespace = 'public'::regnamespace"
                + " and relkind in ('r', 'p')"
                + " except select tablename from pg_publication_tables"
                + " where pubname = ? and schemaname = 'public'");
    missing.retainAll(tables);
    if (missing.isEmpty()) {
      return "";
    }
    boolean exists =
        !names(connection, "select pubname from pg_publication where pubname = ?").isEmpty();
    return "publication "
        + name
        + (exists ? " does not name " + missing : " does not exist")
        + REMEDY;
  }

  private Set<String> names(Connection connection, String sql) throws SQLException {
    Set<String> names = new TreeSet<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
    }
    return names;
  }
}
