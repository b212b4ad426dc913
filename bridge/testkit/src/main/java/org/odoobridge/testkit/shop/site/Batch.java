package org.odoobridge.testkit.shop.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;

/**
 * A batch call: up to 100 items over create, update and delete; each item answers for itself, in
 * the order of the request, and the whole answers 200.
 */
public final class Batch {
  private static final int LIMIT = 100;

  /** Does one item; a {@link WooError} becomes the item's answer. */
  public record Actions(
      Function<JsonNode, ObjectNode> create,
      Function<JsonNode, ObjectNode> update,
      Function<Integer, ObjectNode> delete,
      Function<JsonNode, JsonNode> failedDelete) {}

  private Batch() {}

  public static Answer answer(JsonNode body, Actions actions) {
    int items =
        body.path("create").size() + body.path("update").size() + body.path("delete").size();
    if (items > LIMIT) {
      throw WooError.of(
          413,
          "woocommerce_rest_request_entity_too_large",
          "Unable to accept more than " + LIMIT + " items for this request.");
    }
    ObjectNode answer = PhpJson.object();
    each(body, answer, "create", actions.create(), item -> IntNode.valueOf(0));
    each(body, answer, "update", actions.update(), Batch::sentId);
    each(
        body,
        answer,
        "delete",
        item -> actions.delete().apply(item.asInt()),
        actions.failedDelete());
    // PHP has one empty array, so a batch without items answers a list.
    return Answer.ok(answer.isEmpty() ? PhpJson.array() : answer);
  }

  private static JsonNode sentId(JsonNode item) {
    return item.has("id") ? item.get("id") : NullNode.getInstance();
  }

  private static void each(
      JsonNode body,
      ObjectNode answer,
      String kind,
      Function<JsonNode, ObjectNode> action,
      Function<JsonNode, JsonNode> errorId) {
    if (body.path(kind).isEmpty()) {
      return;
    }
    ArrayNode results = answer.putArray(kind);
    for (JsonNode item : body.path(kind)) {
      try {
        results.add(action.apply(item));
      } catch (WooError error) {
        ObjectNode failed = results.addObject();
        failed.set("id", errorId.apply(item));
        failed.set("error", error.json());
      }
    }
  }
}
