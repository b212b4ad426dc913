package org.odoobridge.outbound.catalog.price;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.capture.Row;
import org.odoobridge.outbound.projection.Columns;
import org.odoobridge.outbound.projection.Translated;

/**
 * The columns that prices need of one row of Odoo's. Many-to-one columns are ids, 0 when empty;
 * {@code from} reads a row over what was known of it and returns null for a row of no interest.
 */
sealed interface PriceRow {

  /** {@code res_company}. */
  record Company(String name, int currency, boolean pricesIncludeTax) implements PriceRow {
    static Company from(Row row, @Nullable Company old) {
      return new Company(
          Columns.text(row, "name", old == null ? "" : old.name),
          Columns.id(row, "currency_id", old == null ? 0 : old.currency),
          Columns.text(
                  row,
                  "account_price_include",
                  old != null && old.pricesIncludeTax ? "tax_included" : "")
              .equals("tax_included"));
    }
  }

  /**
   * {@code res_currency}.
   *
   * @param rounding smallest step of an amount, such as 0.01
   */
  record Currency(String name, double rounding) implements PriceRow {
    static Currency from(Row row, @Nullable Currency old) {
      return new Currency(
          Columns.text(row, "name", old == null ? "" : old.name),
          Columns.number(row, "rounding", old == null ? 0 : old.rounding));
    }
  }

  /**
   * {@code res_currency_rate}: how much of a currency one unit of the base currency is.
   *
   * @param day the first day it holds, in UTC
   * @param company 0 = of every company
   */
  record Rate(int currency, int company, LocalDate day, double rate) implements PriceRow {
    static Rate from(Row row, @Nullable Rate old) {
      String day = Columns.text(row, "name", old == null ? "" : old.day.toString());
      return new Rate(
          Columns.id(row, "currency_id", old == null ? 0 : old.currency),
          Columns.id(row, "company_id", old == null ? 0 : old.company),
          LocalDate.parse(day),
          Columns.number(row, "rate", old == null ? 0 : old.rate));
    }
  }

  /** {@code product_category}; a tree by {@code parent}. */
  record Category(int parent, String completeName) implements PriceRow {
    static Category from(Row row, @Nullable Category old) {
      return new Category(
          Columns.id(row, "parent_id", old == null ? 0 : old.parent),
          Columns.text(row, "complete_name", old == null ? "" : old.completeName));
    }
  }

  /**
   * {@code product_template}.
   *
   * @param company 0 = of every company
   */
  record Template(double listPrice, int category, int company) implements PriceRow {
    static Template from(Row row, @Nullable Template old) {
      return new Template(
          Columns.number(row, "list_price", old == null ? 0 : old.listPrice),
          Columns.id(row, "categ_id", old == null ? 0 : old.category),
          Columns.id(row, "company_id", old == null ? 0 : old.company));
    }
  }

  /**
   * {@code product_product}.
   *
   * @param costs cost by company as JSON, from 18 on; empty before, see {@link Cost}
   */
  record Variant(int template, boolean active, String costs) implements PriceRow {
    static Variant from(Row row, @Nullable Variant old) {
      return new Variant(
          Columns.id(row, "product_tmpl_id", old == null ? 0 : old.template),
          Columns.flag(row, "active", old != null && old.active),
          Columns.text(row, "standard_price", old == null ? "" : old.costs));
    }
  }

  /** {@code product_template_attribute_value}: what choosing a value adds to the list price. */
  record Choice(int template, double extra) implements PriceRow {
    static Choice from(Row row, @Nullable Choice old) {
      return new Choice(
          Columns.id(row, "product_tmpl_id", old == null ? 0 : old.template),
          Columns.number(row, "price_extra", old == null ? 0 : old.extra));
    }
  }

  /**
   * {@code ir_property} of a product's cost, until 17.
   *
   * @param product 0 = of every product that has none of its own
   * @param company 0 = in every company
   */
  record Cost(int product, int company, double cost) implements PriceRow {
    private static final String PRODUCT = "product.product,";

    static @Nullable Cost from(Row row, @Nullable Cost old) {
      if (!Columns.text(row, "name", old == null ? "" : "standard_price")
          .equals("standard_price")) {
        return null;
      }
      String of =
          Columns.text(row, "res_id", old == null || old.product == 0 ? "" : PRODUCT + old.product);
      if (!of.isEmpty() && !of.startsWith(PRODUCT)) {
        return null;
      }
      return new Cost(
          of.isEmpty() ? 0 : Integer.parseInt(of.substring(PRODUCT.length())),
          Columns.id(row, "company_id", old == null ? 0 : old.company),
          Columns.number(row, "value_float", old == null ? 0 : old.cost));
    }
  }

  /** {@code product_pricelist}. The name may be one text per language. */
  record Pricelist(String name, int currency, int company) implements PriceRow {
    static Pricelist from(Row row, @Nullable Pricelist old) {
      return new Pricelist(
          Translated.text(Columns.text(row, "name", old == null ? "" : old.name)),
          Columns.id(row, "currency_id", old == null ? 0 : old.currency),
          Columns.id(row, "company_id", old == null ? 0 : old.company));
    }
  }

  /** What {@code account_tax} adds to a price or finds in it. */
  record Tax(
      String name,
      boolean onSales,
      Kind kind,
      double amount,
      boolean included,
      boolean byCompany,
      boolean raisesBase,
      boolean baseRaised,
      int sequence,
      int company,
      boolean active)
      implements PriceRow {
    /** How the amount is meant. */
    enum Kind {
      PERCENT,
      /** Percent of the price with the tax in it. */
      DIVISION,
      FIXED,
      GROUP,
      /** Computed by a program of somebody's. */
      OTHER;

      static Kind of(String word) {
        return switch (word) {
          case "percent" -> PERCENT;
          case "division" -> DIVISION;
          case "fixed" -> FIXED;
          case "group" -> GROUP;
          default -> OTHER;
        };
      }
    }

    static Tax from(Row row, @Nullable Tax old) {
      String override = "price_include_override";
      String how =
          Columns.text(
              row,
              override,
              old == null || old.byCompany ? "" : old.included ? "tax_included" : "tax_excluded");
      boolean included =
          row.has(override)
              ? how.equals("tax_included")
              : Columns.flag(row, "price_include", old != null && old.included);
      return new Tax(
          Translated.text(Columns.text(row, "name", old == null ? "" : old.name)),
          Columns.text(row, "type_tax_use", old != null && old.onSales ? "sale" : "")
              .equals("sale"),
          Kind.of(
              Columns.text(
                  row,
                  "amount_type",
                  old == null ? "" : old.kind.name().toLowerCase(java.util.Locale.ROOT))),
          Columns.number(row, "amount", old == null ? 0 : old.amount),
          included,
          row.has(override) && how.isEmpty(),
          Columns.flag(row, "include_base_amount", old != null && old.raisesBase),
          !row.has("is_base_affected")
              || Columns.flag(row, "is_base_affected", old == null || old.baseRaised),
          row.has("sequence")
              ? Columns.id(row, "sequence", old == null ? 0 : old.sequence)
              : old == null ? 0 : old.sequence,
          Columns.id(row, "company_id", old == null ? 0 : old.company),
          Columns.flag(row, "active", old == null || old.active));
    }
  }

  /** {@code account_fiscal_position}. */
  record FiscalPosition(String name, int company) implements PriceRow {
    static FiscalPosition from(Row row, @Nullable FiscalPosition old) {
      return new FiscalPosition(
          Translated.text(Columns.text(row, "name", old == null ? "" : old.name)),
          Columns.id(row, "company_id", old == null ? 0 : old.company));
    }
  }

  /** {@code account_fiscal_position_tax}: which tax a position puts in place of another. */
  record TaxSwap(int position, int from, int to) implements PriceRow {
    static TaxSwap from(Row row, @Nullable TaxSwap old) {
      return new TaxSwap(
          Columns.id(row, "position_id", old == null ? 0 : old.position),
          Columns.id(row, "tax_src_id", old == null ? 0 : old.from),
          Columns.id(row, "tax_dest_id", old == null ? 0 : old.to));
    }
  }

  /** Seconds are Odoo's finest unit. */
  static @Nullable Instant moment(Row row, String column, @Nullable Instant old) {
    long millis = Columns.millis(row, column, old == null ? 0 : old.toEpochMilli());
    return millis == 0 ? null : Instant.ofEpochMilli(millis);
  }
}
