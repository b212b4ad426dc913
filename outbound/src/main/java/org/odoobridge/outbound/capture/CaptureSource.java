package org.odoobridge.outbound.capture;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.odoobridge.core.runtime.PgUrl;

/**
 * What is captured.
 *
 * @param database Odoo's database; a role with LOGIN REPLICATION and SELECT on the tables suffices
 * @param tables names without schema ({@code public}); changes of other published tables are
 *     skipped before they are decoded
 * @param columns by table, the columns that are decoded; whatever else a table has (Odoo databases
 *     have hundreds of custom columns, of any type) is skipped. A table not named here is decoded
 *     whole. A primary key must be named
 * @param node name of this node, for the epoch's holder and for logs
 */
public record CaptureSource(
    PgUrl database, Set<String> tables, Map<String, Set<String>> columns, String node) {
  public CaptureSource {
    if (tables.isEmpty()) {
      throw new IllegalArgumentException("no tables to capture");
    }
    tables = Set.copyOf(new TreeSet<>(tables));
    Map<String, Set<String>> copy = new HashMap<>();
    columns.forEach((table, names) -> copy.put(table, Set.copyOf(names)));
    columns = Map.copyOf(copy);
  }

  /** These tables with all their columns. */
  public CaptureSource(PgUrl database, Set<String> tables, String node) {
    this(database, tables, Map.of(), node);
  }
}
