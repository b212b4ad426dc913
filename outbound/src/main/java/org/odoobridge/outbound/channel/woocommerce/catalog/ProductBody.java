package org.odoobridge.outbound.channel.woocommerce.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.odoobridge.outbound.catalog.model.FieldValue;
import org.odoobridge.outbound.catalog.model.ProductField;

/** Writes fields as WooCommerce's JSON. One body at a time; not thread-safe. */
final class ProductBody {
  /** Names our products in the shop, for people and for a look after a crash. */
  static final String MARK = "_odoo_bridge_template";

  private final TermBook terms;
  private final MediaBook media;
  private final boolean globalAttributes;
  private final Map<Integer, Long> shopIds;

  /**
   * @param shopIds the shop's ids of templates that upsells and cross-sells name
   */
  ProductBody(
      TermBook terms, MediaBook media, boolean globalAttributes, Map<Integer, Long> shopIds) {
    this.terms = terms;
    this.media = media;
    this.globalAttributes = globalAttributes;
    this.shopIds = shopIds;
  }

  /**
   * A body and what it leaves open.
   *
   * @param sent fields in it
   * @param waiting fields that must wait for another product's picture
   * @param newImages pictures the shop has to fetch
   * @param images all pictures in it, in order
   * @param missing templates it should name that the shop does not have
   * @param problems terms the shop refused
   */
  record Built(
      ObjectNode json,
      Set<ProductField> sent,
      Set<ProductField> waiting,
      List<FieldValue.Image> newImages,
      List<FieldValue.Image> images,
      Set<Integer> missing,
      List<String> problems) {}

  Built product(Map<ProductField, FieldValue> fields, Set<ProductField> which) {
    Built built = begin();
    for (ProductField field : which) {
      FieldValue value = fields.get(field);
      if (value != null) {
        put(built, field, value, false);
      }
    }
    return built;
  }

  Built variation(Map<ProductField, FieldValue> fields, Set<ProductField> which) {
    Built built = begin();
    for (ProductField field : which) {
      FieldValue value = fields.get(field);
      if (value != null) {
        put(built, field, value, true);
      }
    }
    return built;
  }

  private static Built begin() {
    return new Built(
        JsonNodeFactory.instance.objectNode(),
        EnumSet.noneOf(ProductField.class),
        EnumSet.noneOf(ProductField.class),
        new ArrayList<>(),
        new ArrayList<>(),
        new java.util.TreeSet<>(),
        new ArrayList<>());
  }

  private void put(Built built, ProductField field, FieldValue value, boolean variation) {
    ObjectNode json = built.json();
    switch (field) {
      case NAME -> json.put("name", value.canonical());
      case DESCRIPTION -> json.put("description", value.canonical());
      case SHORT_DESCRIPTION -> json.put("short_description", value.canonical());
      case STATUS -> json.put("status", value.canonical());
      case VISIBILITY -> json.put("catalog_visibility", value.canonical());
      case CATEGORIES -> terms(built, "categories", TermBook.CATEGORIES, value);
      case TAGS -> terms(built, "tags", TermBook.TAGS, value);
      case BRAND -> terms(built, "brands", TermBook.BRANDS, value);
      case ATTRIBUTES -> attributes(json, value);
      case SKU -> json.put("sku", value.canonical());
      case GTIN -> json.put("global_unique_id", value.canonical());
      case WEIGHT -> json.put("weight", value.canonical());
      case LENGTH -> json.withObjectProperty("dimensions").put("length", value.canonical());
      case WIDTH -> json.withObjectProperty("dimensions").put("width", value.canonical());
      case HEIGHT -> json.withObjectProperty("dimensions").put("height", value.canonical());
      case TAX_STATUS -> json.put("tax_status", value.canonical());
      case TAX_CLASS -> json.put("tax_class", value.canonical());
      case VIRTUAL -> json.put("virtual", value.canonical().equals("true"));
      case REGULAR_PRICE -> json.put("regular_price", value.canonical());
      case SALE_PRICE -> json.put("sale_price", value.canonical());
      case SALE_FROM -> moment(json, "date_on_sale_from_gmt", value.canonical());
      case SALE_TO -> moment(json, "date_on_sale_to_gmt", value.canonical());
      case IMAGES -> {
        if (!images(built, value, variation)) {
          built.waiting().add(field);
          return;
        }
      }
      case UPSELLS -> references(built, "upsell_ids", value);
      case CROSS_SELLS -> references(built, "cross_sell_ids", value);
      case BACKORDERS -> json.put("backorders", value.canonical());
      case MANAGE_STOCK -> json.put("manage_stock", value.canonical().equals("true"));
      case LOW_STOCK_AMOUNT -> lowStock(json, value.canonical());
      case MENU_ORDER -> json.put("menu_order", Double.valueOf(value.canonical()).intValue());
    }
    built.sent().add(field);
  }

  /**
   * A new product whose stock is counted begins with the number of now, or with none. Nobody has
   * sold it before, so that nothing can be lost; the stock lane reads it back and corrects it.
   */
  static void firstStock(ObjectNode json, OptionalLong stock) {
    if (json.path("manage_stock").asBoolean(false)) {
      json.put("stock_quantity", stock.orElse(0));
    }
  }

  private static void lowStock(ObjectNode json, String text) {
    if (text.isEmpty()) {
      json.putNull("low_stock_amount");
    } else {
      json.put("low_stock_amount", Double.valueOf(text).intValue());
    }
  }

  private static void moment(ObjectNode json, String field, String text) {
    if (text.isEmpty()) {
      json.putNull(field);
    } else {
      // The shop's own form: seconds, without an offset.
      json.put(field, Instant.parse(text).toString().substring(0, "2026-01-01T00:00:00".length()));
    }
  }

  private void terms(Built built, String jsonField, String taxonomy, FieldValue value) {
    ArrayNode list = built.json().putArray(jsonField);
    if (!(value instanceof FieldValue.Terms wanted)) {
      return;
    }
    for (List<String> path : wanted.paths()) {
      OptionalLong id = terms.id(taxonomy, path);
      if (id.isPresent()) {
        list.addObject().put("id", id.getAsLong());
      } else {
        built
            .problems()
            .add(
                taxonomy
                    + " '"
                    + String.join(" / ", path)
                    + "': "
                    + terms.refusal(taxonomy, path).orElse("the shop did not answer"));
      }
    }
  }

  private void attributes(ObjectNode json, FieldValue value) {
    ArrayNode list = json.putArray("attributes");
    if (!(value instanceof FieldValue.Attributes wanted)) {
      return;
    }
    int position = 0;
    for (FieldValue.Attribute attribute : wanted.attributes()) {
      ObjectNode one = named(list.addObject(), attribute.name());
      one.put("position", position++).put("visible", true);
      one.put("variation", attribute.forVariations());
      ArrayNode options = one.putArray("options");
      attribute.options().forEach(options::add);
    }
  }

  /** An attribute by the shop's number, or by its name where it belongs to the product alone. */
  private ObjectNode named(ObjectNode json, String attribute) {
    OptionalLong id = globalAttributes ? terms.attribute(attribute) : OptionalLong.empty();
    return id.isPresent() ? json.put("id", id.getAsLong()) : json.put("name", attribute);
  }

  void options(ObjectNode json, Map<String, String> options) {
    ArrayNode list = json.putArray("attributes");
    options.forEach(
        (attribute, option) -> named(list.addObject(), attribute).put("option", option));
  }

  /** False when one of them is under way with another product. */
  private boolean images(Built built, FieldValue value, boolean variation) {
    List<FieldValue.Image> wanted = images(value);
    if (variation && wanted.size() > 1) {
      wanted = wanted.subList(0, 1);
    }
    if (wanted.stream().anyMatch(image -> media.underWay(image.hash()))) {
      return false;
    }
    if (!media.canSend() && wanted.stream().anyMatch(image -> media.id(image.hash()).isEmpty())) {
      built
          .problems()
          .add("images: the bridge has no address from which the shop could fetch them");
      return true;
    }
    for (FieldValue.Image image : wanted) {
      if (media.id(image.hash()).isEmpty()) {
        built.newImages().add(image);
      }
      built.images().add(image);
    }
    if (variation) {
      if (wanted.isEmpty()) {
        built.json().putNull("image");
      } else {
        built.json().set("image", media.json(wanted.getFirst()));
      }
      return true;
    }
    ArrayNode list = built.json().putArray("images");
    wanted.forEach(image -> list.add(media.json(image)));
    return true;
  }

  /** Each picture once, in order. */
  static List<FieldValue.Image> images(@org.jspecify.annotations.Nullable FieldValue value) {
    if (!(value instanceof FieldValue.Images images)) {
      return List.of();
    }
    Map<String, FieldValue.Image> byHash = new LinkedHashMap<>();
    images.images().forEach(image -> byHash.putIfAbsent(image.hash(), image));
    return List.copyOf(byHash.values());
  }

  private void references(Built built, String jsonField, FieldValue value) {
    ArrayNode list = built.json().putArray(jsonField);
    if (value instanceof FieldValue.Products products) {
      for (int template : products.templates()) {
        Long id = shopIds.get(template);
        if (id == null) {
          built.missing().add(template);
        } else {
          list.add(id.longValue());
        }
      }
    }
  }

  /** Templates that these fields name. */
  static Set<Integer> references(Collection<FieldValue> values) {
    return values.stream()
        .filter(FieldValue.Products.class::isInstance)
        .flatMap(value -> ((FieldValue.Products) value).templates().stream())
        .collect(Collectors.toSet());
  }
}
