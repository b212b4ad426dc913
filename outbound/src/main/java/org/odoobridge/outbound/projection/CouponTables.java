package org.odoobridge.outbound.projection;

import java.util.List;

/**
 * Promotion programs and their codes: coupon_* until 15, loyalty_* since 16. Read by SQL as a
 * whole; a change of any row only says that they are to be read again.
 */
public final class CouponTables {
  private static final String UNTIL_15 = "coupon until 15";
  private static final String SINCE_16 = "loyalty since 16";

  static final List<TableSpec> ALL =
      List.of(
          TableSpec.watched("coupon_program", UNTIL_15, "id")
              .documents(
                  "name",
                  "active",
                  "rule_id",
                  "reward_id",
                  "program_type",
                  "promo_code_usage",
                  "promo_code",
                  "promo_applicability",
                  "maximum_use_number",
                  "validity_duration",
                  "company_id",
                  "website_id"),
          TableSpec.watched("coupon_rule", UNTIL_15, "id")
              .documents(
                  "rule_date_from",
                  "rule_date_to",
                  "rule_partners_domain",
                  "rule_products_domain",
                  "rule_min_quantity",
                  "rule_minimum_amount",
                  "rule_minimum_amount_tax_inclusion"),
          TableSpec.watched("coupon_reward", UNTIL_15, "id")
              .documents(
                  "reward_type",
                  "discount_type",
                  "discount_percentage",
                  "discount_apply_on",
                  "discount_max_amount",
                  "discount_fixed_amount"),
          TableSpec.watched(
              "coupon_reward_product_product_rel",
              UNTIL_15,
              "coupon_reward_id",
              "product_product_id"),
          TableSpec.watched("coupon_coupon", UNTIL_15, "id")
              .documents("code", "state", "partner_id", "program_id", "create_date"),
          TableSpec.watched("loyalty_program", SINCE_16, "id")
              .documents(
                  "name",
                  "active",
                  "program_type",
                  "applies_on",
                  "trigger",
                  "limit_usage",
                  "max_usage",
                  "date_from",
                  "date_to",
                  "sale_ok",
                  "ecommerce_ok",
                  "company_id",
                  "currency_id",
                  "website_id"),
          TableSpec.watched("loyalty_rule", SINCE_16, "id")
              .documents(
                  "active",
                  "program_id",
                  "mode",
                  "code",
                  "product_domain",
                  "product_category_id",
                  "product_tag_id",
                  "reward_point_mode",
                  "reward_point_amount",
                  "minimum_qty",
                  "minimum_amount",
                  "minimum_amount_tax_mode"),
          TableSpec.watched(
              "loyalty_rule_product_product_rel",
              SINCE_16,
              "loyalty_rule_id",
              "product_product_id"),
          TableSpec.watched("loyalty_reward", SINCE_16, "id")
              .documents(
                  "active",
                  "program_id",
                  "reward_type",
                  "required_points",
                  "discount",
                  "discount_mode",
                  "discount_applicability",
                  "discount_max_amount",
                  "discount_product_domain",
                  "discount_product_category_id",
                  "discount_product_tag_id"),
          TableSpec.watched(
              "loyalty_reward_product_product_rel",
              SINCE_16,
              "loyalty_reward_id",
              "product_product_id"),
          TableSpec.watched("loyalty_card", SINCE_16, "id")
              .documents("code", "points", "partner_id", "program_id", "expiration_date", "active"),
          TableSpec.watched(
              "loyalty_program_product_pricelist_rel",
              SINCE_16,
              "loyalty_program_id",
              "product_pricelist_id"),
          TableSpec.watched(
              "product_tag_product_product_rel",
              "product since 16",
              "product_tag_id",
              "product_product_id"),
          TableSpec.lookedUp("website", "website", "id", "name"));

  private CouponTables() {}

  /** Whether a change of this table is one of programs or their codes. */
  public static boolean isProgram(String table) {
    return table.startsWith("coupon_") || table.startsWith("loyalty_");
  }

  /** Whether a change of this table is one of products, which some programs name. */
  public static boolean isProduct(String table) {
    return switch (table) {
      case "product_template",
          "product_product",
          "product_category",
          "product_tag_product_template_rel",
          "product_tag_product_product_rel" ->
          true;
      default -> false;
    };
  }
}
