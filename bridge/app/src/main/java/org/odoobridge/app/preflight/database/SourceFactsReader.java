package org.odoobridge.app.preflight.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads {@link SourceFacts} from the catalogs; every role may read what it asks. */
final class SourceFactsReader {
  private static final int FILTERS_SINCE = 150_000;
  private final Connection connection;

  SourceFactsReader(Connection connection) {
    this.connection = connection;
  }

  SourceFacts read(String publication, String slot) throws SQLException {
    int version = Integer.parseInt(text("select current_setting('server_version_num')"));
    Map<String, Collection<String>> columns = new HashMap<>();
    Set<String> readable = new HashSet<>();
    readColumns(columns, readable);
    return new SourceFacts(
        version,
        text("select current_setting('server_version')"),
        text("select current_setting('wal_level')"),
        room("max_replication_slots", "pg_replication_slots"),
        room("max_wal_senders", "pg_stat_replication"),
        Long.parseLong(
            text("select setting from pg_settings where name = 'max_slot_wal_keep_size'")),
        role(version),
        columns,
        readable,
        publication(publication, version),
        slot(slot));
  }

  private String text(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("no row from: " + sql);
      }
      return row.getString(1);
    }
  }

  private SourceFacts.Room room(String setting, String view) throws SQLException {
    return new SourceFacts.Room(
        Integer.parseInt(text("select current_setting('" + setting + "')")),
        Integer.parseInt(text("select count(*) from " + view)));
  }

  private SourceFacts.Role role(int version) throws SQLException {
    String readsAll = version >= 140_000 ? "pg_has_role('pg_read_all_data', 'usage')" : "false";
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select rolname, rolsuper, rolreplication, not rolsuper and "
                    + readsAll
                    + " from pg_roles where rolname = current_user");
        ResultSet row = statement.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("the current role is not in pg_roles");
      }
      return new SourceFacts.Role(
          row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4));
    }
  }

  private void readColumns(Map<String, Collection<String>> columns, Set<String> readable)
      throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                """
                select c.relname, a.attname,
                       has_schema_privilege(c.relnamespace, 'USAGE')
                       and has_column_privilege(c.oid, a.attnum, 'SELECT')
                  from pg_class c join pg_attribute a on a.attrelid = c.oid
                 where c.relnamespace = to_regnamespace('public') and c.relkind in ('r', 'p')
                   and a.attnum > 0 and not a.attisdropped
                """);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        String table = row.getString(1);
        columns.computeIfAbsent(table, name -> new HashSet<>()).add(row.getString(2));
        if (row.getBoolean(3)) {
          readable.add(table + "." + row.getString(2));
        }
      }
    }
  }

  private Optional<SourceFacts.Publication> publication(String name, int version)
      throws SQLException {
    String narrowed =
        version >= FILTERS_SINCE
            ? "exists (select from pg_publication_rel r where r.prpubid = p.oid"
                + " and (r.prqual is not null or r.prattrs is not null))"
            : "false";
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select puballtables, pubinsert and pubupdate and pubdelete and pubtruncate, "
                + narrowed
                + " from pg_publication p where pubname = ?")) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new SourceFacts.Publication(
                    row.getBoolean(1), row.getBoolean(2), row.getBoolean(3), tables(name)))
            : Optional.empty();
      }
    }
  }

  private SortedSet<String> tables(String publication) throws SQLException {
    SortedSet<String> tables = new TreeSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select tablename from pg_publication_tables"
                + " where pubname = ? and schemaname = 'public'")) {
      statement.setString(1, publication);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          tables.add(row.getString(1));
        }
      }
    }
    return tables;
  }

  private Optional<SourceFacts.Slot> slot(String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            select plugin, database, active_pid, coalesce(wal_status, 'lost'),
                   coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn), 0)::bigint,
                   coalesce(database = current_database(), false)
              from pg_replication_slots where slot_name = ?
            """)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        int holder = row.getInt(3);
        Optional<Integer> reader = row.wasNull() ? Optional.empty() : Optional.of(holder);
        return Optional.of(
            new SourceFacts.Slot(
                String.valueOf(row.getString(1)),
                String.valueOf(row.getString(2)),
                reader,
                row.getString(4),
                row.getLong(5),
                row.getBoolean(6)));
      }
    }
  }
}
