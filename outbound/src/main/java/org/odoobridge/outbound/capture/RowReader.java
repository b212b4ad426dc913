package org.odoobridge.outbound.capture;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Makes {@link Row}s of Connect structs; remembers how to read each table. One thread's. */
final class RowReader {
  private final String placeholder;
  private final Map<String, Plan> plans = new HashMap<>();
  private final Map<String, Map<String, String>> reshaped = new HashMap<>();

  /**
   * @param placeholder text that stands for an unchanged TOAST value
   */
  RowReader(String placeholder) {
    this.placeholder = placeholder;
  }

  /** The columns of {@code struct}. */
  Row read(String table, Struct struct) {
    Plan known = plans.get(table);
    Plan plan = plan(table, struct.schema());
    if (plan != known && (known == null || !known.types.equals(plan.types))) {
      reshaped.put(table, plan.types);
    }
    return plan.read(struct, placeholder);
  }

  /** Columns with their types of tables that look otherwise since this was last asked. */
  Map<String, Map<String, String>> takeReshaped() {
    if (reshaped.isEmpty()) {
      return Map.of();
    }
    Map<String, Map<String, String>> taken = Map.copyOf(reshaped);
    reshaped.clear();
    return taken;
  }

  /** As {@link #read}, for the struct that holds only key columns. */
  Row readKey(String table, Struct key) {
    return plan(table + "/key", key.schema()).read(key, placeholder);
  }

  private Plan plan(String name, Schema schema) {
    Plan known = plans.get(name);
    if (known != null && known.schema == schema) {
      return known;
    }
    Plan plan = new Plan(schema);
    plans.put(name, plan);
    return plan;
  }

  private static final class Plan {
    private final Schema schema;
    private final Field[] fields;
    private final ColumnReader[] readers;
    private final Map<String, Integer> index = new LinkedHashMap<>();
    private final Map<String, String> types;

    Plan(Schema schema) {
      this.schema = schema;
      List<Field> columns = schema.fields();
      this.fields = columns.toArray(Field[]::new);
      this.readers = new ColumnReader[fields.length];
      for (int i = 0; i < fields.length; i++) {
        readers[i] = ColumnReader.of(fields[i].schema(), isNumeric(fields[i].schema()));
        index.put(fields[i].name(), i);
      }
      Map<String, String> named = new HashMap<>();
      columns.forEach(column -> named.put(column.name(), ColumnType.of(column.schema())));
      this.types = Map.copyOf(named);
    }

    Row read(Struct struct, String placeholder) {
      @Nullable Object[] values = new @Nullable Object[fields.length];
      for (int i = 0; i < fields.length; i++) {
        Object value = struct.getWithoutDefault(fields[i].name());
        if (value != null) {
          values[i] = isUnchanged(value, placeholder) ? Row.UNCHANGED : readers[i].read(value);
        }
      }
      return new Row(new ColumnMap(index, values));
    }

    private static boolean isUnchanged(Object value, String placeholder) {
      return placeholder.equals(value)
          || (value instanceof List<?> list
              && list.size() == 1
              && placeholder.equals(list.getFirst()));
    }

    private static boolean isNumeric(Schema schema) {
      return ColumnType.of(schema).equals(ColumnReader.NUMERIC_TYPE);
    }
  }
}
