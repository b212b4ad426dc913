package org.odoobridge.outbound.capture;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;

/** The PostgreSQL type of a column in the stream, by the name that {@code format_type} gives it. */
final class ColumnType {
  /** The driver's names that differ from PostgreSQL's own. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("int2", "smallint"),
          Map.entry("int4", "integer"),
          Map.entry("serial", "integer"),
          Map.entry("int8", "bigint"),
          Map.entry("bigserial", "bigint"),
          Map.entry("float4", "real"),
          Map.entry("float8", "double precision"),
          Map.entry("bool", "boolean"),
          Map.entry("varchar", "character varying"),
          Map.entry("bpchar", "character"),
          Map.entry("timestamp", "timestamp without time zone"),
          Map.entry("timestamptz", "timestamp with time zone"));

  private ColumnType() {}

  static String of(Schema schema) {
    Map<String, String> parameters = Objects.requireNonNullElse(schema.parameters(), Map.of());
    String name =
        parameters.getOrDefault("__debezium.source.column.type", "").toLowerCase(Locale.ROOT);
    return NAMES.getOrDefault(name, name);
  }
}
