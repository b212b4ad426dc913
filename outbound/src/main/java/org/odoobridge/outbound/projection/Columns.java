package org.odoobridge.outbound.projection;

import java.time.Instant;
import org.odoobridge.outbound.capture.Row;

/**
 * Reads columns of a changed row over what was known: an absent column (another Odoo version) or
 * one the WAL left out keeps its old value.
 */
public final class Columns {
  private Columns() {}

  private static boolean here(Row row, String column) {
    return row.has(column) && !row.isUnchanged(column);
  }

  /** A many-to-one column; 0 when empty. */
  public static int id(Row row, String column, int old) {
    return here(row, column) ? row.optionalInt(column).orElse(0) : old;
  }

  public static boolean flag(Row row, String column, boolean old) {
    return here(row, column) ? row.flag(column) : old;
  }

  /** Whether the column holds anything but false and NULL. */
  public static boolean set(Row row, String column, boolean old) {
    if (!here(row, column)) {
      return old;
    }
    Object value = row.get(column);
    return value != null && !Boolean.FALSE.equals(value);
  }

  /** A quantity in {@link Millionths}; NULL counts as zero. */
  public static long quantity(Row row, String column, long old) {
    if (!here(row, column)) {
      return old;
    }
    return row.get(column) instanceof Number number ? Millionths.of(number) : 0;
  }

  /** A number as Odoo's Python computes with it; NULL counts as zero. */
  public static double number(Row row, String column, double old) {
    if (!here(row, column)) {
      return old;
    }
    return row.get(column) instanceof Number number ? number.doubleValue() : 0;
  }

  /** Text; empty when NULL. */
  public static String text(Row row, String column, String old) {
    return here(row, column) ? row.text(column).orElse("") : old;
  }

  /** Milliseconds since the epoch; 0 when NULL. */
  public static long millis(Row row, String column, long old) {
    if (!here(row, column)) {
      return old;
    }
    return row.get(column) instanceof Instant instant ? instant.toEpochMilli() : 0;
  }
}
