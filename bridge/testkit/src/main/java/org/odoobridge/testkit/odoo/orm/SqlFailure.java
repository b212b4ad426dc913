package org.odoobridge.testkit.odoo.orm;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A refusal of the database, with its SQLSTATE. */
public final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String state;
  private final String table;
  private final String column;

  SqlFailure(SQLException cause) {
    super(primary(cause), cause);
    ServerErrorMessage server =
        cause instanceof PSQLException pg ? pg.getServerErrorMessage() : null;
    this.table = server == null || server.getTable() == null ? "" : server.getTable();
    this.column = server == null || server.getColumn() == null ? "" : server.getColumn();
    this.state = cause.getSQLState() == null ? "" : cause.getSQLState();
  }

  private static String primary(SQLException cause) {
    ServerErrorMessage server =
        cause instanceof PSQLException pg ? pg.getServerErrorMessage() : null;
    if (server != null) {
      String message = server.getMessage();
      String detail = server.getDetail();
      return message + "\n" + (detail == null ? "" : "DETAIL:  " + detail + "\n");
    }
    return String.valueOf(cause.getMessage());
  }

  /** The table it is about; empty when PostgreSQL did not say. */
  public String table() {
    return table;
  }

  /** The column it is about; empty when PostgreSQL did not say. */
  public String column() {
    return column;
  }

  public String state() {
    return state;
  }

  /** Whether Odoo runs the whole call again after it. */
  public boolean isConcurrency() {
    return state.equals("40001") || state.equals("40P01") || state.equals("55P03");
  }
}
