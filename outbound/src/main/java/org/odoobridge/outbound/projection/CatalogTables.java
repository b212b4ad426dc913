package org.odoobridge.outbound.projection;

import java.util.List;

/**
 * What product documents are made of, and whose changes make them dirty; needed when a channel
 * publishes its catalogue. Loaded are ids only.
 */
final class CatalogTables {
  private static final String IMAGES =
      "t.res_model in ('product.template', 'product.product', 'product.image')"
          + " and t.res_field in ('image_1920', 'image_variant_1920')";

  private static final String TEXTS =
      "split_part(t.name, ',', 1) in ('product.template', 'product.attribute',"
          + " 'product.attribute.value', 'product.public.category', 'product.image')";

  static final List<TableSpec> ALL =
      List.of(
          TableSpec.of("product_template", "product", "true", "id")
              .with("categ_id")
              .documents(
                  "sale_ok",
                  "company_id",
                  "description_sale",
                  "description_ecommerce",
                  "website_description",
                  "sequence",
                  "website_sequence",
                  "is_published",
                  "website_published",
                  "product_brand_id",
                  "allow_out_of_stock_order",
                  "inventory_availability",
                  "show_availability",
                  "available_threshold"),
          TableSpec.of(
                  "product_product", "product", "true", "id", "product_tmpl_id", "default_code")
              .documents("barcode", "weight", "product_length", "product_width", "product_height"),
          TableSpec.watched("product_attribute", "product", "id")
              .documents("name", "sequence", "create_variant"),
          TableSpec.watched("product_attribute_value", "product", "id")
              .documents("name", "sequence"),
          TableSpec.of(
                  "product_template_attribute_line",
                  "product",
                  "true",
                  "id",
                  "product_tmpl_id",
                  "attribute_id")
              .documents("active", "sequence"),
          TableSpec.of(
              "product_attribute_value_product_template_attribute_line_rel",
              "product",
              "true",
              "product_attribute_value_id",
              "product_template_attribute_line_id"),
          TableSpec.watched("product_template_attribute_value", "product", "id", "product_tmpl_id")
              .documents("ptav_active", "product_attribute_value_id", "attribute_line_id"),
          TableSpec.watched(
              "product_variant_combination",
              "product",
              "product_product_id",
              "product_template_attribute_value_id"),
          TableSpec.watched("product_category", "product", "id")
              .documents("name", "complete_name", "parent_id", "parent_path"),
          TableSpec.watched("product_public_category", "website_sale", "id")
              .documents("name", "parent_id"),
          TableSpec.of(
              "product_public_category_product_template_rel",
              "website_sale",
              "true",
              "product_public_category_id",
              "product_template_id"),
          TableSpec.watched("product_tag", "product since 16", "id").documents("name"),
          TableSpec.of(
              "product_tag_product_template_rel",
              "product since 16",
              "true",
              "product_tag_id",
              "product_template_id"),
          TableSpec.of(
              "product_tag_product_product_rel",
              "product since 16",
              "true",
              "product_tag_id",
              "product_product_id"),
          TableSpec.of("product_taxes_rel", "account", "true", "prod_id", "tax_id"),
          TableSpec.watched("account_tax", "account", "id", "type_tax_use")
              .documents("name", "active", "company_id", "sequence"),
          TableSpec.of("product_image", "website_sale", "true", "id", "product_tmpl_id")
              .with("product_variant_id")
              .documents("name", "sequence"),
          TableSpec.watched("product_alternative_rel", "website_sale", "src_id", "dest_id"),
          TableSpec.watched("product_accessory_rel", "website_sale", "src_id", "dest_id"),
          TableSpec.watched("product_brand", "product_brand", "id").documents("name"),
          TableSpec.of("ir_attachment", "base", IMAGES, "id", "res_model", "res_field", "res_id")
              .documents("checksum", "mimetype", "type"),
          TableSpec.of("ir_translation", "base until 15", TEXTS, "id", "name", "res_id")
              .documents("lang", "type", "src", "value"),
          TableSpec.lookedUp("res_lang", "base", "code", "active"),
          TableSpec.lookedUp("res_company", "base", "name"));

  private CatalogTables() {}
}
