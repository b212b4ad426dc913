package org.odoobridge.outbound.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One table of Odoo's that the bridge reads, by SQL and from the WAL.
 *
 * @param required columns without which the bridge cannot work
 * @param optional columns that only some Odoo versions or modules have
 * @param eitherOf groups of columns of which a version has at least one
 * @param documents columns that are read by SQL alone, when a document about a row is made; any may
 *     be missing. They are neither loaded nor taken from the WAL
 * @param module Odoo module that brings the table; the table may be missing with it unless it is
 *     {@code base}, {@code product} or {@code stock}
 * @param load condition on the rows read at the start, with {@code t} as the table; {@code true}
 *     for all, {@code false} for a table whose changes alone matter. Rows it leaves out are of no
 *     interest until they change.
 * @param published whether its changes are read from the WAL; if not, only SQL reads it
 */
public record TableSpec(
    String table,
    List<String> required,
    List<String> optional,
    List<List<String>> eitherOf,
    List<String> documents,
    String module,
    String load,
    boolean published) {
  private static final String NEVER = "false";

  public TableSpec {
    required = List.copyOf(required);
    optional = List.copyOf(optional);
    eitherOf = eitherOf.stream().map(List::copyOf).toList();
    documents = List.copyOf(documents);
  }

  /** A table whose rows of interest are loaded. */
  static TableSpec of(String table, String module, String load, String... required) {
    return new TableSpec(
        table, List.of(required), List.of(), List.of(), List.of(), module, load, true);
  }

  /** A table of which only changes matter: nothing is loaded. */
  static TableSpec watched(String table, String module, String... required) {
    return of(table, module, NEVER, required);
  }

  /** A table that SQL alone reads, when a document is made; any of its columns may be missing. */
  static TableSpec lookedUp(String table, String module, String... columns) {
    return new TableSpec(
        table, List.of(), List.of(), List.of(), List.of(columns), module, NEVER, false);
  }

  /** This table, with columns that may be missing. */
  TableSpec with(String... columns) {
    return new TableSpec(
        table, required, List.of(columns), eitherOf, documents, module, load, published);
  }

  /** This table, with columns of which a version has at least one. */
  TableSpec withEither(String... columns) {
    List<List<String>> groups = new ArrayList<>(eitherOf);
    groups.add(List.of(columns));
    return new TableSpec(table, required, optional, groups, documents, module, load, published);
  }

  /** The module alone, without the releases in which it brings the table. */
  public String moduleName() {
    return module.split(" ", 2)[0];
  }

  /** Whether only some releases have the table, as its module's text says, such as "until 15". */
  public boolean ofSomeReleases() {
    return module.indexOf(' ') >= 0;
  }

  /** This table, with columns that SQL alone reads; see {@link #documents()}. */
  TableSpec documents(String... columns) {
    return new TableSpec(
        table, required, optional, eitherOf, List.of(columns), module, load, published);
  }

  /** What either needs of the same table; a column that one requires is required. */
  TableSpec and(TableSpec other) {
    List<String> needed = union(required, other.required);
    List<String> wanted = new ArrayList<>(union(optional, other.optional));
    wanted.removeAll(needed);
    List<List<String>> groups = new ArrayList<>(eitherOf);
    other.eitherOf.stream().filter(group -> !groups.contains(group)).forEach(groups::add);
    return new TableSpec(
        table,
        needed,
        wanted,
        groups,
        union(documents, other.documents),
        mayBeMissing() ? other.module : module,
        loadOf(other),
        published || other.published);
  }

  private String loadOf(TableSpec other) {
    if (load.equals(other.load) || other.load.equals(NEVER)) {
      return load;
    }
    return load.equals(NEVER) ? other.load : "(" + load + ") or (" + other.load + ")";
  }

  private static List<String> union(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).distinct().toList();
  }

  /**
   * Whether the bridge works without this table: its module is not installed, or only looked up.
   */
  public boolean mayBeMissing() {
    return required.isEmpty() || !Set.of("base", "product", "stock").contains(module);
  }

  /** Whether rows are read at the start. */
  public boolean isLoaded() {
    return !load.equals(NEVER);
  }

  /** Columns that are loaded and taken from the WAL, wherever they exist. */
  public List<String> columns() {
    return Stream.of(required.stream(), optional.stream(), eitherOf.stream().flatMap(List::stream))
        .flatMap(columns -> columns)
        .distinct()
        .toList();
  }

  /** Of {@link #columns()}, those that a database with {@code existing} has. */
  public List<String> columns(Set<String> existing) {
    return columns().stream().filter(existing::contains).toList();
  }

  /** Of all columns that are read in any way, those that a database with {@code existing} has. */
  public List<String> readable(Set<String> existing) {
    return Stream.concat(columns().stream(), documents.stream())
        .distinct()
        .filter(existing::contains)
        .toList();
  }

  /** Columns without which the bridge cannot work and that {@code existing} lacks. */
  public List<String> missing(Set<String> existing) {
    List<String> missing = new ArrayList<>();
    required.stream().filter(column -> !existing.contains(column)).forEach(missing::add);
    for (List<String> group : eitherOf) {
      if (group.stream().noneMatch(existing::contains)) {
        missing.add(String.join(" or ", group));
      }
    }
    return missing;
  }

  /** The statement that reads the rows of interest. */
  public String select(Set<String> existing) {
    return "select t."
        + String.join(", t.", columns(existing))
        + " from "
        + table
        + " t where "
        + load;
  }
}
