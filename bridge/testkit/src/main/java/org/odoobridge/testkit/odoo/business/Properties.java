package org.odoobridge.testkit.odoo.business;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Row;

/**
 * Company-dependent values: rows of {@code ir_property} up to release 17, jsonb columns by company
 * from 18 on.
 */
final class Properties {

  private static final int STANDARD_PRICE_FIELD = 4600;

  private Properties() {}

  /** The default location of a property such as {@code property_stock_customer}. */
  static int location(Env env, String name) {
    if (env.release().companyValuesInColumns()) {
      return env.ids(
              """
              SELECT d.json_value::int FROM ir_default d JOIN ir_model_fields f ON f.id = d.field_id
               WHERE f.name = ? AND d.user_id IS NULL ORDER BY d.company_id NULLS LAST LIMIT 1""",
              name)
          .getFirst();
    }
    return reference(env, name, "").orElseThrow(() -> new IllegalStateException("no " + name));
  }

  /** The customer location of a partner: its own or the default. */
  static int customerLocation(Env env, int partner) {
    return ofPartner(env, "property_stock_customer", partner)
        .orElseGet(() -> location(env, "property_stock_customer"));
  }

  /** A partner's own value of a property that refers to a record. */
  static Optional<Integer> ofPartner(Env env, String name, int partner) {
    if (env.release().companyValuesInColumns()) {
      return env.has("res_partner", name)
          ? Optional.of(env.get("res_partner", partner).ref(name)).filter(id -> id != 0)
          : Optional.empty();
    }
    return reference(env, name, "res.partner," + partner);
  }

  private static Optional<Integer> reference(Env env, String name, String resource) {
    return env.row(
            "SELECT value_reference FROM ir_property WHERE name = ? AND coalesce(res_id, '') = ? ORDER BY company_id NULLS LAST LIMIT 1",
            name,
            resource)
        .map(row -> row.text("value_reference"))
        .map(value -> Integer.valueOf(value.substring(value.indexOf(',') + 1)));
  }

  static BigDecimal cost(Env env, int product) {
    if (env.release().companyValuesInColumns()) {
      return env.get("product_product", product).dec("standard_price");
    }
    return costRow(env, product).map(row -> row.dec("value_float")).orElse(BigDecimal.ZERO);
  }

  static void setCost(Env env, int product, BigDecimal cost) {
    if (env.release().companyValuesInColumns()) {
      env.update("product_product", product, Map.of("standard_price", cost));
      return;
    }
    Optional<Row> known = costRow(env, product);
    if (known.isPresent()) {
      env.update("ir_property", known.get().id(), Map.of("value_float", cost));
      return;
    }
    Map<String, Object> values = new HashMap<>();
    values.put("name", "standard_price");
    values.put("res_id", "product.product," + product);
    values.put("company_id", 1);
    values.put("fields_id", STANDARD_PRICE_FIELD);
    values.put("value_float", cost);
    values.put("type", "float");
    env.insert("ir_property", values);
  }

  private static Optional<Row> costRow(Env env, int product) {
    return env.row(
        "SELECT * FROM ir_property WHERE name = 'standard_price' AND res_id = ?",
        "product.product," + product);
  }
}
