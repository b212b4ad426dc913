package org.odoobridge.testkit.shop.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The {@code _fields} parameter: what of an answer the caller wants to see. */
public final class Fields {
  private Fields() {}

  /** Cuts a body to the named fields; a single record keeps its links, a listed one does not. */
  public static JsonNode cut(JsonNode body, List<String> fields) {
    if (fields.isEmpty()) {
      return body;
    }
    if (body instanceof ArrayNode array) {
      ArrayNode cut = PhpJson.array();
      array.forEach(item -> cut.add(pick(item, fields)));
      return cut;
    }
    ObjectNode cut = pick(body, fields);
    if (body.has("_links")) {
      cut.set("_links", body.get("_links"));
    }
    return cut;
  }

  private static ObjectNode pick(JsonNode from, List<String> fields) {
    ObjectNode picked = PhpJson.object();
    for (String field : fields) {
      int dot = field.indexOf('.');
      String head = dot < 0 ? field : field.substring(0, dot);
      JsonNode value = from.path(head);
      if (value.isMissingNode()) {
        continue;
      }
      if (dot < 0) {
        picked.set(head, value);
      } else if (value.isObject()) {
        ObjectNode inner = picked.withObjectProperty(head);
        inner.setAll(pick(value, List.of(field.substring(dot + 1))));
      }
    }
    return picked;
  }
}
