package org.odoobridge.inbound.odoo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What differs between Odoo versions where orders are written, read from the database's catalogue
 * instead of guessed from a version number.
 *
 * @param technicalPrice lines keep a channel's price only if {@code technical_price_unit} is loaded
 *     too (18 and later)
 * @param lineTaxField the order line's field for taxes: {@code tax_id}, from 19 {@code tax_ids}
 * @param lineUomField the order line's field for its unit: {@code product_uom}, from 19 {@code
 *     product_uom_id}
 * @param translatedNames whether names are JSON by language (17 and later)
 * @param taxIncludeColumn column that says whether a tax is included in the price
 */
public record OdooDialect(
    boolean technicalPrice,
    String lineTaxField,
    String lineUomField,
    boolean translatedNames,
    String taxIncludeColumn) {

  /** Reads the catalogue, which needs no grant on the tables. */
  static OdooDialect read(Connection connection) throws SQLException {
    Map<String, String> types = new HashMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT c.relname || '.' || a.attname, format_type(a.atttypid, NULL)
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
             WHERE c.relname IN ('sale_order_line', 'product_pricelist', 'account_tax')
               AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
               AND pg_table_is_visible(c.oid)
            """)) {
      ResultSet rows = query.executeQuery();
      while (rows.next()) {
        types.put(rows.getString(1), rows.getString(2));
      }
    }
    boolean uomRenamed = types.containsKey("sale_order_line.product_uom_id");
    return new OdooDialect(
        types.containsKey("sale_order_line.technical_price_unit"),
        uomRenamed ? "tax_ids" : "tax_id",
        uomRenamed ? "product_uom_id" : "product_uom",
        "jsonb".equals(types.get("product_pricelist.name")),
        types.containsKey("account_tax.price_include")
            ? "price_include"
            : "coalesce(price_include_override, '') = 'tax_included'");
  }

  /** The columns present of the tables that need grants. */
  public static Map<String, Set<String>> columns(Connection connection) throws SQLException {
    Map<String, Set<String>> columns = new TreeMap<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT c.relname, a.attname
              FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
             WHERE c.relname = ANY(?) AND c.relkind IN ('r', 'p')
               AND a.attnum > 0 AND NOT a.attisdropped AND pg_table_is_visible(c.oid)
            """)) {
      query.setArray(
          1, connection.createArrayOf("text", DirectoryGrants.COLUMNS.keySet().toArray()));
      ResultSet rows = query.executeQuery();
      while (rows.next()) {
        columns.computeIfAbsent(rows.getString(1), table -> new TreeSet<>()).add(rows.getString(2));
      }
    }
    return columns;
  }

  /** SQL for a name that may be translated, in English when it is. */
  String name(String column) {
    return translatedNames ? "(" + column + "->>'en_US')" : column;
  }
}
