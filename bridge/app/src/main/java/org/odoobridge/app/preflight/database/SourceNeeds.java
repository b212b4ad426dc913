package org.odoobridge.app.preflight.database;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.inbound.odoo.DirectoryGrants;
import org.odoobridge.outbound.projection.SourceTables;
import org.odoobridge.outbound.projection.TableSpec;

/**
 * What the bridge needs in Odoo's database.
 *
 * @param tables what outbound reads; the publication must name those that are published, of the
 *     modules that are installed
 * @param lookedUp further tables of which only some columns are read, by SQL; any may be missing in
 *     some Odoo version
 * @param lagAlarm WAL held back by the slot above this is worth a warning
 */
public record SourceNeeds(
    PgUrl database,
    String slot,
    String publication,
    ByteSize lagAlarm,
    List<TableSpec> tables,
    SortedMap<String, List<String>> lookedUp) {

  /** The needs of both halves, where no channel publishes its catalogue. */
  public static SourceNeeds of(PgUrl database, String slot, String publication, ByteSize lagAlarm) {
    return of(database, slot, publication, lagAlarm, false, false);
  }

  /**
   * The needs of both halves.
   *
   * @param catalog whether a channel publishes its catalogue
   * @param coupons whether a channel publishes coupons
   */
  public static SourceNeeds of(
      PgUrl database,
      String slot,
      String publication,
      ByteSize lagAlarm,
      boolean catalog,
      boolean coupons) {
    List<TableSpec> tables = SourceTables.all(catalog, coupons);
    SortedMap<String, List<String>> lookedUp = new TreeMap<>(DirectoryGrants.COLUMNS);
    tables.forEach(table -> lookedUp.remove(table.table()));
    return new SourceNeeds(database, slot, publication, lagAlarm, tables, lookedUp);
  }

  public String role() {
    return database.user();
  }

  /** Names of the tables the publication must have, of a database with these columns by table. */
  List<String> publishedOf(Map<String, Collection<String>> columns) {
    List<String> names = new ArrayList<>();
    tables.stream()
        .filter(TableSpec::published)
        .map(TableSpec::table)
        .filter(columns::containsKey)
        .forEach(names::add);
    return names;
  }
}
