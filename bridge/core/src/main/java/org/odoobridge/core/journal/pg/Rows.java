package org.odoobridge.core.journal.pg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.model.ChannelId;

/** Columns of {@code inbound_message} as our types. */
final class Rows {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> STRINGS = new TypeReference<>() {};

  private Rows() {}

  static ResourceKey key(ResultSet row) throws SQLException {
    return new ResourceKey(
        new ChannelId(row.getString("source")),
        row.getString("resource"),
        row.getString("resource_id"));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  static OptionalLong version(ResultSet row) throws SQLException {
    long version = row.getLong("version");
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(version);
  }

  static Map<String, String> headers(ResultSet row) throws SQLException {
    try {
      return JSON.readValue(row.getString("headers"), STRINGS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("inbound_message.headers is not what we wrote", e);
    }
  }
}
