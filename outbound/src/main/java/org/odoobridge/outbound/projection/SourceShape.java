package org.odoobridge.outbound.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How Odoo's tables look to the bridge's role at one moment: what exists, whether it may be read,
 * and whether its changes come over the publication. Two of them tell what a module installed,
 * upgraded or a person has changed in between.
 */
public record SourceShape(Map<String, Table> tables) {
  /** Nothing is known: equal to whatever comes. */
  public static final SourceShape UNKNOWN = new SourceShape(Map.of());

  /**
   * One table.
   *
   * @param oid other after it was dropped and created again
   * @param file other after it was rewritten: a type changed, {@code VACUUM FULL}, {@code TRUNCATE}
   * @param published whether the publication names it
   */
  public record Table(long oid, long file, boolean published, Map<String, Column> columns) {
    public Table {
      columns = Map.copyOf(columns);
    }

    /** Columns the role may read. */
    Set<String> readable() {
      Set<String> names = new HashSet<>();
      columns.forEach((name, column) -> addIf(column.readable(), name, names));
      return names;
    }

    private static void addIf(boolean wanted, String name, Set<String> names) {
      if (wanted) {
        names.add(name);
      }
    }
  }

  /**
   * One column.
   *
   * @param number other after it was dropped and added again
   * @param type as {@code format_type} prints it, without length
   */
  public record Column(int number, String type, boolean readable) {}

  public SourceShape {
    tables = Map.copyOf(tables);
  }

  private static final String SQL =
      """
      select c.relname, c.oid, coalesce(pg_relation_filenode(c.oid), 0),
             exists (select from pg_publication_tables p where p.pubname = ?
                       and p.schemaname = 'public' and p.tablename = c.relname),
             a.attname, a.attnum, format_type(a.atttypid, null),
             has_schema_privilege(c.relnamespace, 'USAGE')
               and has_column_privilege(c.oid, a.attnum, 'SELECT')
        from pg_class c join pg_attribute a on a.attrelid = c.oid
       where c.relnamespace = to_regnamespace('public') and c.relkind in ('r', 'p')
         and c.relname = any (?) and a.attnum > 0 and not a.attisdropped\
      """;

  /**
   * Reads PostgreSQL's catalogue, which needs no grant on the tables.
   *
   * @param publication its name; empty when nothing is to be streamed: all counts as published
   */
  public static SourceShape read(Connection connection, String publication) throws SQLException {
    Map<String, Map<String, Column>> columns = new HashMap<>();
    Map<String, Table> tables = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(SQL)) {
      query.setString(1, publication);
      query.setArray(
          2,
          connection.createArrayOf(
              "text", SourceTables.all(true).stream().map(TableSpec::table).toArray()));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String table = row.getString(1);
          Map<String, Column> known = columns.computeIfAbsent(table, t -> new HashMap<>());
          known.put(
              row.getString(5), new Column(row.getInt(6), row.getString(7), row.getBoolean(8)));
          tables.put(
              table,
              new Table(
                  row.getLong(2),
                  row.getLong(3),
                  publication.isEmpty() || row.getBoolean(4),
                  Map.of()));
        }
      }
    }
    tables.replaceAll(
        (name, table) ->
            new Table(
                table.oid(),
                table.file(),
                table.published(),
                columns.getOrDefault(name, Map.of())));
    return new SourceShape(tables);
  }

  /** Readable columns by table, of tables that are there. */
  Map<String, Set<String>> readable() {
    Map<String, Set<String>> readable = new HashMap<>();
    tables.forEach((name, table) -> readable.put(name, table.readable()));
    return readable;
  }

  /** Columns of a table that are loaded and may be read. */
  List<String> readable(TableSpec spec) {
    Table table = tables.get(spec.table());
    return table == null ? List.of() : spec.columns(table.readable());
  }

  /** This, as if some tables did not exist. */
  SourceShape without(Set<String> names) {
    Map<String, Table> rest = new HashMap<>(tables);
    rest.keySet().removeAll(names);
    return new SourceShape(rest);
  }

  /**
   * What keeps the bridge from reading, by table.
   *
   * @param known what was loaded before: a table of a module that was not there then is left out,
   *     until it can be read; {@link #UNKNOWN} for the first time
   */
  Map<String, SchemaFinding> obstacles(SourceShape known, String publication, String role) {
    Map<String, SchemaFinding> found = new TreeMap<>();
    for (TableSpec spec : SourceTables.all()) {
      boolean isNew = !known.equals(UNKNOWN) && !known.tables.containsKey(spec.table());
      if (!(isNew && spec.mayBeMissing())) {
        SchemaFinding.of(spec, tables.get(spec.table()), publication, role)
            .ifPresent(finding -> found.put(spec.table(), finding));
      }
    }
    return found;
  }

  /** Tables of newly installed modules that cannot be read yet: nothing is wrong until used. */
  Map<String, SchemaFinding> arrivals(SourceShape known, String publication, String role) {
    Map<String, SchemaFinding> found = new TreeMap<>();
    for (TableSpec spec : SourceTables.all()) {
      if (!known.equals(UNKNOWN)
          && spec.mayBeMissing()
          && !known.tables.containsKey(spec.table())) {
        SchemaFinding.of(spec, tables.get(spec.table()), publication, role)
            .ifPresent(finding -> found.put(spec.table(), finding));
      }
    }
    return found;
  }

  /** What is different now in anything the bridge reads, for a log; empty when nothing is. */
  public List<String> changesSince(SourceShape then) {
    List<String> changes = new ArrayList<>();
    for (TableSpec spec : SourceTables.all()) {
      Table before = then.tables.get(spec.table());
      Table now = tables.get(spec.table());
      if (before != null || (now != null && canBeRead(spec, now))) {
        change(spec, before, now).ifPresent(changes::add);
      }
    }
    return changes;
  }

  private static boolean canBeRead(TableSpec spec, Table table) {
    return SchemaFinding.of(spec, table, "", "").isEmpty();
  }

  private static Optional<String> change(
      TableSpec spec, @Nullable Table before, @Nullable Table now) {
    String table = spec.table();
    if (before == null || now == null) {
      return Optional.of(table + (now == null ? " is gone" : " is there now"));
    }
    if (before.oid != now.oid) {
      return Optional.of(table + " was dropped and created again");
    }
    if (before.published != now.published) {
      return Optional.of(table + (now.published ? " is published" : " is published no more"));
    }
    for (String column : spec.columns()) {
      Column was = before.columns.get(column);
      Column is = now.columns.get(column);
      if (was == null ? is != null : !was.equals(is)) {
        return Optional.of(table + "." + column + " " + difference(was, is));
      }
    }
    // Rows that only a rewrite changed come over no WAL.
    return spec.isLoaded() && before.file != now.file
        ? Optional.of(table + " was rewritten")
        : Optional.empty();
  }

  private static String difference(@Nullable Column was, @Nullable Column is) {
    if (was == null || is == null) {
      return is == null ? "is gone" : "is there now";
    }
    if (!was.type.equals(is.type)) {
      return "was " + was.type + " and is " + is.type;
    }
    return was.number != is.number
        ? "was dropped and added again"
        : is.readable ? "may be read now" : "may not be read any more";
  }

  /** Whether a table with these columns lacks one without which nothing can be read of it. */
  public static boolean lacksRequired(String table, Set<String> columns) {
    return !SourceTables.of(table).missing(columns).isEmpty();
  }

  /**
   * How rows of the stream differ from this shape.
   *
   * @param streamed columns of the stream's rows with their types; an empty type is not known
   */
  public Optional<String> difference(String table, Map<String, String> streamed) {
    Table loaded = tables.get(table);
    if (loaded == null) {
      return Optional.empty(); // not loaded, so not folded into any number
    }
    for (String column : SourceTables.of(table).columns()) {
      Column known = loaded.columns.get(column);
      String type = streamed.get(column);
      if ((known == null) != (type == null)) {
        return Optional.of(table + "." + column + (type == null ? " is gone" : " is there now"));
      }
      if (known != null && type != null && !type.isEmpty() && !type.equals(known.type)) {
        return Optional.of(table + "." + column + " was " + known.type + " and is " + type);
      }
    }
    return Optional.empty();
  }
}
