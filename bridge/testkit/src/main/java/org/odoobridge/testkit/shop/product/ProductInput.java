package org.odoobridge.testkit.shop.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Schema;

/** Writes a request's fields onto a product, with the conversions WooCommerce makes. */
final class ProductInput {
  static final List<String> TYPES = List.of("simple", "grouped", "external", "variable");
  static final List<String> STOCK_STATUSES = List.of("instock", "outofstock", "onbackorder");
  static final List<String> STATUSES =
      List.of("draft", "pending", "private", "publish", "future", "auto-draft", "trash");

  /** What a single call is checked against; batch items are not. */
  static final Schema SCHEMA =
      new Schema()
          .strings("name", "slug", "sku", "regular_price", "sale_price", "weight", "description")
          .strings("short_description", "tax_class", "global_unique_id")
          .integers("stock_quantity", "low_stock_amount", "parent_id", "menu_order")
          .booleans("manage_stock", "virtual", "downloadable", "sold_individually", "featured")
          .oneOf("type", TYPES)
          .oneOf("status", STATUSES)
          .oneOf("stock_status", STOCK_STATUSES)
          .oneOf("backorders", List.of("no", "notify", "yes"))
          .oneOf("tax_status", List.of("taxable", "shipping", "none"));

  private static final Set<String> CONTENT =
      Set.of(
          "description",
          "short_description",
          "weight",
          "featured",
          "catalog_visibility",
          "virtual",
          "downloadable",
          "sold_individually",
          "reviews_allowed",
          "purchase_note",
          "shipping_class",
          "menu_order",
          "upsell_ids",
          "cross_sell_ids",
          "default_attributes");

  private final Catalog catalog;

  ProductInput(Catalog catalog) {
    this.catalog = catalog;
  }

  /** Applies the fields; returns whether a stock number was sent and used. */
  boolean apply(Product product, JsonNode sent) {
    // What may be refused comes first: a refused write changes nothing.
    images(product, sent);
    text(sent, "global_unique_id").ifPresent(value -> catalog.gtin(product, value));
    text(sent, "sku").ifPresent(value -> catalog.rename(product, value));
    text(sent, "name").ifPresent(value -> product.name = value);
    text(sent, "type").filter(TYPES::contains).ifPresent(value -> product.type = value);
    text(sent, "status").filter(STATUSES::contains).ifPresent(value -> product.status = value);
    text(sent, "regular_price").ifPresent(value -> product.regularPrice = decimal(value));
    text(sent, "sale_price").ifPresent(value -> product.salePrice = decimal(value));
    text(sent, "tax_status").ifPresent(value -> product.taxStatus = value);
    text(sent, "tax_class")
        .ifPresent(value -> product.taxClass = value.equals("standard") ? "" : value);
    CONTENT.stream()
        .filter(sent::has)
        .forEach(field -> product.content.set(field, sent.get(field)));
    product.meta.apply(sent.path("meta_data"));
    sent.path("dimensions")
        .properties()
        .forEach(
            side ->
                product
                    .content
                    .withObjectProperty("dimensions")
                    .set(side.getKey(), side.getValue()));
    saleDates(product, sent);
    attributes(product, sent.path("attributes"));
    terms(product, sent, "categories", catalog.terms().categories());
    terms(product, sent, "tags", catalog.terms().tags());
    terms(product, sent, "brands", catalog.terms().brands());
    boolean stockSent = stock(product, sent);
    if (product.slug.isEmpty() && !product.isVariation()) {
      product.slug = catalog.freeSlug(slug(product.name));
    }
    product.settle();
    return stockSent;
  }

  private static boolean stock(Product product, JsonNode sent) {
    if (sent.hasNonNull("manage_stock")) {
      product.managesStock = sent.path("manage_stock").asBoolean();
    }
    text(sent, "stock_status")
        .ifPresent(
            value -> product.stockStatus = STOCK_STATUSES.contains(value) ? value : "instock");
    if (!product.managesStock) {
      return false;
    }
    text(sent, "backorders").ifPresent(value -> product.backorders = value);
    if (sent.has("low_stock_amount")) {
      product.lowStock =
          sent.path("low_stock_amount").isNull() ? null : whole(sent.path("low_stock_amount"));
    }
    if (sent.hasNonNull("stock_quantity")) {
      product.stock = whole(sent.path("stock_quantity"));
      return true;
    }
    if (sent.hasNonNull("inventory_delta")) {
      Integer before = product.stock;
      product.stock = (before == null ? 0 : before) + whole(sent.path("inventory_delta"));
      return true;
    }
    if (product.stock == null) {
      product.stock = 0;
    }
    return false;
  }

  private void attributes(Product product, JsonNode sent) {
    if (!sent.isArray()) {
      return;
    }
    ArrayNode attributes = PhpJson.array();
    for (JsonNode item : sent) {
      int id = item.path("id").asInt();
      String name = id > 0 ? catalog.terms().attributeName(id) : item.path("name").asText();
      ObjectNode attribute = attributes.addObject().put("id", id).put("name", name);
      if (product.isVariation()) {
        attribute
            .put("slug", id > 0 ? "pa_" + slug(name) : slug(name))
            .put("option", item.path("option").asText());
      } else {
        attribute
            .put("slug", id > 0 ? "pa_" + slug(name) : name)
            .put("position", item.path("position").asInt())
            .put("visible", item.path("visible").asBoolean())
            .put("variation", item.path("variation").asBoolean());
        attribute.set(
            "options", item.path("options").isArray() ? item.get("options") : PhpJson.array());
      }
    }
    product.attributes = attributes;
  }

  /** Numbers the shop does not know are left out without a word. */
  private static void terms(Product product, JsonNode sent, String field, Taxonomy taxonomy) {
    if (sent.path(field).isArray()) {
      ArrayNode terms = PhpJson.array();
      sent.get(field)
          .forEach(item -> taxonomy.reference(item.path("id").asInt()).ifPresent(terms::add));
      product.content.set(field, terms);
    }
  }

  private static void saleDates(Product product, JsonNode sent) {
    if (sent.has("date_on_sale_from_gmt")) {
      product.saleFrom = moment(sent.get("date_on_sale_from_gmt"));
    }
    if (sent.has("date_on_sale_to_gmt")) {
      product.saleTo = moment(sent.get("date_on_sale_to_gmt"));
    }
  }

  private static @Nullable Instant moment(JsonNode sent) {
    String text = sent.asText("");
    return sent.isNull() || text.isEmpty()
        ? null
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }

  /** Pictures by address are fetched and are new media every time; by id they stay. */
  private void images(Product product, JsonNode sent) {
    if (product.isVariation()) {
      if (sent.has("image")) {
        JsonNode image = sent.get("image");
        boolean none = image.isNull() || image.isEmpty();
        product.content.set("image", none ? NullNode.getInstance() : image(image));
      }
      return;
    }
    if (!sent.path("images").isArray()) {
      return;
    }
    ArrayNode images = PhpJson.array();
    sent.get("images").forEach(item -> images.add(image(item)));
    product.content.set("images", images);
  }

  private ObjectNode image(JsonNode item) {
    ObjectNode image =
        item.has("id") ? catalog.media(item.path("id").asInt()) : catalog.upload(item);
    if (item.hasNonNull("alt")) {
      image.put("alt", item.path("alt").asText());
    }
    return image;
  }

  private static java.util.Optional<String> text(JsonNode sent, String field) {
    return sent.hasNonNull(field)
        ? java.util.Optional.of(sent.path(field).asText())
        : java.util.Optional.empty();
  }

  /** A price as WooCommerce reads it: commas group digits, the rest of the garbage falls out. */
  static String decimal(String sent) {
    String kept = sent.replaceAll("[^0-9.\\-]", "");
    return kept.matches("-?\\d*\\.?\\d+") || kept.matches("-?\\d+\\.") ? kept : "";
  }

  /** PHP's cast to integer: fractions are cut, words are 0. */
  static int whole(JsonNode sent) {
    if (sent.isNumber()) {
      return (int) sent.doubleValue();
    }
    String digits = sent.asText().replaceAll("^\\s*(-?\\d{1,9}).*$", "$1");
    return digits.matches("-?\\d{1,9}") ? Integer.parseInt(digits) : 0;
  }

  static String slug(String name) {
    String plain =
        java.text.Normalizer.normalize(name.replace("ß", "s"), java.text.Normalizer.Form.NFD)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9 _-]", "")
            .trim()
            .replaceAll("[ _-]+", "-");
    return plain.isEmpty() ? "product" : plain;
  }
}
