package org.odoobridge.outbound.capture;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row's columns by name, as Java values: {@link Integer}, {@link Long}, {@link Boolean}, {@link
 * BigDecimal} (numeric, double precision), {@link String} (text, json), {@link java.time.Instant}
 * (timestamp, UTC), {@link java.time.LocalDate} or null. Made from a WAL record or from an SQL row
 * alike, so that the projection reads both by the same code.
 */
public final class Row {
  /** Stands for a column whose value the WAL left out because it did not change (TOAST). */
  public static final Object UNCHANGED =
      new Object() {
        @Override
        public String toString() {
          return "(unchanged)";
        }
      };

  private final Map<String, @Nullable Object> values;

  /** Takes ownership of {@code values}. */
  public Row(Map<String, @Nullable Object> values) {
    this.values = values;
  }

  public boolean has(String column) {
    return values.containsKey(column);
  }

  /** Whether the column is there but its value is not, since it did not change. */
  public boolean isUnchanged(String column) {
    return values.get(column) == UNCHANGED;
  }

  /** The value; null when SQL NULL or absent. Throws when it {@link #isUnchanged}. */
  public @Nullable Object get(String column) {
    Object value = values.get(column);
    if (value == UNCHANGED) {
      throw new IllegalStateException("column " + column + " is not in this change");
    }
    return value;
  }

  /** A key or number column that must be there. */
  public int intOf(String column) {
    return optionalInt(column)
        .orElseThrow(() -> new IllegalStateException("column " + column + " is null"));
  }

  public OptionalInt optionalInt(String column) {
    return get(column) instanceof Number number
        ? OptionalInt.of(number.intValue())
        : OptionalInt.empty();
  }

  /** Text, or empty when NULL. */
  public Optional<String> text(String column) {
    Object value = get(column);
    return value == null ? Optional.empty() : Optional.of(value.toString());
  }

  /** A number; NULL counts as zero, as Odoo reads it. */
  public BigDecimal decimal(String column) {
    Object value = get(column);
    if (value == null) {
      return BigDecimal.ZERO;
    }
    return value instanceof BigDecimal decimal ? decimal : new BigDecimal(value.toString());
  }

  /** A flag; NULL counts as false, as Odoo reads it. */
  public boolean flag(String column) {
    return Boolean.TRUE.equals(get(column));
  }

  public Set<String> columns() {
    return values.keySet();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
