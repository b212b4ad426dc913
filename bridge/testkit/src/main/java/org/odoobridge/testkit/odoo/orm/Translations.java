package org.odoobridge.testkit.odoo.orm;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Texts in other languages where they are rows of {@code ir_translation}: up to release 15. */
final class Translations {

  private static final Set<String> TRANSLATED =
      Set.of(
          "delivery.carrier,name",
          "product.attribute,name",
          "product.attribute.value,name",
          "product.pricelist,name",
          "product.template,description",
          "product.template,description_purchase",
          "product.template,description_sale",
          "product.template,name",
          "res.country,name",
          "stock.location.route,name",
          "stock.picking.type,name",
          "uom.uom,name");

  private Translations() {}

  private static boolean apply(Env env) {
    return !env.release().translatedNames() && !env.language().equals(Jsonb.SOURCE);
  }

  /** Takes texts of another language out of the values and stores them where they belong. */
  static Map<String, Object> store(
      Env env, Model model, List<Integer> ids, Map<String, Object> values) {
    if (!apply(env)) {
      return values;
    }
    Map<String, Object> rest = new LinkedHashMap<>();
    values.forEach(
        (column, value) -> {
          String name = model.name() + "," + column;
          if (!TRANSLATED.contains(name)) {
            rest.put(column, value);
            return;
          }
          for (int id : ids) {
            env.execute(
                """
                INSERT INTO ir_translation (name, res_id, lang, type, src, value, state)
                SELECT ?, t.id, ?, 'model', t.%s, ?, 'translated' FROM %s t WHERE t.id = ?
                ON CONFLICT (type, lang, name, res_id) WHERE type = 'model'
                DO UPDATE SET value = excluded.value, state = 'translated'"""
                    .formatted(Env.quoted(column), model.table()),
                name,
                env.language(),
                value.toString(),
                id);
          }
        });
    return rest;
  }

  /** The texts of one field in the caller's language, where there are any. */
  static Map<Integer, String> of(Env env, Model model, String column, List<Integer> ids) {
    String name = model.name() + "," + column;
    Map<Integer, String> texts = new HashMap<>();
    if (apply(env) && TRANSLATED.contains(name)) {
      for (Row row :
          env.rows(
              "SELECT res_id, value FROM ir_translation WHERE type = 'model' AND name = ? AND lang = ? AND res_id = ANY (?) AND value <> ''",
              name,
              env.language(),
              ids)) {
        texts.put(row.ref("res_id"), row.text("value"));
      }
    }
    return texts;
  }
}
