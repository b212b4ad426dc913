package org.odoobridge.testkit.odoo.business;

import java.math.BigDecimal;
import java.math.MathContext;
import org.odoobridge.testkit.odoo.orm.Decimals;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Row;

/** Prices of products from a pricelist: fixed and percentage rules on product or template. */
final class Prices {

  private Prices() {}

  /** The list price of a variant, its attributes' extras included. */
  static BigDecimal listPrice(Env env, int product) {
    return env.row(
            """
            SELECT t.list_price + coalesce((
                     SELECT sum(v.price_extra) FROM product_variant_combination c
                       JOIN product_template_attribute_value v ON v.id = c.product_template_attribute_value_id
                      WHERE c.product_product_id = p.id), 0) AS price
              FROM product_product p JOIN product_template t ON t.id = p.product_tmpl_id WHERE p.id = ?""",
            product)
        .map(row -> row.dec("price"))
        .orElse(BigDecimal.ZERO);
  }

  static BigDecimal of(Env env, int product, int pricelist, BigDecimal quantity) {
    BigDecimal list = listPrice(env, product);
    return env.row(
            """
            SELECT i.* FROM product_pricelist_item i JOIN product_product p ON p.id = ?
             WHERE i.pricelist_id = ?%s
               AND (i.product_id = p.id OR i.product_tmpl_id = p.product_tmpl_id OR i.applied_on = '3_global')
               AND coalesce(i.min_quantity, 0) <= ?
               AND (i.date_start IS NULL OR i.date_start <= now() AT TIME ZONE 'UTC')
               AND (i.date_end IS NULL OR i.date_end >= now() AT TIME ZONE 'UTC')
             ORDER BY i.applied_on, i.min_quantity DESC, i.id DESC LIMIT 1"""
                .formatted(
                    env.has("product_pricelist_item", "active")
                        ? " AND coalesce(i.active, TRUE)"
                        : ""),
            product,
            pricelist,
            quantity)
        .map(item -> applied(item, list))
        .orElse(list);
  }

  private static BigDecimal applied(Row item, BigDecimal list) {
    return switch (item.text("compute_price")) {
      case "fixed" -> item.dec("fixed_price");
      case "percentage" ->
          list.subtract(
              list.multiply(item.dec("percent_price"))
                  .divide(BigDecimal.valueOf(100), MathContext.DECIMAL64));
      default ->
          Decimals.round(
              list.subtract(
                      list.multiply(item.dec("price_discount"))
                          .divide(BigDecimal.valueOf(100), MathContext.DECIMAL64))
                  .add(item.dec("price_surcharge")),
              2);
    };
  }
}
