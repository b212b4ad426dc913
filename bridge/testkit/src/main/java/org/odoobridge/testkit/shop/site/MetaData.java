package org.odoobridge.testkit.shop.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** The {@code meta_data} of one record: a later value for the same key replaces the earlier one. */
public final class MetaData {
  private record Entry(int id, String key, JsonNode value, String label) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Site site;

  public MetaData(Site site) {
    this.site = site;
  }

  public void put(String key, String value) {
    put(key, TextNode.valueOf(value), key);
  }

  /** Sets one entry that line items show under a label of its own. */
  public void put(String key, JsonNode value, String label) {
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).key().equals(key)) {
        entries.set(i, new Entry(entries.get(i).id(), key, value, label));
        return;
      }
    }
    entries.add(new Entry(site.nextMeta(), key, value, label));
  }

  public void remove(String key) {
    entries.removeIf(entry -> entry.key().equals(key));
  }

  /** The text of a key; empty when absent. */
  public String text(String key) {
    return entries.stream()
        .filter(entry -> entry.key().equals(key))
        .map(entry -> entry.value().asText())
        .findFirst()
        .orElse("");
  }

  /** Applies a request's {@code meta_data}: by id if given, else by key; a null value removes. */
  public void apply(JsonNode sent) {
    for (JsonNode item : sent) {
      String key =
          item.hasNonNull("key") ? item.path("key").asText() : keyOf(item.path("id").asInt());
      if (key.isEmpty()) {
        continue;
      }
      if (item.path("value").isNull()) {
        remove(key);
      } else {
        put(key, item.path("value"), key);
      }
    }
  }

  private String keyOf(int id) {
    return entries.stream()
        .filter(entry -> entry.id() == id)
        .map(Entry::key)
        .findFirst()
        .orElse("");
  }

  public ArrayNode json() {
    ArrayNode json = PhpJson.array();
    for (Entry entry : entries) {
      ObjectNode item = json.addObject().put("id", entry.id()).put("key", entry.key());
      item.set("value", entry.value());
    }
    return json;
  }

  /** The form in which order items show metadata: with display key and value. */
  public ArrayNode displayJson() {
    ArrayNode json = json();
    for (int i = 0; i < entries.size(); i++) {
      ObjectNode item = (ObjectNode) json.get(i);
      item.put("display_key", entries.get(i).label());
      item.set("display_value", entries.get(i).value());
    }
    return json;
  }
}
