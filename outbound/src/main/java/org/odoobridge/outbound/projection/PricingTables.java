package org.odoobridge.outbound.projection;

import java.util.List;

/** Tables that only prices and coupons need; loaded when a channel publishes them. */
final class PricingTables {
  static final List<TableSpec> ALL =
      List.of(
          spec("res_company", "base", "id").with("name", "currency_id", "account_price_include"),
          spec("product_template", "product", "id").with("list_price", "categ_id", "company_id"),
          spec("product_product", "product", "id", "product_tmpl_id").with("standard_price"),
          spec("res_currency", "base", "id", "name", "rounding"),
          spec("res_currency_rate", "base", "id", "name", "rate", "currency_id", "company_id"),
          spec("product_category", "product", "id", "parent_id", "complete_name"),
          spec("product_pricelist", "product", "id", "name", "currency_id", "company_id"),
          spec(
                  "product_pricelist_item",
                  "product",
                  "id",
                  "pricelist_id",
                  "applied_on",
                  "product_tmpl_id",
                  "product_id",
                  "categ_id",
                  "min_quantity",
                  "date_start",
                  "date_end",
                  "compute_price",
                  "fixed_price",
                  "percent_price",
                  "base",
                  "base_pricelist_id",
                  "price_discount",
                  "price_surcharge",
                  "price_round",
                  "price_min_margin",
                  "price_max_margin")
              .with("price_markup", "active"),
          spec(
              "product_template_attribute_value",
              "product",
              "id",
              "product_tmpl_id",
              "price_extra"),
          spec(
              "product_variant_combination",
              "product",
              "product_product_id",
              "product_template_attribute_value_id"),
          TableSpec.of(
              "ir_property",
              "base until 17",
              "t.name = 'standard_price'",
              "id",
              "name",
              "res_id",
              "company_id",
              "value_float"),
          spec(
                  "account_tax",
                  "account",
                  "id",
                  "name",
                  "type_tax_use",
                  "amount_type",
                  "amount",
                  "include_base_amount",
                  "sequence",
                  "company_id",
                  "active")
              .with("price_include", "price_include_override", "is_base_affected", "is_domestic"),
          spec("account_tax_filiation_rel", "account", "parent_tax", "child_tax"),
          spec("product_taxes_rel", "account", "prod_id", "tax_id"),
          spec("account_fiscal_position", "account", "id", "name", "company_id"),
          spec(
              "account_fiscal_position_tax",
              "account until 18",
              "id",
              "position_id",
              "tax_src_id",
              "tax_dest_id"),
          spec(
              "account_fiscal_position_account_tax_rel",
              "account from 19",
              "account_fiscal_position_id",
              "account_tax_id"),
          spec("account_tax_alternatives", "account from 19", "src_tax_id", "dest_tax_id"));

  private PricingTables() {}

  private static TableSpec spec(String table, String module, String... required) {
    return TableSpec.of(table, module, "true", required);
  }
}
