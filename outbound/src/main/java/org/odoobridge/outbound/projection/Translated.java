package org.odoobridge.outbound.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Translatable text: plain in Odoo 14, {@code {"en_US": "Desk"}} in later ones. */
public final class Translated {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Translated() {}

  /** The English text, else any; a text that is no such object is itself. */
  public static String text(String column) {
    if (!column.startsWith("{\"")) {
      return column;
    }
    try {
      JsonNode node = JSON.readTree(column);
      JsonNode english = node.path("en_US");
      if (english.isTextual() && !english.textValue().isBlank()) {
        return english.textValue();
      }
      for (JsonNode any : node) {
        if (any.isTextual() && !any.textValue().isBlank()) {
          return any.textValue();
        }
      }
      return node.isEmpty() ? column : "";
    } catch (JsonProcessingException e) {
      return column; // a product may well be called {"
    }
  }
}
