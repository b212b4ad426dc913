package org.odoobridge.inbound.odoo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.odoobridge.core.odoo.OdooCatalogue;

/**
 * Exactly the tables and columns that {@link OdooDirectory} reads: what its role must be granted.
 */
public final class DirectoryGrants {
  /** Table → columns; an Odoo that lacks one (other version) needs no grant for it. */
  public static final Map<String, List<String>> COLUMNS =
      Map.ofEntries(
          Map.entry("ir_model_data", List.of("module", "name", "model", "res_id")),
          Map.entry("res_users", List.of("id", "login", "active", "company_id", "partner_id")),
          Map.entry(
              "res_company",
              List.of(
                  "id",
                  "name",
                  "currency_id",
                  "tax_calculation_rounding_method",
                  "account_price_include")),
          Map.entry("ir_translation", List.of("name", "res_id", "value")),
          Map.entry("res_currency", List.of("id", "name", "active", "rounding")),
          Map.entry("res_country", List.of("id", "code")),
          Map.entry("res_country_state", List.of("id", "code", "country_id")),
          Map.entry(
              "res_partner",
              List.of(
                  "id",
                  "active",
                  "lang",
                  "company_id",
                  "parent_id",
                  "is_company",
                  "type",
                  "name",
                  "email",
                  "street",
                  "street2",
                  "zip",
                  "city",
                  "country_id")),
          Map.entry("decimal_precision", List.of("name", "digits")),
          Map.entry(
              "account_tax",
              List.of(
                  "id",
                  "name",
                  "amount",
                  "amount_type",
                  "type_tax_use",
                  "price_include",
                  "price_include_override",
                  "active",
                  "company_id",
                  "sequence")),
          Map.entry("account_fiscal_position", List.of("id", "name", "active", "company_id")),
          Map.entry("crm_team", List.of("id", "name", "active", "company_id")),
          Map.entry(
              "product_pricelist",
              List.of("id", "name", "active", "currency_id", "company_id", "sequence")),
          Map.entry(
              "stock_warehouse", List.of("id", "code", "active", "company_id", "lot_stock_id")),
          Map.entry("product_product", List.of("id", "active", "default_code", "product_tmpl_id")),
          Map.entry(
              "product_template",
              List.of("id", "uom_id", "company_id", "invoice_policy", "categ_id")),
          Map.entry("product_category", List.of("id", "parent_id", "complete_name")),
          Map.entry(
              "uom_uom",
              List.of("id", "name", "category_id", "factor", "rounding", "relative_factor")),
          Map.entry(
              "sale_order",
              List.of(
                  "id",
                  "name",
                  "state",
                  "date_order",
                  "create_date",
                  "locked",
                  "partner_id",
                  "partner_invoice_id",
                  "partner_shipping_id",
                  "company_id",
                  "warehouse_id",
                  "amount_untaxed",
                  "amount_tax",
                  "amount_total")),
          Map.entry(
              "sale_order_line",
              List.of(
                  "id",
                  "order_id",
                  "product_id",
                  "product_uom_qty",
                  "price_unit",
                  "discount",
                  "price_subtotal",
                  "price_tax",
                  "product_uom",
                  "product_uom_id",
                  "qty_delivered",
                  "qty_delivered_method",
                  "qty_invoiced")),
          Map.entry(
              "account_tax_sale_order_line_rel", List.of("sale_order_line_id", "account_tax_id")),
          Map.entry(
              "stock_picking",
              List.of(
                  "id",
                  "name",
                  "sale_id",
                  "state",
                  "create_date",
                  "partner_id",
                  "picking_type_id",
                  "group_id",
                  "return_id")),
          Map.entry("stock_picking_type", List.of("id", "return_picking_type_id")),
          Map.entry("stock_location", List.of("id", "usage")),
          Map.entry("stock_move_move_rel", List.of("move_orig_id", "move_dest_id")),
          Map.entry("stock_reference_move_rel", List.of("move_id", "reference_id")),
          Map.entry(
              "stock_move",
              List.of(
                  "id",
                  "picking_id",
                  "sale_line_id",
                  "product_id",
                  "product_uom",
                  "product_uom_qty",
                  "state",
                  "location_id",
                  "location_dest_id",
                  "location_final_id",
                  "origin_returned_move_id",
                  "name",
                  "group_id")),
          Map.entry("sale_order_line_invoice_rel", List.of("invoice_line_id", "order_line_id")),
          Map.entry("account_move_line", List.of("id", "move_id")),
          Map.entry(
              "account_move",
              List.of(
                  "id",
                  "name",
                  "move_type",
                  "state",
                  "journal_id",
                  "partner_id",
                  "currency_id",
                  "amount_untaxed",
                  "amount_tax",
                  "amount_total")));

  private DirectoryGrants() {}

  /**
   * The statements that grant {@code role} what it needs and nothing more.
   *
   * @param present what this Odoo has
   */
  public static List<String> sql(String role, OdooCatalogue present) {
    List<String> statements = new ArrayList<>();
    new TreeMap<>(COLUMNS)
        .forEach(
            (table, columns) -> {
              List<String> there =
                  columns.stream().filter(column -> present.has(table, column)).toList();
              if (!there.isEmpty()) {
                statements.add(
                    "GRANT SELECT (%s) ON %s TO %s"
                        .formatted(String.join(", ", there), table, role));
              }
            });
    return statements;
  }
}
