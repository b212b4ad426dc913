package org.odoobridge.outbound.projection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      Stream.of(ProductTables.ALL, StockTables.ALL, KitSources.ALL, SaleTables.ALL, TillTables.ALL)
          .flatMap(List::stream)
          .toList();

  private static final List<TableSpec> WITH_CATALOG =
      merged(
          Stream.of(ALL, CatalogTables.ALL, PricingTables.ALL, CouponTables.ALL)
              .flatMap(List::stream)
              .toList());

  private static final Set<String> OF_COUPONS =
      CouponTables.ALL.stream().map(TableSpec::table).collect(Collectors.toUnmodifiableSet());

  private SourceTables() {}

  /**
   * Every table, in an order in which one refers only to earlier ones.
   *
   * @param catalog whether a channel publishes its catalogue, too, coupons included
   */
  public static List<TableSpec> all(boolean catalog) {
    return catalog ? WITH_CATALOG : ALL;
  }

  /**
   * Every table that is needed.
   *
   * @param catalog whether a channel publishes its catalogue
   * @param coupons whether a channel publishes coupons, too; without them their tables are not
   *     asked for
   */
  public static List<TableSpec> all(boolean catalog, boolean coupons) {
    return all(catalog).stream()
        .filter(spec -> coupons || !OF_COUPONS.contains(spec.table()))
        .toList();
  }

  /** As {@link #publicationTables()}, of {@link #all(boolean, boolean)}. */
  public static List<String> publicationTables(boolean catalog, boolean coupons) {
    return all(catalog, coupons).stream()
        .filter(TableSpec::published)
        .map(TableSpec::table)
        .toList();
  }

  /**
   * As {@link #publicationTables()}.
   *
   * @param catalog whether a channel publishes its catalogue, too
   */
  public static List<String> publicationTables(boolean catalog) {
    return all(catalog).stream().filter(TableSpec::published).map(TableSpec::table).toList();
  }

  /** One spec a table, in the order of the first. */
  private static List<TableSpec> merged(List<TableSpec> specs) {
    Map<String, TableSpec> byTable = new LinkedHashMap<>();
    specs.forEach(spec -> byTable.merge(spec.table(), spec, TableSpec::and));
    return List.copyOf(byTable.values());
  }

  /** Every table, in an order in which one refers only to earlier ones. */
  public static List<TableSpec> all() {
    return ALL;
  }

  /**
   * What is to be loaded: every table of the stock, and what further parts want of the others.
   *
   * @param wanted tables that {@link TablePart}s ask for
   */
  static List<TableSpec> needed(Set<String> wanted) {
    return merged(
        Stream.concat(
                ALL.stream(),
                Stream.of(CatalogTables.ALL, PricingTables.ALL)
                    .flatMap(List::stream)
                    .filter(spec -> wanted.contains(spec.table())))
            .toList());
  }

  /** One table, with all that is read of it. */
  static TableSpec of(String table) {
    return WITH_CATALOG.stream()
        .filter(spec -> spec.table().equals(table))
        .findFirst()
        .orElseThrow();
  }

  /** Names for {@code CREATE PUBLICATION … FOR TABLE}. */
  public static List<String> publicationTables() {
    return publicationTables(false);
  }

  /** Columns that are taken from the WAL, by table, whether a database has them or not. */
  public static Map<String, Set<String>> capturedColumns() {
    return WITH_CATALOG.stream()
        .filter(TableSpec::published)
        .collect(Collectors.toMap(TableSpec::table, spec -> Set.copyOf(spec.columns())));
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
    return grants(role, existing, false);
  }

  /**
   * As {@link #grants(String, Set)}.
   *
   * @param catalog whether a channel publishes its catalogue, too
   */
  public static List<String> grants(String role, Set<String> existing, boolean catalog) {
    String quoted = '"' + role.replace("\"", "\"\"") + '"';
    return List.of(
        "GRANT USAGE ON SCHEMA public TO " + quoted,
        "GRANT SELECT ON "
            + all(catalog).stream()
                .map(TableSpec::table)
                .filter(existing::contains)
                .collect(Collectors.joining(", "))
            + " TO "
            + quoted);
  }
}
