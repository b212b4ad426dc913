package org.odoobridge.testkit.odoo.orm;

import java.util.Map;
import java.util.Optional;

/**
 * A model of Odoo's.
 *
 * @param name such as {@code sale.order}
 * @param table such as {@code sale_order}
 * @param order SQL order of search results
 * @param fields by name, columns first
 * @param defaults of columns on creation
 */
public record Model(
    String name,
    String table,
    String order,
    Map<String, Field> fields,
    Map<String, Object> defaults) {

  public Optional<Field> field(String fieldName) {
    return Optional.ofNullable(fields.get(fieldName));
  }

  /** The field, or what Odoo raises for an unknown one. */
  public Field require(String fieldName) {
    return field(fieldName)
        .orElseThrow(
            () -> OdooError.value("Invalid field '%s' on model '%s'".formatted(fieldName, name)));
  }

  public boolean hasColumn(String column) {
    return fields.get(column) instanceof Field.Column;
  }
}
