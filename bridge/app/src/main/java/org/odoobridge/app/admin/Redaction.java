package org.odoobridge.app.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.Set;

/**
 * Takes personal data out of a channel's message. Whole groups that hold people are hidden, and
 * free text with them, so that a field a plugin adds there does not leak.
 */
final class Redaction {
  private static final TextNode HIDDEN = TextNode.valueOf("[redacted]");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Set<String> PEOPLE =
      Set.of(
          "billing",
          "shipping",
          "customer",
          "customer_note",
          "customer_ip_address",
          "customer_user_agent",
          "meta_data",
          "order_key",
          "cart_hash",
          "payment_url",
          "transaction_id",
          "email",
          "phone",
          "first_name",
          "last_name",
          "note",
          "_links");

  private Redaction() {}

  /** The message without personal data; a body that is not JSON is hidden whole. */
  static JsonNode of(byte[] body) {
    try {
      JsonNode tree = JSON.readTree(body);
      if (tree != null && tree.isContainerNode()) {
        hide(tree);
        return tree;
      }
    } catch (IOException e) {
      return notJson(body);
    }
    return notJson(body);
  }

  private static JsonNode notJson(byte[] body) {
    return JsonNodeFactory.instance.textNode("[not JSON, " + body.length + " bytes]");
  }

  private static void hide(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (String name : PEOPLE) {
        if (object.path(name).isMissingNode() || object.path(name).isNull()) {
          continue;
        }
        object.set(name, HIDDEN);
      }
      object.forEach(Redaction::hide);
    } else if (node instanceof ArrayNode array) {
      array.forEach(Redaction::hide);
    }
  }
}
