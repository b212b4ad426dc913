package org.odoobridge.outbound.capture;

import io.debezium.time.Date;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.Timestamp;
import io.debezium.time.ZonedTimestamp;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns one column's Connect value into the Java value that {@link Row} promises. */
@FunctionalInterface
interface ColumnReader {
  Logger LOG = LoggerFactory.getLogger(ColumnReader.class);
  String NUMERIC_TYPE = "numeric";
  Pattern NOT_A_NUMBER = Pattern.compile("NaN|-?Infinity|(NEGATIVE|POSITIVE)_INFINITY");

  Object read(Object value);

  /**
   * The reader of a column.
   *
   * @param numeric whether its text is a number ({@code decimal.handling.mode=string})
   */
  static ColumnReader of(Schema schema, boolean numeric) {
    String logicalType = Optional.ofNullable(schema.name()).orElse("");
    return switch (logicalType) {
      case MicroTimestamp.SCHEMA_NAME ->
          value -> Instant.EPOCH.plus(((Number) value).longValue(), ChronoUnit.MICROS);
      case Timestamp.SCHEMA_NAME -> value -> Instant.ofEpochMilli(((Number) value).longValue());
      case ZonedTimestamp.SCHEMA_NAME ->
          value -> OffsetDateTime.parse(value.toString()).toInstant();
      case Date.SCHEMA_NAME -> value -> LocalDate.ofEpochDay(((Number) value).longValue());
      default -> plain(schema, numeric);
    };
  }

  private static ColumnReader plain(Schema schema, boolean numeric) {
    return switch (schema.type()) {
      case INT8, INT16 -> value -> ((Number) value).intValue();
      case INT32, INT64, BOOLEAN -> value -> value;
      case FLOAT32, FLOAT64 -> value -> decimal(value.toString());
      case STRING -> numeric ? value -> decimal(value.toString()) : value -> value;
      case BYTES -> value -> "\\x" + HexFormat.of().formatHex(bytes(value));
      case ARRAY -> value -> arrayText((List<?>) value);
      case MAP -> value -> ((Map<?, ?>) value).toString();
      case STRUCT -> Object::toString;
    };
  }

  /** NaN and infinities, which Odoo never stores by itself, count as zero and are reported. */
  private static BigDecimal decimal(String text) {
    if (NOT_A_NUMBER.matcher(text).matches()) {
      LOG.atWarn().addKeyValue("value", text).log("a number in the WAL is none; read as zero");
      return BigDecimal.ZERO;
    }
    return new BigDecimal(text);
  }

  private static byte[] bytes(Object value) {
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return bytes;
    }
    return (byte[]) value;
  }

  /** As PostgreSQL prints simple arrays: {@code {a,b}}. */
  private static String arrayText(List<? extends @Nullable Object> values) {
    return values.stream()
        .map(value -> value == null ? "NULL" : value.toString())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
