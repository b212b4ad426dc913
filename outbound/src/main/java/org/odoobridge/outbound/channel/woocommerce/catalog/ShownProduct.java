package org.odoobridge.outbound.channel.woocommerce.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.odoobridge.outbound.catalog.model.ProductField;

/** Compares what a shop shows of a product with what it was sent. Pure. */
public final class ShownProduct {
  private static final Map<String, ProductField> FIELDS = new LinkedHashMap<>();

  static {
    FIELDS.put("name", ProductField.NAME);
    FIELDS.put("description", ProductField.DESCRIPTION);
    FIELDS.put("short_description", ProductField.SHORT_DESCRIPTION);
    FIELDS.put("status", ProductField.STATUS);
    FIELDS.put("catalog_visibility", ProductField.VISIBILITY);
    FIELDS.put("categories", ProductField.CATEGORIES);
    FIELDS.put("tags", ProductField.TAGS);
    FIELDS.put("brands", ProductField.BRAND);
    FIELDS.put("attributes", ProductField.ATTRIBUTES);
    FIELDS.put("sku", ProductField.SKU);
    FIELDS.put("global_unique_id", ProductField.GTIN);
    FIELDS.put("weight", ProductField.WEIGHT);
    FIELDS.put("tax_status", ProductField.TAX_STATUS);
    FIELDS.put("tax_class", ProductField.TAX_CLASS);
    FIELDS.put("virtual", ProductField.VIRTUAL);
    FIELDS.put("regular_price", ProductField.REGULAR_PRICE);
    FIELDS.put("sale_price", ProductField.SALE_PRICE);
    FIELDS.put("date_on_sale_from_gmt", ProductField.SALE_FROM);
    FIELDS.put("date_on_sale_to_gmt", ProductField.SALE_TO);
    FIELDS.put("images", ProductField.IMAGES);
    FIELDS.put("image", ProductField.IMAGES);
    FIELDS.put("upsell_ids", ProductField.UPSELLS);
    FIELDS.put("cross_sell_ids", ProductField.CROSS_SELLS);
    FIELDS.put("backorders", ProductField.BACKORDERS);
    FIELDS.put("manage_stock", ProductField.MANAGE_STOCK);
    FIELDS.put("low_stock_amount", ProductField.LOW_STOCK_AMOUNT);
    FIELDS.put("menu_order", ProductField.MENU_ORDER);
  }

  private ShownProduct() {}

  /** Where the shop shows something else than it was sent: by field, what was told and shown. */
  public static Map<ProductField, String> mismatches(JsonNode sent, JsonNode shown) {
    Map<ProductField, String> result = new EnumMap<>(ProductField.class);
    FIELDS.forEach(
        (name, field) -> {
          JsonNode told = sent.path(name);
          if (!told.isMissingNode() && !same(name, told, shown.path(name), shown)) {
            result.put(
                field, "told " + brief(told) + ", the shop shows " + brief(shown.path(name)));
          }
        });
    sizes(sent.path("dimensions"), shown.path("dimensions"), result);
    return result;
  }

  private static void sizes(JsonNode sent, JsonNode shown, Map<ProductField, String> result) {
    Map<String, ProductField> sides =
        Map.of(
            "length", ProductField.LENGTH,
            "width", ProductField.WIDTH,
            "height", ProductField.HEIGHT);
    sides.forEach(
        (side, field) -> {
          if (sent.has(side) && !sameNumber(sent.path(side), shown.path(side))) {
            result.put(field, "told " + sent.path(side) + ", the shop shows " + shown.path(side));
          }
        });
  }

  private static boolean same(String name, JsonNode told, JsonNode shown, JsonNode product) {
    return switch (name) {
      case "regular_price", "sale_price", "weight" -> sameNumber(told, shown);
      case "description", "short_description", "name" -> sameProse(told, shown);
      case "tax_class" -> taxClass(told).equals(taxClass(shown));
      case "categories", "tags", "brands" ->
          ids(told).equals(ids(shown)) || onlyDefault(told, shown);
      case "upsell_ids", "cross_sell_ids" -> texts(told).equals(texts(shown));
      case "attributes" -> sameAttributes(told, shown);
      case "images" -> sameImages(told, shown);
      case "image" -> {
        boolean none = shown.path("id").asLong(0) == 0;
        yield told.isNull() ? none : !none && sameImage(told, shown);
      }
      // Kept only while the shop counts the product's stock.
      case "backorders", "low_stock_amount" ->
          !product.path("manage_stock").asBoolean(false) || text(told).equals(text(shown));
      default -> text(told).equals(text(shown));
    };
  }

  /** No category at all makes the shop choose its default one. */
  private static boolean onlyDefault(JsonNode told, JsonNode shown) {
    return told.isEmpty() && shown.size() <= 1;
  }

  private static boolean sameImages(JsonNode told, JsonNode shown) {
    if (told.size() != shown.size()) {
      return false;
    }
    for (int i = 0; i < told.size(); i++) {
      if (!sameImage(told.path(i), shown.path(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameImage(JsonNode told, JsonNode shown) {
    return !told.has("id") || told.path("id").asLong() == shown.path("id").asLong();
  }

  private static boolean sameAttributes(JsonNode told, JsonNode shown) {
    Map<String, Set<String>> wanted = attributes(told);
    Map<String, Set<String>> present = attributes(shown);
    return wanted.equals(present);
  }

  private static Map<String, Set<String>> attributes(JsonNode list) {
    Map<String, Set<String>> result = new LinkedHashMap<>();
    for (JsonNode attribute : list) {
      long id = attribute.path("id").asLong(0);
      Set<String> options = new TreeSet<>();
      if (attribute.has("option")) {
        options.add(letters(attribute.path("option").asText()));
      }
      attribute.path("options").forEach(option -> options.add(letters(option.asText())));
      String key = id > 0 ? "#" + id : letters(attribute.path("name").asText());
      result.put(key, options);
    }
    return result;
  }

  private static Set<Long> ids(JsonNode list) {
    Set<Long> ids = new TreeSet<>();
    list.forEach(one -> ids.add(one.path("id").asLong()));
    return ids;
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  private static String text(JsonNode node) {
    return node.isNull() || node.isMissingNode() ? "" : node.asText();
  }

  private static String taxClass(JsonNode node) {
    return text(node).equals("standard") ? "" : text(node);
  }

  private static boolean sameNumber(JsonNode told, JsonNode shown) {
    Optional<BigDecimal> one = number(told).map(BigDecimal::stripTrailingZeros);
    Optional<BigDecimal> other = number(shown).map(BigDecimal::stripTrailingZeros);
    return one.equals(other);
  }

  private static Optional<BigDecimal> number(JsonNode node) {
    try {
      return text(node).isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(text(node)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Shops filter markup and add paragraphs; the words are what counts. */
  private static boolean sameProse(JsonNode told, JsonNode shown) {
    return letters(text(told)).equals(letters(text(shown)));
  }

  private static String letters(String prose) {
    return prose
        .replaceAll("(?is)<(script|style)[^>]*>.*?</\\1>", "")
        .replaceAll("<[^>]*>", "")
        .replaceAll("&[#a-zA-Z0-9]+;", "")
        .replaceAll("[^\\p{L}\\p{N}]", "")
        .toLowerCase(Locale.ROOT);
  }

  private static String brief(JsonNode node) {
    String text = node.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
