package org.odoobridge.outbound.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One table of Odoo's that the bridge reads, by SQL and from the WAL.
 *
 * @param required columns without which the bridge cannot work
 * @param optional columns that only some Odoo versions or modules have
 * @param module Odoo module that brings the table; the table may be missing with it unless it is
 *     {@code base}, {@code product} or {@code stock}
 * @param load condition on the rows read at the start, with {@code t} as the table; {@code true}
 *     for all. Rows it leaves out are of no interest until they change.
 */
public record TableSpec(
    String table, List<String> required, List<String> optional, String module, String load) {
  public TableSpec {
    required = List.copyOf(required);
    optional = List.copyOf(optional);
  }

  /** This table, with columns that may be missing. */
  TableSpec with(String... columns) {
    return new TableSpec(table, required, List.of(columns), module, load);
  }

  /** Whether the bridge works without this table, since its module is not installed. */
  public boolean mayBeMissing() {
    return !Set.of("base", "product", "stock").contains(module);
  }

  /** The columns to read from a database that has {@code existing}. */
  public List<String> columns(Set<String> existing) {
    List<String> columns = new ArrayList<>(required);
    optional.stream().filter(existing::contains).forEach(columns::add);
    return columns;
  }

  /** Required columns that {@code existing} lacks. */
  public List<String> missing(Set<String> existing) {
    return required.stream().filter(column -> !existing.contains(column)).toList();
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
