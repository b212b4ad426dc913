package org.odoobridge.testkit.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresFixtureIT {

  @Test
  void decodesLogicallyAndLeavesNothingBehind() throws SQLException {
    List<ProcessHandle> processes;
    Path data;
    try (PostgresFixture postgres =
        PostgresFixture.start(
            PostgresOptions.throwaway().withWalSenderTimeout(Duration.ofSeconds(7)))) {
      postgres.createRole("odoo", "odoo", "LOGIN");
      postgres.createDatabase("shop", "odoo");
      DataSource pool = postgres.dataSource("shop", "odoo", "odoo");

      assertThat(query(pool, "SHOW wal_level")).isEqualTo("logical");
      assertThat(query(pool, "SHOW wal_sender_timeout")).isEqualTo("7s");
      assertThat(query(pool, "SHOW max_replication_slots")).isEqualTo("20");
      assertThat(query(pool, "SELECT current_user")).isEqualTo("odoo");
      processes = postgres.processes();
      data = postgres.dataDirectory();
    }

    assertThat(processes).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    assertThat(Files.exists(data)).isFalse();
  }

  @Test
  void committedRowsSurviveAKill(@TempDir Path directory) throws SQLException {
    PostgresOptions options =
        PostgresOptions.throwaway().withDataDirectory(directory).withFsync(true);
    int port;
    try (PostgresFixture postgres = PostgresFixture.start(options)) {
      postgres.createDatabase("kept", PostgresFixture.SUPERUSER);
      postgres.execute("kept", "CREATE TABLE t (v int); INSERT INTO t VALUES (42)");
      port = postgres.port();

      postgres.kill();

      assertThat(postgres.processes()).isEmpty();
      assertThatThrownBy(() -> postgres.connect("kept")).isInstanceOf(SQLException.class);
      postgres.restart();
      assertThat(query(postgres, "SELECT v FROM t")).isEqualTo("42");
    }

    try (PostgresFixture again = PostgresFixture.start(options.withPort(port))) {
      assertThat(again.port()).isEqualTo(port);
      assertThat(query(again, "SELECT v FROM t")).isEqualTo("42");
    }
  }

  private static String query(DataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return query(connection, sql);
    }
  }

  private static String query(PostgresFixture postgres, String sql) throws SQLException {
    try (Connection connection = postgres.connect("kept")) {
      return query(connection, sql);
    }
  }

  private static String query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
