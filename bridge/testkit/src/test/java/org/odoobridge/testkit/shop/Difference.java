package org.odoobridge.testkit.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Compares two answers: keys and types everywhere, values where the recording determines them. */
final class Difference {
  /** Values that depend on the moment, the site or the order of creation. */
  private static final Pattern FREE =
      Pattern.compile(
          ".*(^|[._])(id|href|date|slug|permalink|permalink_template|generated_slug|url|src|thumbnail|enabled"
              + "|resource_id|delivery_url|price_html|variations\\[\\d+\\]|number|avatar_url|version"
              + "|product_id|variation_id|parent_id|customer_id|date_\\w+|order_key|new_draft_order_id)$");

  /** Metadata whose values are ids or times. */
  private static final Set<String> MOMENTARY =
      Set.of("coupon_info", "_wp_trash_meta_time", "_refunded_item_id");

  private final List<String> found = new ArrayList<>();

  static List<String> between(JsonNode recorded, JsonNode actual, boolean withLinks) {
    Difference difference = new Difference();
    difference.compare("", recorded, actual, withLinks);
    return difference.found;
  }

  private void compare(String path, JsonNode recorded, JsonNode actual, boolean withLinks) {
    if (recorded.getNodeType() != actual.getNodeType()) {
      if (!FREE.matcher(path).matches() || !path.endsWith("image.id")) {
        found.add(path + ": recorded " + shortened(recorded) + ", got " + shortened(actual));
      }
    } else if (recorded.isObject()) {
      objects(path, recorded, actual, withLinks);
    } else if (recorded.isArray()) {
      arrays(path, recorded, actual, withLinks);
    } else if (!FREE.matcher(path).matches() && !same(recorded, actual)) {
      found.add(path + ": recorded " + recorded + ", got " + actual);
    }
  }

  private static boolean same(JsonNode recorded, JsonNode actual) {
    return recorded.isNumber()
        ? recorded.doubleValue() == actual.doubleValue()
        : recorded.equals(actual);
  }

  private void objects(String path, JsonNode recorded, JsonNode actual, boolean withLinks) {
    Set<String> names = new TreeSet<>();
    for (Iterator<String> it = recorded.fieldNames(); it.hasNext(); ) {
      names.add(it.next());
    }
    for (Iterator<String> it = actual.fieldNames(); it.hasNext(); ) {
      names.add(it.next());
    }
    if (!withLinks) {
      // The recordings were stripped of these to keep them small.
      names.removeAll(Set.of("_links", "related_ids", "price_html"));
    }
    if (MOMENTARY.contains(recorded.path("key").asText())) {
      names.removeAll(Set.of("value", "display_value"));
    }
    for (String name : names) {
      String below = path.isEmpty() ? name : path + "." + name;
      if (!recorded.has(name)) {
        found.add(below + ": not recorded, got " + shortened(actual.get(name)));
      } else if (!actual.has(name)) {
        found.add(below + ": missing, recorded " + shortened(recorded.get(name)));
      } else {
        compare(below, recorded.get(name), actual.get(name), withLinks);
      }
    }
  }

  private void arrays(String path, JsonNode recorded, JsonNode actual, boolean withLinks) {
    if (path.endsWith("related_ids")) {
      return;
    }
    if (recorded.size() == actual.size() && path.endsWith("refunds")) {
      // Of refunds in one second the real order is not determined.
      compareItems(path, byId(recorded), byId(actual), withLinks);
      return;
    }
    if (recorded.size() != actual.size()) {
      found.add(path + ": recorded " + recorded.size() + " items, got " + actual.size());
    }
    compareItems(path, List.of(items(recorded)), List.of(items(actual)), withLinks);
  }

  private void compareItems(
      String path, List<JsonNode> recorded, List<JsonNode> actual, boolean withLinks) {
    for (int i = 0; i < Math.min(recorded.size(), actual.size()); i++) {
      compare(path + "[" + i + "]", recorded.get(i), actual.get(i), withLinks);
    }
  }

  private static JsonNode[] items(JsonNode array) {
    JsonNode[] items = new JsonNode[array.size()];
    for (int i = 0; i < items.length; i++) {
      items[i] = array.get(i);
    }
    return items;
  }

  private static List<JsonNode> byId(JsonNode array) {
    return Stream.of(items(array))
        .sorted(Comparator.comparing((JsonNode item) -> item.path("id").asInt()))
        .toList();
  }

  private static String shortened(JsonNode node) {
    String text = node.toString();
    return text.length() > 120 ? text.substring(0, 120) + "…" : text;
  }
}
