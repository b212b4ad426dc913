package org.odoobridge.outbound.projection;

import java.util.List;

/** Companies, units and products. */
final class ProductTables {
  static final List<TableSpec> ALL =
      List.of(
          TableSpec.of("res_company", "base", "true", "id", "partner_id")
              .with("anglo_saxon_accounting", "active"),
          TableSpec.of("uom_uom", "product", "true", "id")
              .with("name", "rounding", "factor", "relative_factor", "category_id"),
          TableSpec.of("product_category", "product", "true", "id", "parent_id", "complete_name"),
          TableSpec.of(
                  "product_template", "product", "true", "id", "name", "type", "active", "uom_id")
              .with("is_storable", "categ_id"),
          TableSpec.of(
              "product_product",
              "product",
              "true",
              "id",
              "product_tmpl_id",
              "default_code",
              "active"));

  private ProductTables() {}
}
