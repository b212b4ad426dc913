package org.odoobridge.core.runtime;

import java.sql.SQLException;

/** A failed statement or connection, unchecked so that direct-style code stays readable. */
public final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String sqlState;

  public SqlFailure(SQLException cause) {
    super(cause.getMessage(), cause);
    this.sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
  }

  /** PostgreSQL's five-character code, or empty when the driver gave none. */
  public String sqlState() {
    return sqlState;
  }

  /** Whether the server was not reachable or went away (class 08, 57P), rather than refusing. */
  public boolean isConnectionLoss() {
    return sqlState.startsWith("08") || sqlState.startsWith("57P") || sqlState.isEmpty();
  }
}
