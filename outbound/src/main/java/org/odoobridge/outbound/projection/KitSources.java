package org.odoobridge.outbound.projection;

import java.util.List;

/** Bills of material (module mrp) and what tells variants apart. */
final class KitSources {
  static final List<TableSpec> ALL =
      List.of(
          TableSpec.of(
              "product_template_attribute_value", "product", "true", "id", "attribute_line_id"),
          TableSpec.of(
              "product_variant_combination",
              "product",
              "true",
              "product_product_id",
              "product_template_attribute_value_id"),
          TableSpec.of(
                  "mrp_bom",
                  "mrp",
                  "t.type = 'phantom'",
                  "id",
                  "type",
                  "product_tmpl_id",
                  "product_id",
                  "product_qty",
                  "product_uom_id",
                  "sequence",
                  "company_id",
                  "active")
              .with("picking_type_id"),
          TableSpec.of(
              "mrp_bom_line",
              "mrp",
              "true",
              "id",
              "bom_id",
              "product_id",
              "product_qty",
              "product_uom_id"),
          TableSpec.of(
              "mrp_bom_line_product_template_attribute_value_rel",
              "mrp",
              "true",
              "mrp_bom_line_id",
              "product_template_attribute_value_id"));

  private KitSources() {}
}
