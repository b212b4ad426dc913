package org.odoobridge.conformance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a shop's API should show of a product: the answer a real WooCommerce 11 gave, with the
 * values of the product in question. Every field counts, those the bridge never writes too; numbers
 * and dates the shop gives by itself count by their form.
 */
public final class ExpectedProduct {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("src", "test", "resources", "woocommerce", "products");

  /** Given by the shop itself, or markup around what other fields say. */
  private static final Set<String> BY_FORM =
      Set.of(
          "id",
          "slug",
          "permalink",
          "date_created",
          "date_created_gmt",
          "date_modified",
          "date_modified_gmt",
          "price_html",
          "src",
          "srcset",
          "sizes",
          "thumbnail",
          "variations",
          "related_ids",
          "_links");

  private static final String MARK = "_odoo_bridge_template";

  private final ObjectNode json;

  private ExpectedProduct(ObjectNode json) {
    this.json = json;
  }

  /** A simple product on sale of which Odoo says nothing yet; it has no stock. */
  public static ExpectedProduct simple(int template) {
    return new ExpectedProduct(recorded("simple"))
        .emptied()
        .with("manage_stock", true)
        .with("stock_quantity", 0)
        .with("stock_status", "outofstock")
        .marked(template);
  }

  /** A variable product on sale of which Odoo says nothing yet. */
  public static ExpectedProduct variable(int template) {
    return new ExpectedProduct(recorded("variable"))
        .emptied()
        .with("stock_status", "outofstock")
        .marked(template);
  }

  /** A variation on sale without stock. */
  public static ExpectedProduct variation(int parent) {
    return new ExpectedProduct(recorded("variation"))
        .with("price", "")
        .with("regular_price", "")
        .with("sku", "")
        .with("stock_quantity", 0)
        .with("stock_status", "outofstock")
        .with("parent_id", parent);
  }

  private ExpectedProduct emptied() {
    for (String field :
        List.of(
            "name",
            "description",
            "short_description",
            "sku",
            "price",
            "regular_price",
            "sale_price",
            "weight",
            "global_unique_id")) {
      json.put(field, "");
    }
    json.putNull("low_stock_amount");
    json.put("on_sale", false);
    json.withObjectProperty("dimensions").put("length", "").put("width", "").put("height", "");
    json.putArray("categories");
    json.putArray("attributes");
    return this;
  }

  private ExpectedProduct marked(int template) {
    json.putArray("meta_data")
        .addObject()
        .put("id", 1)
        .put("key", MARK)
        .put("value", String.valueOf(template));
    return this;
  }

  public ExpectedProduct with(String field, Object value) {
    json.set(field, JSON.valueToTree(value));
    return this;
  }

  /** Price and regular price. */
  public ExpectedProduct priced(String price) {
    return with("price", price).with("regular_price", price);
  }

  /** The category it is put in, which is the last of a path. */
  public ExpectedProduct in(String category) {
    json.putArray("categories").addObject().put("id", 1).put("name", category).put("slug", "");
    return this;
  }

  /** Pictures by their sha1. */
  public ExpectedProduct showing(String alt, Picture... pictures) {
    json.putArray("images");
    for (Picture picture : pictures) {
      json.withArrayProperty("images").add(image(alt, picture));
    }
    return this;
  }

  /** A variation's own picture. */
  public ExpectedProduct showingOne(String alt, Picture picture) {
    json.set("image", image(alt, picture));
    return this;
  }

  private static ObjectNode image(String alt, Picture picture) {
    ObjectNode image = (ObjectNode) recorded("with-image").path("images").path(0).deepCopy();
    return image.put("name", picture.sha1() + ".png").put("alt", alt);
  }

  /** An attribute of a product with the options it offers. */
  public ExpectedProduct offering(String attribute, String... options) {
    ObjectNode one = json.withArrayProperty("attributes").addObject();
    one.put("id", 1).put("name", attribute).put("slug", "");
    one.put("position", json.path("attributes").size() - 1);
    one.put("visible", true).put("variation", true);
    List.of(options).forEach(one.putArray("options")::add);
    return this;
  }

  /** The options that make a variation. */
  public ExpectedProduct of(Map<String, String> options) {
    json.putArray("attributes");
    options.forEach(
        (attribute, option) ->
            json.withArrayProperty("attributes")
                .addObject()
                .put("id", 1)
                .put("name", attribute)
                .put("slug", "")
                .put("option", option));
    return with("name", String.join(", ", options.values()));
  }

  private static ObjectNode recorded(String name) {
    try {
      return (ObjectNode) JSON.readTree(FOLDER.resolve(name + ".json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where an answer of the shop differs, field by field; empty when it is as it should be. */
  public List<String> differences(JsonNode shown) {
    List<String> differences = new ArrayList<>();
    compare("", json, shown, differences);
    return differences;
  }

  private static void compare(String path, JsonNode wanted, JsonNode shown, List<String> found) {
    String name = path.substring(path.lastIndexOf('.') + 1);
    if (BY_FORM.contains(name)) {
      if (wanted.getNodeType() != shown.getNodeType()) {
        found.add(path + ": a " + wanted.getNodeType() + " was recorded, shown " + shown);
      }
    } else if (wanted.isObject() && shown.isObject()) {
      Set<String> names = new TreeSet<>();
      for (JsonNode one : List.of(wanted, shown)) {
        for (Iterator<String> all = one.fieldNames(); all.hasNext(); ) {
          names.add(all.next());
        }
      }
      names.forEach(
          field ->
              compare(
                  path.isEmpty() ? field : path + "." + field,
                  wanted.path(field),
                  shown.path(field),
                  found));
    } else if (wanted.isArray() && shown.isArray() && wanted.size() == shown.size()) {
      for (int i = 0; i < wanted.size(); i++) {
        compare(path + "." + i, wanted.path(i), shown.path(i), found);
      }
    } else if (!wanted.equals(shown)) {
      found.add(path + ": wanted " + wanted + ", shown " + shown);
    }
  }

  @Override
  public String toString() {
    return "SKU '" + json.path("sku").asText() + "', " + json.path("name").asText();
  }
}
