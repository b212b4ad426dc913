package org.odoobridge.core.runtime;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A pool of connections to one PostgreSQL database; runs functions of a connection, direct style.
 */
public final class PgSession implements AutoCloseable {
  private final HikariDataSource pool;

  private PgSession(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * Opens a pool; fails only at first use when the server is away, so that the process can start
   * before its database.
   *
   * @param poolSize most connections at once
   */
  public static PgSession open(PgUrl url, String applicationName, int poolSize) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url.jdbcUrl());
    config.setUsername(url.user());
    config.setPassword(url.password().reveal());
    config.setMaximumPoolSize(poolSize);
    config.setMinimumIdle(1);
    config.setPoolName(applicationName);
    config.addDataSourceProperty("ApplicationName", applicationName);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
    config.setInitializationFailTimeout(-1);
    return new PgSession(new HikariDataSource(config));
  }

  /** Work on a connection that may fail with {@link SQLException}. */
  @FunctionalInterface
  public interface SqlFunction<T> {
    T apply(Connection connection) throws SQLException;
  }

  /** Work on a connection without a result. */
  @FunctionalInterface
  public interface SqlAction {
    void run(Connection connection) throws SQLException;
  }

  /**
   * Runs {@code work} in one transaction: committed when it returns, rolled back when it throws.
   */
  public <T> T inTransaction(SqlFunction<T> work) {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.apply(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollback(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /** As {@link #inTransaction(SqlFunction)}, without a result. */
  public void transact(SqlAction work) {
    Boolean unused =
        inTransaction(
            connection -> {
              work.run(connection);
              return true;
            });
  }

  /** Runs one statement's worth of reading with auto-commit. */
  public <T> T read(SqlFunction<T> work) {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(true);
      return work.apply(connection);
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  public DataSource dataSource() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }

  private static void rollback(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }
}
