package org.odoobridge.outbound.catalog.price;

import static org.odoobridge.outbound.projection.Rows.insert;
import static org.odoobridge.outbound.projection.Rows.update;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.capture.RowChange;

/** Rows of Odoo 14's price tables for tests. */
final class PriceRows {
  private PriceRows() {}

  static RowChange company(int id, String name, int currency) {
    return insert("res_company", "id", id, "name", name, "currency_id", currency);
  }

  static RowChange currency(int id, String name, String rounding) {
    return insert("res_currency", "id", id, "name", name, "rounding", new BigDecimal(rounding));
  }

  static RowChange rate(int id, int currency, String day, String rate) {
    return insert(
        "res_currency_rate",
        "id",
        id,
        "name",
        LocalDate.parse(day),
        "rate",
        new BigDecimal(rate),
        "currency_id",
        currency,
        "company_id",
        null);
  }

  static RowChange category(int id, int parent, String completeName) {
    return insert(
        "product_category",
        "id",
        id,
        "parent_id",
        parent == 0 ? null : parent,
        "complete_name",
        completeName);
  }

  static RowChange template(int id, String listPrice, int category) {
    return insert(
        "product_template",
        "id",
        id,
        "list_price",
        new BigDecimal(listPrice),
        "categ_id",
        category,
        "company_id",
        null);
  }

  static RowChange variant(int id, int template) {
    return insert("product_product", "id", id, "product_tmpl_id", template, "active", true);
  }

  static RowChange pricelist(int id, String name, int currency) {
    return insert(
        "product_pricelist", "id", id, "name", name, "currency_id", currency, "company_id", null);
  }

  static RowChange cost(int id, int product, @Nullable Integer company, double cost) {
    return insert(
        "ir_property",
        "id",
        id,
        "name",
        "standard_price",
        "res_id",
        product == 0 ? null : "product.product," + product,
        "company_id",
        company,
        "value_float",
        BigDecimal.valueOf(cost));
  }

  static RowChange tax(
      int id, String name, String kind, String amount, boolean included, boolean raisesBase) {
    return insert(
        "account_tax",
        "id",
        id,
        "name",
        name,
        "type_tax_use",
        "sale",
        "amount_type",
        kind,
        "amount",
        new BigDecimal(amount),
        "price_include",
        included,
        "include_base_amount",
        raisesBase,
        "sequence",
        id,
        "company_id",
        1);
  }

  /** A rule of Odoo 14 for everything; {@code more} replaces or adds columns. */
  static RowChange rule(int id, int pricelist, @Nullable Object... more) {
    return insert("product_pricelist_item", columns(id, pricelist, true, more));
  }

  /** A rule as Odoo 18 has it. */
  static RowChange newRule(int id, int pricelist, @Nullable Object... more) {
    return insert("product_pricelist_item", columns(id, pricelist, false, more));
  }

  static RowChange changedRule(int id, int pricelist, @Nullable Object... more) {
    return update("product_pricelist_item", columns(id, pricelist, true, more));
  }

  private static @Nullable Object[] columns(
      int id, int pricelist, boolean old, @Nullable Object... more) {
    Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    columns.put("id", id);
    columns.put("pricelist_id", pricelist);
    columns.put("applied_on", "3_global");
    columns.put("product_tmpl_id", null);
    columns.put("product_id", null);
    columns.put("categ_id", null);
    columns.put("min_quantity", BigDecimal.ZERO);
    columns.put("date_start", null);
    columns.put("date_end", null);
    columns.put("compute_price", "fixed");
    columns.put("fixed_price", null);
    columns.put("percent_price", null);
    columns.put("base", "list_price");
    columns.put("base_pricelist_id", null);
    columns.put("price_discount", null);
    columns.put("price_surcharge", null);
    columns.put("price_round", null);
    columns.put("price_min_margin", null);
    columns.put("price_max_margin", null);
    if (old) {
      columns.put("active", true);
    } else {
      columns.put("price_markup", BigDecimal.ZERO);
    }
    for (int i = 0; i < more.length; i += 2) {
      Object value = more[i + 1];
      columns.put(
          String.valueOf(more[i]), value instanceof Double d ? BigDecimal.valueOf(d) : value);
    }
    @Nullable Object[] flat = new @Nullable Object[columns.size() * 2];
    int at = 0;
    for (Map.Entry<String, @Nullable Object> column : columns.entrySet()) {
      flat[at++] = column.getKey();
      flat[at++] = column.getValue();
    }
    return flat;
  }

  static Instant at(String time) {
    return Instant.parse(time);
  }
}
