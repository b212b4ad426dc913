package org.odoobridge.outbound.capture;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.odoobridge.core.runtime.PgUrl;

/** Opens connections to Odoo's database; each is the caller's to close. */
final class SourceConnections {
  private static final String CONNECT_TIMEOUT_SECONDS = "10";
  private static final String SOCKET_TIMEOUT_SECONDS = "30";
  private final PgUrl url;

  SourceConnections(PgUrl url) {
    this.url = url;
  }

  /** For SQL, in auto-commit. */
  Connection open(String purpose) throws SQLException {
    return DriverManager.getConnection(url.jdbcUrl(), properties(purpose));
  }

  /** For replication commands. */
  Connection openReplication(String purpose) throws SQLException {
    Properties properties = properties(purpose);
    properties.setProperty("replication", "database");
    properties.setProperty("assumeMinServerVersion", "10");
    properties.setProperty("preferQueryMode", "simple");
    return DriverManager.getConnection(url.jdbcUrl(), properties);
  }

  private Properties properties(String purpose) {
    Properties properties = new Properties();
    properties.setProperty("user", url.user());
    properties.setProperty("password", url.password().reveal());
    properties.setProperty("ApplicationName", "odoo-bridge " + purpose);
    properties.setProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
    properties.setProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
    return properties;
  }
}
