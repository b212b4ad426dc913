package org.odoobridge.inbound.odoo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.odoobridge.core.odoo.OdooCatalogue;
import org.odoobridge.inbound.odoo.rpc.OdooVersion;

/**
 * What differs between Odoo releases where orders are written, each member named after the
 * difference. Decided by the tables and columns that the database has; by the server's version only
 * where the database shows nothing.
 *
 * @param lineTaxField the order line's field for taxes: {@code tax_id}, from 19 {@code tax_ids}
 * @param lineUomField the order line's field for its unit: {@code product_uom}, from 19 {@code
 *     product_uom_id}
 * @param technicalPrice lines keep a channel's price only if {@code technical_price_unit} is loaded
 *     too (18 and later)
 * @param names where the texts of other languages are kept
 * @param taxPriceByCompany whether a tax may leave it to its company if prices include it (18 and
 *     later)
 * @param lockedFlag a locked order has a flag (17 and later) instead of the state {@code done}
 * @param pricelistOptional orders may have no pricelist, prices are then in the company's currency
 *     (17 and later)
 * @param htmlNote an order's note is HTML (15 and later): a text must be escaped
 * @param exactPrices a line's unit price is kept as it is loaded (19 and later), not rounded to the
 *     precision of prices
 */
public record OdooDialect(
    String lineTaxField,
    String lineUomField,
    boolean technicalPrice,
    Translation names,
    boolean taxPriceByCompany,
    boolean lockedFlag,
    boolean pricelistOptional,
    boolean htmlNote,
    boolean exactPrices) {

  /** Where a name's translations are kept. */
  public enum Translation {
    /** Nowhere that can be read. */
    NONE,
    /** In rows of {@code ir_translation} (14 and 15). */
    TABLE,
    /** In the column, JSON by language (16 and later). */
    COLUMN
  }

  /** From what a database has and what its server answers. */
  static OdooDialect of(OdooCatalogue tables, boolean pricelistRequired, OdooVersion version) {
    boolean renamed = tables.has("sale_order_line", "product_uom_id");
    return new OdooDialect(
        renamed ? "tax_ids" : "tax_id",
        renamed ? "product_uom_id" : "product_uom",
        tables.has("sale_order_line", "technical_price_unit"),
        translation(tables),
        !tables.has("account_tax", "price_include"),
        tables.has("sale_order", "locked"),
        !pricelistRequired,
        version.major() >= 15,
        version.major() >= 19);
  }

  private static Translation translation(OdooCatalogue tables) {
    if (tables.translated("account_tax", "name")) {
      return Translation.COLUMN;
    }
    return tables.has("ir_translation", "value") ? Translation.TABLE : Translation.NONE;
  }

  /** The tables and columns present of those that inbound reads; needs no grant on them. */
  public static OdooCatalogue catalogue(Connection connection) throws SQLException {
    return OdooCatalogue.read(connection, DirectoryGrants.COLUMNS.keySet());
  }

  /** Reads what the catalogue of names does not tell, and decides. */
  public static OdooDialect read(Connection connection, OdooCatalogue tables, OdooVersion version)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT coalesce(bool_or(attnotnull), true) FROM pg_attribute
             WHERE attrelid = to_regclass('sale_order') AND attname = 'pricelist_id'
            """)) {
      ResultSet row = query.executeQuery();
      return of(tables, !row.next() || row.getBoolean(1), version);
    }
  }

  /**
   * SQL for a record's name as people see it.
   *
   * @param table alias of the record's table
   * @param language code such as {@code de_DE}; English, then any other, where it has no name
   */
  String name(String table, String language) {
    return switch (names) {
      case NONE, TABLE -> table + ".name";
      case COLUMN ->
          "coalesce(%1$s.name->>'%2$s', %1$s.name->>'en_US', (SELECT min(value) FROM jsonb_each_text(%1$s.name)))"
              .formatted(table, code(language));
    };
  }

  /**
   * SQL for all names of a record, of every language, as an array of texts.
   *
   * @param table alias of the record's table
   * @param model such as {@code account.tax}
   */
  String allNames(String table, String model) {
    return switch (names) {
      case NONE -> "ARRAY[%s.name::text]".formatted(table);
      case TABLE ->
          "ARRAY(SELECT %1$s.name UNION SELECT w.value FROM ir_translation w WHERE w.name = '%2$s,name' AND w.res_id = %1$s.id AND w.value <> '')"
              .formatted(table, model);
      case COLUMN -> "ARRAY(SELECT value FROM jsonb_each_text(%s.name))".formatted(table);
    };
  }

  /** SQL for whether prices include a tax {@code t} of company {@code c}. */
  String taxIncluded(OdooCatalogue tables) {
    if (!taxPriceByCompany) {
      return "coalesce(t.price_include, false)";
    }
    String company =
        tables.has("res_company", "account_price_include") ? "c.account_price_include, " : "";
    return "coalesce(t.price_include_override, " + company + "'') = 'tax_included'";
  }

  /** SQL for whether an order {@code o} is locked. */
  String locked() {
    return lockedFlag ? "coalesce(o.locked, false)" : "(o.state = 'done')";
  }

  /** The differences of this Odoo, for people. */
  public List<String> facts() {
    List<String> facts = new ArrayList<>();
    facts.add(
        switch (names) {
          case NONE -> "names in one language";
          case TABLE -> "translated names in ir_translation";
          case COLUMN -> "names translated";
        });
    facts.add("line fields " + lineTaxField + ", " + lineUomField);
    if (technicalPrice) {
      facts.add("prices kept by technical_price_unit");
    }
    if (taxPriceByCompany) {
      facts.add("companies say if prices include tax");
    }
    facts.add(lockedFlag ? "locked is a flag" : "locked is the state done");
    if (pricelistOptional) {
      facts.add("orders without pricelist allowed");
    }
    facts.add(htmlNote ? "notes are HTML" : "notes are text");
    if (exactPrices) {
      facts.add("unit prices not rounded");
    }
    return List.copyOf(facts);
  }

  /** A language code that can be nothing else in SQL. */
  private static String code(String language) {
    return language.matches("[A-Za-z_@.]{2,20}") ? language : "en_US";
  }
}
