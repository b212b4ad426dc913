package org.odoobridge.testkit.odoo.orm;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Display names of records, as a many-to-one reads. */
final class Names {

  private final Registry registry;

  Names(Registry registry) {
    this.registry = registry;
  }

  Map<Integer, String> of(Env env, String modelName, Collection<Integer> ids) {
    Model model = registry.require(modelName);
    Map<Integer, String> names = new HashMap<>();
    for (Row row : env.rows(query(env, model), List.copyOf(ids))) {
      names.put(row.id(), row.text("shown"));
    }
    return names;
  }

  private static String query(Env env, Model model) {
    String fallback = "'" + model.name() + ",' || t.id";
    return switch (model.name()) {
      case "product.product" ->
          """
          SELECT t.id, concat('[' || t.default_code || '] ', %s, ' (' || (
                   SELECT string_agg(%s, ', ' ORDER BY a.sequence, a.id)
                     FROM product_variant_combination c
                     JOIN product_template_attribute_value pv ON pv.id = c.product_template_attribute_value_id
                     JOIN product_attribute_value v ON v.id = pv.product_attribute_value_id
                     JOIN product_attribute a ON a.id = v.attribute_id
                    WHERE c.product_product_id = t.id) || ')') AS shown
            FROM product_product t JOIN product_template p ON p.id = t.product_tmpl_id
           WHERE t.id = ANY (?)"""
              .formatted(
                  env.seen("product_template", "name", "p.name"),
                  env.seen("product_attribute_value", "name", "v.name"));
      case "product.template" ->
          "SELECT t.id, concat('[' || t.default_code || '] ', %s) AS shown FROM product_template t WHERE t.id = ANY (?)"
              .formatted(env.seen("product_template", "name", "t.name"));
      case "sale.order.line" ->
          "SELECT t.id, o.name || ' - ' || split_part(t.name, E'\\n', 1) AS shown FROM sale_order_line t JOIN sale_order o ON o.id = t.order_id WHERE t.id = ANY (?)";
      case "stock.picking.type" ->
          "SELECT t.id, concat(w.name || ': ', %s) AS shown FROM stock_picking_type t LEFT JOIN stock_warehouse w ON w.id = t.warehouse_id WHERE t.id = ANY (?)"
              .formatted(env.seen("stock_picking_type", "name", "t.name"));
      case "stock.location", "product.category" ->
          "SELECT t.id, t.complete_name AS shown FROM " + model.table() + " t WHERE t.id = ANY (?)";
      case "res.partner" ->
          "SELECT t.id, t.%s AS shown FROM res_partner t WHERE t.id = ANY (?)"
              .formatted(env.release().partnerNameColumn());
      case "res.users" ->
          "SELECT t.id, p.%s AS shown FROM res_users t JOIN res_partner p ON p.id = t.partner_id WHERE t.id = ANY (?)"
              .formatted(env.release().partnerNameColumn());
      case "product.pricelist" ->
          "SELECT t.id, %s || ' (' || c.name || ')' AS shown FROM product_pricelist t JOIN res_currency c ON c.id = t.currency_id WHERE t.id = ANY (?)"
              .formatted(env.seen("product_pricelist", "name", "t.name"));
      default ->
          "SELECT t.id, %s AS shown FROM %s t WHERE t.id = ANY (?)"
              .formatted(model.hasColumn("name") ? "t.name" : fallback, model.table());
    };
  }
}
