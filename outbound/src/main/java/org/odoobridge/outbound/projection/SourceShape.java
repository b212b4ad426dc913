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
import java.util.function.Predicate;
import java.util.stream.Stream;
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
   * @param filtered whether the publication leaves out rows of it
   */
  public record Table(
      long oid, long file, boolean published, boolean filtered, Map<String, Column> columns) {
    public Table {
      columns = Map.copyOf(columns);
    }

    /** Columns the role may read. */
    Set<String> readable() {
      Set<String> names = new HashSet<>();
      columns.forEach((name, column) -> addIf(column.readable(), name, names));
      return names;
    }

    /** Columns that the publication sends with a row. */
    Set<String> sent() {
      Set<String> names = new HashSet<>();
      columns.forEach((name, column) -> addIf(column.published(), name, names));
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
   * @param published whether the publication sends it with the table's rows
   */
  public record Column(int number, String type, boolean readable, boolean published) {}

  public SourceShape {
    tables = Map.copyOf(tables);
  }

  /**
   * Column lists and row filters are there from PostgreSQL 15 on; as json, their absence is null.
   */
  private static final String SQL =
      """
      with streamed as (
        select p.tablename, to_jsonb(p) as how from pg_publication_tables p
         where p.pubname = ? and p.schemaname = 'public')
      select c.relname, c.oid, coalesce(pg_relation_filenode(c.oid), 0),
             s.tablename is not null, (s.how ->> 'rowfilter') is not null,
             a.attname, a.attnum, format_type(a.atttypid, null),
             has_schema_privilege(c.relnamespace, 'USAGE')
               and has_column_privilege(c.oid, a.attnum, 'SELECT'),
             coalesce(s.how -> 'attnames' @> to_jsonb(a.attname), s.tablename is not null)
        from pg_class c left join streamed s on s.tablename = c.relname
        left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                                and a.attname = any (?)
       where c.relnamespace = to_regnamespace('public') and c.relkind in ('r', 'p')
         and c.relname = any (?)\
      """;

  private static final Object[] TABLES =
      SourceTables.all(true).stream().map(TableSpec::table).toArray();

  /** Tables grow by hundreds of columns that nobody reads. */
  private static final Object[] COLUMNS =
      SourceTables.all(true).stream()
          .flatMap(spec -> Stream.concat(spec.columns().stream(), spec.documents().stream()))
          .distinct()
          .toArray();

  /**
   * Reads PostgreSQL's catalogue, which needs no grant on the tables.
   *
   * @param publication its name; empty when nothing is to be streamed: all counts as published
   */
  public static SourceShape read(Connection connection, String publication) throws SQLException {
    boolean streams = !publication.isEmpty();
    Map<String, Map<String, Column>> columns = new HashMap<>();
    Map<String, Table> tables = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(SQL)) {
      query.setString(1, publication);
      query.setArray(2, connection.createArrayOf("text", COLUMNS));
      query.setArray(3, connection.createArrayOf("text", TABLES));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          String table = row.getString(1);
          tables.put(
              table,
              new Table(
                  row.getLong(2),
                  row.getLong(3),
                  !streams || row.getBoolean(4),
                  streams && row.getBoolean(5),
                  Map.of()));
          String column = row.getString(6);
          if (column != null) {
            columns
                .computeIfAbsent(table, t -> new HashMap<>())
                .put(
                    column,
                    new Column(
                        row.getInt(7),
                        row.getString(8),
                        row.getBoolean(9),
                        !streams || row.getBoolean(10)));
          }
        }
      }
    }
    tables.replaceAll(
        (name, table) ->
            new Table(
                table.oid(),
                table.file(),
                table.published(),
                table.filtered(),
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
   * @param specs what is to be read
   * @param known what was loaded before: a table of a module that was not there then is left out,
   *     until it can be read; {@link #UNKNOWN} for the first time
   */
  Map<String, SchemaFinding> obstacles(
      List<TableSpec> specs, SourceShape known, String publication, String role) {
    return findings(specs, spec -> !isArrival(spec, known), publication, role);
  }

  /** Tables of newly installed modules that cannot be read yet: nothing is wrong until used. */
  Map<String, SchemaFinding> arrivals(
      List<TableSpec> specs, SourceShape known, String publication, String role) {
    return findings(specs, spec -> isArrival(spec, known), publication, role);
  }

  private static boolean isArrival(TableSpec spec, SourceShape known) {
    return !known.equals(UNKNOWN) && spec.mayBeMissing() && !known.tables.containsKey(spec.table());
  }

  private Map<String, SchemaFinding> findings(
      List<TableSpec> specs, Predicate<TableSpec> of, String publication, String role) {
    Map<String, SchemaFinding> found = new TreeMap<>();
    specs.stream()
        .filter(of)
        .forEach(
            spec ->
                SchemaFinding.of(spec, tables.get(spec.table()), publication, role)
                    .ifPresent(finding -> found.put(spec.table(), finding)));
    return found;
  }

  /** Columns that only documents are made of, that were there {@code then} and are gone. */
  Map<String, SchemaFinding> losses(List<TableSpec> specs, SourceShape then) {
    Map<String, SchemaFinding> found = new TreeMap<>();
    for (TableSpec spec : specs) {
      Table before = then.tables.get(spec.table());
      Table now = tables.get(spec.table());
      if (before != null && now != null) {
        spec.documents().stream()
            .filter(column -> before.columns.containsKey(column))
            .filter(column -> !now.columns.containsKey(column))
            .forEach(
                column -> {
                  String name = spec.table() + "." + column;
                  found.put(name, SchemaFinding.lost(name, spec.module()));
                });
      }
    }
    return found;
  }

  /**
   * What is different now in anything the bridge loads or streams, for a log; empty when nothing
   * is.
   */
  public List<String> changesSince(SourceShape then, List<TableSpec> specs) {
    List<String> changes = new ArrayList<>();
    for (TableSpec spec : specs) {
      Table before = then.tables.get(spec.table());
      Table now = tables.get(spec.table());
      if (before != null || (now != null && canBeRead(spec, now))) {
        change(spec, before, now).ifPresent(changes::add);
      }
    }
    return changes;
  }

  /** As {@link #changesSince}, of columns that SQL alone reads, for documents. */
  public List<String> documentChangesSince(SourceShape then, List<TableSpec> specs) {
    List<String> changes = new ArrayList<>();
    for (TableSpec spec : specs) {
      Table before = then.tables.get(spec.table());
      Table now = tables.get(spec.table());
      if (before != null && now != null) {
        columnChange(spec.table(), spec.documents(), before, now).ifPresent(changes::add);
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
    Optional<String> column = columnChange(table, spec.columns(), before, now);
    if (column.isPresent()) {
      return column;
    }
    if (before.filtered != now.filtered) {
      return Optional.of(table + (now.filtered ? " is published in part" : " is published whole"));
    }
    // Rows that only a rewrite changed come over no WAL.
    return spec.isLoaded() && before.file != now.file
        ? Optional.of(table + " was rewritten")
        : Optional.empty();
  }

  private static Optional<String> columnChange(
      String table, List<String> columns, Table before, Table now) {
    for (String column : columns) {
      Column was = before.columns.get(column);
      Column is = now.columns.get(column);
      if (was == null ? is != null : !was.equals(is)) {
        return Optional.of(table + "." + column + " " + difference(was, is));
      }
    }
    return Optional.empty();
  }

  private static String difference(@Nullable Column was, @Nullable Column is) {
    if (was == null || is == null) {
      return is == null ? "is gone" : "is there now";
    }
    if (!was.type.equals(is.type)) {
      return "was " + was.type + " and is " + is.type;
    }
    if (was.number != is.number) {
      return "was dropped and added again";
    }
    if (was.published != is.published) {
      return is.published ? "is published" : "is published no more";
    }
    return is.readable ? "may be read now" : "may not be read any more";
  }

  /**
   * Whether a table with these columns lacks one without which nothing can be read of it, or has it
   * with a type that cannot be.
   *
   * @param types by column; an empty type is not known
   */
  public static boolean isUnreadable(String table, Map<String, String> types) {
    TableSpec spec = SourceTables.of(table);
    return !spec.missing(types.keySet()).isEmpty()
        || spec.columns().stream()
            .anyMatch(column -> !ColumnKind.accepts(table, column, types.getOrDefault(column, "")));
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
