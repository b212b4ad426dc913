package org.odoobridge.testkit.odoo.contract;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.person.OdooClient;

/** Short forms of the calls that the recorded operations are made of. */
class Calls {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  final OdooClient odoo;

  Calls(OdooClient odoo) {
    this.odoo = odoo;
  }

  Object write(String model, int id, Map<String, ?> values) {
    return Objects.requireNonNull(odoo.call(model, "write", List.of(id), values));
  }

  List<Map<String, Object>> read(String model, List<Integer> ids, String... fields) {
    return odoo.searchRead(model, List.of(List.of("id", "in", ids)), fields);
  }

  int only(String model, String field, Object value) {
    return odoo.search(model, List.of(List.of(field, "=", value))).getFirst();
  }

  static int reference(Map<String, Object> row, String field) {
    return number(((List<?>) Objects.requireNonNull(row.get(field))).getFirst());
  }

  static int number(@Nullable Object value) {
    return ((Number) Objects.requireNonNull(value)).intValue();
  }

  static double real(Map<String, Object> values, String key) {
    return ((Number) values.getOrDefault(key, 0)).doubleValue();
  }

  /** Cents, half away from zero, as the till rounds. */
  static double round(double amount) {
    return Math.signum(amount) * Math.round(Math.abs(amount) * 100 + 1e-6) / 100.0;
  }

  static String now() {
    return LocalDateTime.now(ZoneOffset.UTC).format(TIME);
  }
}
