package org.odoobridge.outbound.catalog.read;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Statements of one snapshot; every parameter is a list. */
record Query(Connection connection) {
  /** Takes one row. */
  @FunctionalInterface
  interface RowConsumer {
    void accept(ResultSet row) throws SQLException;
  }

  /**
   * @param parameters lists of {@link Integer} or {@link String}, or single ones of either
   */
  void each(String sql, List<?> parameters, RowConsumer consumer) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        bind(statement, i + 1, parameters.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          consumer.accept(rows);
        }
      }
    }
  }

  private void bind(PreparedStatement statement, int at, Object parameter) throws SQLException {
    switch (parameter) {
      case Collection<?> list -> {
        boolean text = !list.isEmpty() && list.iterator().next() instanceof String;
        Collection<?> stable = new TreeSet<>(list);
        statement.setArray(at, connection.createArrayOf(text ? "text" : "int", stable.toArray()));
      }
      case Integer number -> statement.setInt(at, number);
      default -> statement.setString(at, parameter.toString());
    }
  }

  /** Columns from {@code first} on, as text by name; NULL is empty text. */
  static Map<String, String> texts(ResultSet row, int first) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    Map<String, String> values = new HashMap<>();
    for (int i = first; i <= columns.getColumnCount(); i++) {
      values.put(columns.getColumnLabel(i), text(row.getString(i)));
    }
    return values;
  }

  static String text(@Nullable String column) {
    return column == null ? "" : column;
  }
}
