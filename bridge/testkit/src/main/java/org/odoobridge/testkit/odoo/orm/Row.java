package org.odoobridge.testkit.odoo.orm;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table or query; a column that is NULL is absent.
 *
 * @param values column to JDBC value
 */
public record Row(Map<String, Object> values) {

  public Row {
    values = Map.copyOf(values);
  }

  public boolean has(String column) {
    return values.containsKey(column);
  }

  public @Nullable Object get(String column) {
    return values.get(column);
  }

  public int id() {
    return ref("id");
  }

  /** An integer or a reference; 0 when NULL. */
  public int ref(String column) {
    return values.get(column) instanceof Number n ? n.intValue() : 0;
  }

  /** A text; empty when NULL. */
  public String text(String column) {
    return Objects.toString(values.get(column), "");
  }

  /** A number; zero when NULL. */
  public BigDecimal dec(String column) {
    return values.get(column) instanceof Number n ? Decimals.of(n) : BigDecimal.ZERO;
  }

  public boolean flag(String column) {
    return Boolean.TRUE.equals(values.get(column));
  }

  /** A timestamp in UTC. */
  public LocalDateTime time(String column) {
    return (LocalDateTime) Objects.requireNonNull(values.get(column), column);
  }
}
