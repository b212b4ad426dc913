package org.odoobridge.outbound.catalog.read;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.odoobridge.core.odoo.OdooCatalogue;

/**
 * How this Odoo keeps its products: which tables and columns there are, and where texts of a
 * language lie.
 *
 * @param language Odoo's code, such as {@code fr_FR}
 */
record Shape(OdooCatalogue catalogue, String language) {
  /** The language of a column's own text where translations are kept beside it. */
  static final String ENGLISH = "en_US";

  private static final Set<String> TABLES =
      Set.of(
          "product_template",
          "product_product",
          "product_attribute",
          "product_attribute_value",
          "product_template_attribute_line",
          "product_template_attribute_value",
          "product_variant_combination",
          "product_category",
          "product_public_category",
          "product_public_category_product_template_rel",
          "product_tag",
          "product_tag_product_template_rel",
          "product_tag_product_product_rel",
          "product_taxes_rel",
          "product_image",
          "product_alternative_rel",
          "product_accessory_rel",
          "product_brand",
          "account_tax",
          "ir_attachment",
          "ir_translation",
          "res_company");

  static Shape read(Connection connection, String language) throws SQLException {
    return new Shape(OdooCatalogue.read(connection, TABLES), language);
  }

  boolean has(String table) {
    return catalogue.has(table);
  }

  boolean has(String table, String column) {
    return catalogue.has(table, column);
  }

  /** Whether translations lie in a table of their own, and one is wanted. */
  boolean translatedAside() {
    return has("ir_translation") && !language.equals(ENGLISH);
  }

  /**
   * SQL for a column as text in the channel's language, else in English; without translations
   * aside.
   */
  String text(String alias, String table, String column) {
    String at = alias + '.' + quoted(column);
    if (catalogue.translated(table, column)) {
      return "coalesce(%1$s->>'%2$s', %1$s->>'%3$s')".formatted(at, language, ENGLISH);
    }
    return catalogue.type(table, column).filter("boolean"::equals).isPresent()
        ? "case when " + at + " then 'true' end"
        : at + "::text";
  }

  /** SQL for a column as text in the channel's language alone; null when it is not translated. */
  String ownText(String alias, String table, String column) {
    String at = alias + '.' + quoted(column);
    return catalogue.translated(table, column)
        ? "%s->>'%s'".formatted(at, language)
        : language.equals(ENGLISH) ? at + "::text" : "null::text";
  }

  /** SQL for a column as text in English. */
  String english(String alias, String table, String column) {
    String at = alias + '.' + quoted(column);
    return catalogue.translated(table, column) ? "%s->>'%s'".formatted(at, ENGLISH) : at + "::text";
  }

  /** SQL for a column that may be missing. */
  String optional(String alias, String table, String column, String otherwise) {
    return has(table, column) ? alias + '.' + column : otherwise;
  }

  /** The column of the website that says whether it shows the template; empty without a website. */
  List<String> publishedColumn() {
    return List.of("is_published", "website_published").stream()
        .filter(column -> has("product_template", column))
        .limit(1)
        .toList();
  }

  private static String quoted(String column) {
    return '"' + column.replace("\"", "\"\"") + '"';
  }
}
