package org.odoobridge.testkit.odoo.business;

import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.orm.Env;

/** Variants that lose what made them. */
final class Variants {
  private static final List<String> REFERRING =
      List.of(
          "SELECT product_id FROM stock_quant WHERE product_id = ?",
          "SELECT product_id FROM stock_move WHERE product_id = ?",
          "SELECT product_id FROM sale_order_line WHERE product_id = ?");

  private Variants() {}

  /** Deletes variants, or archives those that something refers to. */
  static void drop(Env env, List<Integer> variants) {
    for (int variant : variants) {
      if (REFERRING.stream().anyMatch(sql -> !env.ids(sql, variant).isEmpty())) {
        env.update("product_product", variant, Map.of("active", false));
      } else {
        env.execute(
            "DELETE FROM product_variant_combination WHERE product_product_id = ?", variant);
        Images.forget(env, "product.product", List.of(variant));
        env.delete("product_product", List.of(variant));
      }
    }
  }

  /** The active variants of a template that these values make, and no other. */
  static List<Integer> of(Env env, int template, List<Integer> combination) {
    return env.ids(
        """
        SELECT p.id FROM product_product p
         WHERE p.product_tmpl_id = ? AND p.active
           AND (SELECT coalesce(array_agg(c.product_template_attribute_value_id), '{}')
                  FROM product_variant_combination c WHERE c.product_product_id = p.id) <@ ?
           AND (SELECT count(*) FROM product_variant_combination c WHERE c.product_product_id = p.id) = ?""",
        template,
        combination,
        combination.size());
  }
}
