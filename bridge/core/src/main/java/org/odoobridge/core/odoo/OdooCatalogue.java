package org.odoobridge.core.odoo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tables and columns of one Odoo database at one moment. Every difference between Odoo versions
 * that the bridge must know is decided from these facts, never from a version number: modules,
 * backports and forks move columns, a number does not say so.
 *
 * @param columns PostgreSQL type (as {@code format_type} prints it, without length) by column, by
 *     table
 */
public record OdooCatalogue(Map<String, Map<String, String>> columns) {
  public OdooCatalogue {
    Map<String, Map<String, String>> copy = new TreeMap<>();
    columns.forEach((table, types) -> copy.put(table, Map.copyOf(types)));
    columns = Map.copyOf(copy);
  }

  /**
   * Reads PostgreSQL's catalogue, which needs no grant on the tables themselves.
   *
   * @param tables the tables of interest; those that do not exist are left out
   */
  public static OdooCatalogue read(Connection connection, Collection<String> tables)
      throws SQLException {
    Map<String, Map<String, String>> found = new TreeMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            select c.relname, a.attname, format_type(a.atttypid, null)
              from pg_attribute a join pg_class c on c.oid = a.attrelid
             where c.relname = any(?) and c.relkind in ('r', 'p') and a.attnum > 0
               and not a.attisdropped and pg_table_is_visible(c.oid)
            """)) {
      query.setArray(1, connection.createArrayOf("text", tables.toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found
              .computeIfAbsent(rows.getString(1), table -> new TreeMap<>())
              .put(rows.getString(2), rows.getString(3));
        }
      }
    }
    return new OdooCatalogue(found);
  }

  public Set<String> tables() {
    return columns.keySet();
  }

  /** Names of a table's columns; empty when there is no such table. */
  public Set<String> columnsOf(String table) {
    return columns.getOrDefault(table, Map.of()).keySet();
  }

  public boolean has(String table) {
    return columns.containsKey(table);
  }

  public boolean has(String table, String column) {
    return columnsOf(table).contains(column);
  }

  /** Type of a column, such as {@code jsonb} or {@code character varying}. */
  public Optional<String> type(String table, String column) {
    return Optional.ofNullable(columns.getOrDefault(table, Map.of()).get(column));
  }

  /** Whether a text column holds one text per language, as Odoo keeps them from 16 on. */
  public boolean translated(String table, String column) {
    return type(table, column).filter("jsonb"::equals).isPresent();
  }
}
