package org.odoobridge.testkit.odoo.business;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Row;

/** Attribute lines of a template become its attribute values and their combinations. */
final class AttributeLines {

  private AttributeLines() {}

  /** Creates the template's attribute values; answers one list of them per variant. */
  static List<List<Integer>> combinations(Env env, int template) {
    List<List<Integer>> combinations = List.of(List.of());
    for (Row line :
        env.rows(
            "SELECT * FROM product_template_attribute_line WHERE product_tmpl_id = ? AND coalesce(active, true) ORDER BY id",
            template)) {
      env.execute(
          "INSERT INTO product_attribute_product_template_rel (product_attribute_id, product_template_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
          line.ref("attribute_id"),
          template);
      boolean variants =
          env.get("product_attribute", line.ref("attribute_id"))
              .text("create_variant")
              .equals("always");
      List<Integer> values = new ArrayList<>();
      Map<Integer, Integer> known = known(env, line.id());
      for (int value :
          env.ids(
              """
              SELECT v.id FROM product_attribute_value v
                JOIN product_attribute_value_product_template_attribute_line_rel r ON r.product_attribute_value_id = v.id
               WHERE r.product_template_attribute_line_id = ? ORDER BY v.sequence, v.id""",
              line.id())) {
        Integer before = known.remove(value);
        values.add(before == null ? value(env, line, value) : before);
      }
      known.values().forEach(gone -> forget(env, gone));
      if (variants && !values.isEmpty()) {
        combinations = times(combinations, values);
      }
    }
    return combinations;
  }

  /** The line's values of the template by the attribute's. */
  private static Map<Integer, Integer> known(Env env, int line) {
    Map<Integer, Integer> known = new LinkedHashMap<>();
    for (Row value :
        env.rows(
            "SELECT * FROM product_template_attribute_value WHERE attribute_line_id = ? AND ptav_active ORDER BY id",
            line)) {
      known.put(value.ref("product_attribute_value_id"), value.id());
    }
    return known;
  }

  /** A value that is offered no longer; kept as inactive while an archived variant has it. */
  private static void forget(Env env, int value) {
    Variants.drop(
        env,
        env.ids(
            "SELECT product_product_id FROM product_variant_combination WHERE product_template_attribute_value_id = ?",
            value));
    if (env.ids(
            "SELECT product_product_id FROM product_variant_combination WHERE product_template_attribute_value_id = ?",
            value)
        .isEmpty()) {
      env.delete("product_template_attribute_value", List.of(value));
    } else {
      env.update("product_template_attribute_value", value, Map.of("ptav_active", false));
    }
  }

  /** Takes lines away with the variants they made. */
  static void unlink(Env env, List<Integer> lines) {
    for (int line : lines) {
      known(env, line).values().forEach(value -> forget(env, value));
      boolean kept =
          !env.ids(
                  "SELECT id FROM product_template_attribute_value WHERE attribute_line_id = ?",
                  line)
              .isEmpty();
      env.execute(
          "DELETE FROM product_attribute_value_product_template_attribute_line_rel WHERE product_template_attribute_line_id = ?",
          line);
      if (kept) {
        env.update("product_template_attribute_line", line, Map.of("active", false));
      } else {
        env.delete("product_template_attribute_line", List.of(line));
      }
    }
  }

  private static int value(Env env, Row line, int value) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("product_attribute_value_id", value);
    values.put("attribute_line_id", line.id());
    values.put("ptav_active", true);
    values.put("price_extra", 0);
    int id = env.insert("product_template_attribute_value", values);
    env.update(
        "product_template_attribute_value",
        id,
        Map.of(
            "product_tmpl_id", line.ref("product_tmpl_id"),
            "attribute_id", line.ref("attribute_id")));
    return id;
  }

  private static List<List<Integer>> times(List<List<Integer>> lists, List<Integer> values) {
    List<List<Integer>> product = new ArrayList<>();
    for (List<Integer> list : lists) {
      for (int value : values) {
        List<Integer> longer = new ArrayList<>(list);
        longer.add(value);
        product.add(longer);
      }
    }
    return product;
  }
}
