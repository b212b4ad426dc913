package org.odoobridge.outbound.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something in Odoo's database that the bridge needs and cannot read, by name.
 *
 * @param message what is so
 * @param remedy what a person has to do, as exactly as it can be said
 */
public record SchemaFinding(String message, String remedy) {
  /** What keeps the bridge from reading a table; empty when nothing does. */
  static Optional<SchemaFinding> of(
      TableSpec spec, SourceShape.@Nullable Table table, String publication, String role) {
    if (table == null) {
      return spec.mayBeMissing()
          ? Optional.empty()
          : Optional.of(
              new SchemaFinding(
                  "Odoo's database has no table " + spec.table(),
                  "is this Odoo's database, with module " + spec.module() + " installed?"));
    }
    List<String> missing = spec.missing(table.columns().keySet());
    if (!missing.isEmpty()) {
      return Optional.of(
          new SchemaFinding(
              "Odoo's database has no " + columns(spec.table(), missing),
              "bring it back (odoo -u "
                  + spec.moduleName()
                  + " does, if a module took it away), or install a bridge that knows this Odoo"));
    }
    List<String> unfit =
        spec.columns(table.columns().keySet()).stream()
            .filter(column -> !ColumnKind.accepts(spec.table(), column, type(table, column)))
            .toList();
    if (!unfit.isEmpty()) {
      return Optional.of(unfit(spec, table, unfit));
    }
    Set<String> readable = table.readable();
    List<String> refused =
        spec.readable(table.columns().keySet()).stream()
            .filter(column -> !readable.contains(column))
            .toList();
    List<String> problems = new ArrayList<>();
    List<String> statements = new ArrayList<>();
    if (spec.published() && !table.published()) {
      problems.add("publication " + publication + " does not name " + spec.table());
      statements.add(
          "ALTER PUBLICATION " + quoted(publication) + " ADD TABLE public." + spec.table() + ";");
    }
    if (spec.published() && table.published()) {
      narrowed(spec, table, publication, problems, statements);
    }
    if (!refused.isEmpty()) {
      problems.add("role " + role + " may not read " + columns(spec.table(), refused));
      statements.add("GRANT SELECT ON public." + spec.table() + " TO " + quoted(role) + ";");
    }
    return problems.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SchemaFinding(
                String.join(", ", problems),
                "as a superuser, in Odoo's database: " + String.join(" ", statements)));
  }

  /**
   * A column that only documents are made of was taken away.
   *
   * @param column with its table
   */
  static SchemaFinding lost(String column, String module) {
    return new SchemaFinding(
        column + " is gone: channels keep what they show of it",
        "bring it back (odoo -u "
            + module
            + " does, if a module took it away); if it is meant to be gone, the next start of the"
            + " bridge takes it as it is");
  }

  private static SchemaFinding unfit(
      TableSpec spec, SourceShape.Table table, List<String> columns) {
    List<String> problems = new ArrayList<>();
    List<String> statements = new ArrayList<>();
    for (String column : columns) {
      ColumnKind kind = ColumnKind.of(spec.table(), column).orElseThrow();
      problems.add(
          "%s.%s is %s, not %s".formatted(spec.table(), column, type(table, column), kind.words()));
      statements.add(kind.statement(spec.table(), column));
    }
    return new SchemaFinding(
        String.join(", ", problems),
        "give it back its type (odoo -u "
            + spec.module()
            + " does, if a module took it away), or as the table's owner: "
            + String.join(" ", statements));
  }

  private static String type(SourceShape.Table table, String column) {
    SourceShape.Column known = table.columns().get(column);
    return known == null ? "" : known.type();
  }

  /** A column list or a row filter hides changes; a list also makes upgrades of Odoo fail. */
  private static void narrowed(
      TableSpec spec,
      SourceShape.Table table,
      String publication,
      List<String> problems,
      List<String> statements) {
    Set<String> sent = table.sent();
    List<String> hidden =
        spec.columns(table.columns().keySet()).stream()
            .filter(column -> !sent.contains(column))
            .toList();
    if (!hidden.isEmpty()) {
      problems.add("publication " + publication + " hides " + columns(spec.table(), hidden));
    }
    if (table.filtered()) {
      problems.add("publication " + publication + " hides rows of " + spec.table());
    }
    if (!hidden.isEmpty() || table.filtered()) {
      statements.add(
          "BEGIN; ALTER PUBLICATION %1$s DROP TABLE public.%2$s; ALTER PUBLICATION %1$s ADD TABLE public.%2$s; COMMIT;"
              .formatted(quoted(publication), spec.table()));
    }
  }

  /** Message and remedy in one line. */
  public String text() {
    return message + "; " + remedy;
  }

  private static String columns(String table, List<String> columns) {
    return table + "." + String.join(", " + table + ".", columns);
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
