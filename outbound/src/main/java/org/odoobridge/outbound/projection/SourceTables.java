package org.odoobridge.outbound.projection;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every table and column of Odoo's database that the outbound half reads: the one place behind the
 * loader, the publication, the grants and preflight. Which Odoo version has which is compared in a
 * test with recorded tables of 14, 17, 18 and 19.
 */
public final class SourceTables {
  private static final List<TableSpec> ALL =
      Stream.of(ProductTables.ALL, StockTables.ALL, SaleTables.ALL, TillTables.ALL)
          .flatMap(List::stream)
          .toList();

  private SourceTables() {}

  /** Every table, in an order in which one refers only to earlier ones. */
  public static List<TableSpec> all() {
    return ALL;
  }

  /** One of {@link #all}. */
  static TableSpec of(String table) {
    return ALL.stream().filter(spec -> spec.table().equals(table)).findFirst().orElseThrow();
  }

  /** Names for {@code CREATE PUBLICATION … FOR TABLE}. */
  public static List<String> publicationTables() {
    return ALL.stream().filter(TableSpec::published).map(TableSpec::table).toList();
  }

  /** As {@link #publicationTables()}, of a database that has only {@code existing} tables. */
  public static List<String> publicationTables(Set<String> existing) {
    return publicationTables().stream().filter(existing::contains).toList();
  }

  /**
   * The statements that let {@code role} read what the bridge reads and nothing more.
   *
   * @param existing tables the database has; grants on others would fail
   */
  public static List<String> grants(String role, Set<String> existing) {
    String quoted = '"' + role.replace("\"", "\"\"") + '"';
    return List.of(
        "GRANT USAGE ON SCHEMA public TO " + quoted,
        "GRANT SELECT ON "
            + ALL.stream()
                .map(TableSpec::table)
                .filter(existing::contains)
                .collect(Collectors.joining(", "))
            + " TO "
            + quoted);
  }
}
