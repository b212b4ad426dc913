package org.odoobridge.testkit.odoo.orm;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Tables and their columns as PostgreSQL describes them, read once.
 *
 * @param tables table to column to type name, in column order
 * @param targets {@code table.column} to the table it references
 */
public record Catalog(Map<String, Map<String, String>> tables, Map<String, String> targets) {

  /** Reads the public schema. */
  public static Catalog read(Connection connection) throws SQLException {
    Map<String, Map<String, String>> tables = new LinkedHashMap<>();
    Map<String, String> targets = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet rows =
          statement.executeQuery(
              """
              SELECT c.relname, a.attname, format_type(a.atttypid, NULL)
                FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
               WHERE a.attnum > 0 AND NOT a.attisdropped
                 AND c.relnamespace = 'public'::regnamespace
               ORDER BY c.relname, a.attnum""")) {
        while (rows.next()) {
          tables
              .computeIfAbsent(text(rows, 1), t -> new LinkedHashMap<>())
              .put(text(rows, 2), text(rows, 3));
        }
      }
      try (ResultSet rows =
          statement.executeQuery(
              """
              SELECT conrelid::regclass::text, a.attname, confrelid::regclass::text
                FROM pg_constraint k
                JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
               WHERE k.contype = 'f'""")) {
        while (rows.next()) {
          targets.put(text(rows, 1) + "." + text(rows, 2), text(rows, 3));
        }
      }
    }
    return new Catalog(tables, targets);
  }

  /** Columns of a table with their types. */
  public Map<String, String> columns(String table) {
    return Objects.requireNonNull(tables.get(table), table);
  }

  private static String text(ResultSet rows, int column) throws SQLException {
    return Objects.requireNonNull(rows.getString(column));
  }
}
