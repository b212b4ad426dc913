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
