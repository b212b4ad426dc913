package org.odoobridge.outbound.capture;

/** One committed change of one row, in the order of the WAL. {@code table} has no schema. */
public sealed interface RowChange {
  String table();

  /** A new row, whole. */
  record Inserted(String table, Row after) implements RowChange {}

  /** A row as it is after the change; large unchanged values are {@link Row#UNCHANGED}. */
  record Updated(String table, Row after) implements RowChange {}

  /** A row that is gone; under REPLICA IDENTITY DEFAULT only its primary key is known. */
  record Deleted(String table, Row key) implements RowChange {}

  /** All rows of the table are gone. */
  record Truncated(String table) implements RowChange {}
}
