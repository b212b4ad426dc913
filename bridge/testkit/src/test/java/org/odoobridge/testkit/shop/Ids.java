package org.odoobridge.testkit.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.odoobridge.testkit.shop.site.PhpJson;

/** Which id of the recording stands for which id of the simulator, per kind of record. */
final class Ids {
  private static final Pattern IN_PATH = Pattern.compile("/(\\w+)/(\\d+)");

  private final Map<String, Integer> known = new HashMap<>();

  void learn(String kind, int recorded, int actual) {
    known.put(kind + recorded, actual);
  }

  private int map(String kind, int recorded) {
    return known.getOrDefault(kind + recorded, recorded);
  }

  private static String kind(String collection) {
    return switch (collection) {
      case "customers" -> "customer";
      case "webhooks" -> "webhook";
      case "notes" -> "note";
      case "attributes", "categories", "terms" -> "term";
      default -> "post";
    };
  }

  /** The kind of record a path's answer is. */
  static String kindOfAnswer(String path) {
    String plain = path.replaceAll("\\?.*", "").replaceAll("/(batch|\\d+)$", "");
    return kind(plain.substring(plain.lastIndexOf('/') + 1));
  }

  String path(String recorded) {
    Matcher matcher = IN_PATH.matcher(recorded);
    StringBuilder mapped = new StringBuilder();
    while (matcher.find()) {
      int id = map(kind(matcher.group(1)), Integer.parseInt(matcher.group(2)));
      matcher.appendReplacement(mapped, "/" + matcher.group(1) + "/" + id);
    }
    String path = matcher.appendTail(mapped).toString();
    Matcher include = Pattern.compile("include=(\\d+),(\\d+)").matcher(path);
    return include.find()
        ? include.replaceFirst(
            "include="
                + map("post", Integer.parseInt(include.group(1)))
                + ","
                + map("post", Integer.parseInt(include.group(2))))
        : path;
  }

  /** A request's body with the simulator's ids. */
  JsonNode body(JsonNode recorded, String field) {
    if (recorded instanceof ObjectNode object) {
      ObjectNode mapped = PhpJson.object();
      object
          .properties()
          .forEach(
              entry -> mapped.set(entry.getKey(), value(entry.getKey(), entry.getValue(), field)));
      return mapped;
    }
    if (recorded instanceof ArrayNode array) {
      ArrayNode mapped = PhpJson.array();
      array.forEach(
          item ->
              mapped.add(
                  field.equals("delete")
                      ? IntNode.valueOf(map("post", item.asInt()))
                      : body(item, field)));
      return mapped;
    }
    return recorded;
  }

  private JsonNode value(String name, JsonNode value, String parent) {
    boolean digits = value.isTextual() && value.textValue().matches("\\d{1,9}");
    if (!value.canConvertToInt() && !digits) {
      return body(value, name);
    }
    String kind =
        switch (name) {
          case "product_id", "variation_id" -> "post";
          case "customer_id" -> "customer";
          case "id" ->
              switch (parent) {
                case "line_items" -> "item";
                case "update" -> "post";
                case "categories", "attributes" -> "term";
                default -> "";
              };
          default -> "";
        };
    return kind.isEmpty() ? value : IntNode.valueOf(map(kind, value.asInt()));
  }

  /** Learns from two answers of the same shape. */
  void learn(String kind, JsonNode recorded, JsonNode actual) {
    if (recorded.path("id").canConvertToInt() && actual.path("id").canConvertToInt()) {
      learn(kind, recorded.path("id").asInt(), actual.path("id").asInt());
    }
    for (int i = 0; i < recorded.path("line_items").size(); i++) {
      learn("item", recorded.path("line_items").path(i), actual.path("line_items").path(i));
    }
    for (int i = 0; i < recorded.path("create").size(); i++) {
      learn(kind, recorded.path("create").path(i), actual.path("create").path(i));
    }
  }
}
