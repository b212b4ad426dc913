package org.odoobridge.app.preflight.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.odoobridge.app.preflight.Finding;
import org.odoobridge.core.runtime.PgUrl;

/** Opens single connections with short time limits, and says why one was refused. */
final class Connections {
  private Connections() {}

  static Connection open(PgUrl url) throws SQLException {
    return DriverManager.getConnection(url.jdbcUrl(), properties(url));
  }

  static Connection openReplication(PgUrl url) throws SQLException {
    Properties properties = properties(url);
    properties.setProperty("replication", "database");
    properties.setProperty("assumeMinServerVersion", "14");
    properties.setProperty("preferQueryMode", "simple");
    return DriverManager.getConnection(url.jdbcUrl(), properties);
  }

  private static Properties properties(PgUrl url) {
    Properties properties = new Properties();
    properties.setProperty("user", url.user());
    if (!url.password().isEmpty()) {
      properties.setProperty("password", url.password().reveal());
    }
    properties.setProperty("ApplicationName", "odoo-bridge check");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "30");
    return properties;
  }

  /** Whether the server could not be reached or did not let us in; class 08, 28, 3D, 53, 57. */
  static boolean isRefusal(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    return state.startsWith("08")
        || state.startsWith("28")
        || state.startsWith("3D")
        || state.startsWith("53")
        || state.startsWith("57P");
  }

  static Finding refused(String about, PgUrl url, SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    String where = url.host() + ":" + url.port();
    if (state.startsWith("28")) {
      return Finding.problem(
          about,
          "role " + url.user() + " is not let in: " + firstLine(e),
          "create it with 'check --sql', set its password, and let it connect to "
              + url.database()
              + " in pg_hba.conf");
    }
    if (state.startsWith("3D")) {
      return Finding.problem(
          about, "there is no database " + url.database(), "create it, or correct the URL");
    }
    return Finding.problem(
        about,
        "no connection to PostgreSQL at " + where + ": " + firstLine(e),
        "start it, let it listen there (listen_addresses), or correct the URL");
  }

  static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
  }
}
