package org.odoobridge.testkit.odoo.orm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a jsonb column holds, and its value as one user of one company sees it. */
enum Jsonb {
  /** A text by language, {@code {"en_US": …}}; a missing language reads as {@code en_US}. */
  TRANSLATED,
  /** A value by company, {@code {"1": …}}. */
  BY_COMPANY,
  /** Anything else, read and written as JSON text. */
  DOCUMENT;

  /** The language that every translated value has. */
  static final String SOURCE = "en_US";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> COMPANY_COLUMNS =
      Set.of(
          "product_product.standard_price",
          "stock_lot.standard_price",
          "product_template.responsible_id",
          "product_template.service_to_purchase",
          "res_partner.barcode",
          "res_partner.credit_limit",
          "res_partner.specific_property_product_pricelist",
          "res_partner.trust");

  private static final Set<String> DOCUMENT_COLUMNS =
      Set.of(
          "res_partner.properties",
          "sale_order.pickup_location_data",
          "sale_order_line.analytic_distribution",
          "sale_order_line.extra_tax_data",
          "pos_order_line.extra_tax_data");

  static Jsonb of(String table, String column) {
    String place = table + "." + column;
    if (column.startsWith("property_") || COMPANY_COLUMNS.contains(place)) {
      return BY_COMPANY;
    }
    return DOCUMENT_COLUMNS.contains(place)
            || column.endsWith("_properties")
            || column.endsWith("_properties_definition")
        ? DOCUMENT
        : TRANSLATED;
  }

  /** The stored JSON with one value in it, to be merged into what is there. */
  String stored(Object value, String language, int company) {
    return switch (this) {
      case TRANSLATED -> write(value instanceof Map ? value : Map.of(language, value.toString()));
      case BY_COMPANY ->
          value instanceof Map || isObject(value)
              ? text(value)
              : write(Map.of("" + company, value));
      case DOCUMENT -> text(value);
    };
  }

  /** SQL of the value as the user sees it; texts and numbers alike come as text. */
  String sql(String column, String language, int company) {
    return switch (this) {
      case TRANSLATED ->
          "coalesce(%1$s ->> '%2$s', %1$s ->> '%3$s')".formatted(column, checked(language), SOURCE);
      case BY_COMPANY -> "(%s ->> '%d')".formatted(column, company);
      case DOCUMENT -> column + "::text";
    };
  }

  /** The value as the user sees it; null when there is none. */
  @Nullable Object seen(String json, String language, int company) {
    if (this == DOCUMENT) {
      return json;
    }
    JsonNode all = read(json);
    JsonNode own = all.path(this == TRANSLATED ? language : "" + company);
    JsonNode value = own.isMissingNode() && this == TRANSLATED ? all.path(SOURCE) : own;
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    return switch (value.getNodeType()) {
      case NUMBER -> value.isInt() ? (Object) value.intValue() : (Object) value.decimalValue();
      case BOOLEAN -> value.booleanValue();
      case STRING, ARRAY, BINARY, MISSING, NULL, OBJECT, POJO -> value.asText();
    };
  }

  private static String checked(String language) {
    if (!language.matches("[A-Za-z@_]+")) {
      throw OdooError.user("Invalid language code: " + language);
    }
    return language;
  }

  private static boolean isObject(Object value) {
    return value instanceof String text && text.startsWith("{");
  }

  private static String text(Object value) {
    return value instanceof String text ? text : write(value);
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + value, e);
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("jsonb that is no JSON", e);
    }
  }
}
