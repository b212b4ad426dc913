package org.odoobridge.outbound.catalog.coupon.read;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.odoo.OdooCatalogue;

/** Statements of one snapshot of this Odoo. */
record Sql(Connection connection, OdooCatalogue catalogue) {
  /** Makes something of one row. */
  @FunctionalInterface
  interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /**
   * @param parameters {@link Integer}, {@link String}, {@link BigDecimal} or lists of the first two
   */
  <T> List<T> rows(String sql, List<?> parameters, Mapper<T> mapper) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        bind(statement, i + 1, parameters.get(i));
      }
      try (ResultSet row = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        while (row.next()) {
          rows.add(mapper.map(row));
        }
        return rows;
      }
    }
  }

  private void bind(PreparedStatement statement, int at, Object parameter) throws SQLException {
    switch (parameter) {
      case List<?> list -> {
        boolean text = !list.isEmpty() && list.getFirst() instanceof String;
        statement.setArray(at, connection.createArrayOf(text ? "text" : "int", list.toArray()));
      }
      case Integer number -> statement.setInt(at, number);
      case BigDecimal number -> statement.setBigDecimal(at, number);
      default -> statement.setString(at, parameter.toString());
    }
  }

  /** SQL for a name as people know it: in English where there are several. */
  String name(String alias, String table) {
    return catalogue.translated(table, "name") ? alias + ".name->>'en_US'" : alias + ".name";
  }

  /** SQL for a column that only some have. */
  String optional(String alias, String table, String column, String otherwise) {
    return catalogue.has(table, column) ? alias + '.' + column : otherwise;
  }

  static String text(ResultSet row, String column) throws SQLException {
    @Nullable String text = row.getString(column);
    return text == null ? "" : text;
  }

  static BigDecimal amount(ResultSet row, String column) throws SQLException {
    @Nullable BigDecimal amount = row.getBigDecimal(column);
    return amount == null ? BigDecimal.ZERO : amount.stripTrailingZeros();
  }

  /** A timestamp as Odoo keeps them, in UTC. */
  static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDateTime.class))
        .map(at -> at.toInstant(ZoneOffset.UTC));
  }

  static Optional<Instant> startOfDay(ResultSet row, String column, ZoneId zone)
      throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDate.class))
        .map(day -> day.atStartOfDay(zone).toInstant());
  }

  /** The last second of a day. */
  static Optional<Instant> endOfDay(ResultSet row, String column, ZoneId zone) throws SQLException {
    return Optional.ofNullable(row.getObject(column, LocalDate.class)).map(day -> endOf(day, zone));
  }

  static Instant endOf(LocalDate day, ZoneId zone) {
    return day.plusDays(1).atStartOfDay(zone).toInstant().minusSeconds(1);
  }
}
