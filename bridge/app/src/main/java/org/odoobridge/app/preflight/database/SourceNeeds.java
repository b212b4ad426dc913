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
 * @param published tables the publication must name, those of modules that are not installed left
 *     out
 * @param lookedUp further tables of which only some columns are read, by SQL; any may be missing in
 *     some Odoo version
 * @param lagAlarm WAL held back by the slot above this is worth a warning
 */
public record SourceNeeds(
    PgUrl database,
    String slot,
    String publication,
    ByteSize lagAlarm,
    List<TableSpec> published,
    SortedMap<String, List<String>> lookedUp) {

  /** The needs of both halves. */
  public static SourceNeeds of(PgUrl database, String slot, String publication, ByteSize lagAlarm) {
    List<TableSpec> published = SourceTables.all();
    SortedMap<String, List<String>> lookedUp = new TreeMap<>(DirectoryGrants.COLUMNS);
    published.forEach(table -> lookedUp.remove(table.table()));
    return new SourceNeeds(database, slot, publication, lagAlarm, published, lookedUp);
  }

  public String role() {
    return database.user();
  }

  /** Names of the tables the publication must have, of a database with these columns by table. */
  List<String> publishedOf(Map<String, Collection<String>> columns) {
    List<String> names = new ArrayList<>();
    published.stream().map(TableSpec::table).filter(columns::containsKey).forEach(names::add);
    return names;
  }
}
