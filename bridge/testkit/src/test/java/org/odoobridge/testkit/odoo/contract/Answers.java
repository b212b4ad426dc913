package org.odoobridge.testkit.odoo.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Answers of two databases made comparable: without ids, times, numbers of sequences. */
final class Answers {

  /** Ids, and values of accounting, which is outside; a move's name is made of other names. */
  private static final Set<String> IGNORED =
      Set.of("id", "quant", "move_id", "origin_returned_move_id", "qty_invoiced", "account_move");

  private Answers() {}

  /** The answer as text; rows of a list in any order. */
  static String comparable(JsonNode answer) {
    return switch (answer.getNodeType()) {
      case OBJECT -> object(answer);
      case ARRAY -> array((ArrayNode) answer);
      case STRING -> text(answer.asText());
      case NUMBER -> String.valueOf(Math.round(answer.asDouble() * 100) / 100.0);
      case BOOLEAN -> answer.asBoolean() ? "true" : "none";
      case NULL, MISSING, BINARY, POJO -> "none";
    };
  }

  private static String object(JsonNode object) {
    if (object.has("res_model")) {
      return "action " + object.path("res_model").asText();
    }
    Map<String, String> values = new TreeMap<>();
    object
        .properties()
        .forEach(
            entry -> {
              if (!IGNORED.contains(entry.getKey())) {
                values.put(entry.getKey(), comparable(entry.getValue()));
              }
            });
    return values.toString();
  }

  private static String array(ArrayNode array) {
    boolean reference = array.size() == 2 && array.get(0).isInt() && array.get(1).isTextual();
    if (reference) {
      String name = text(array.get(1).asText());
      return "→" + name.substring(name.lastIndexOf('/') + 1);
    }
    if (!array.isEmpty() && streamOf(array).allMatch(JsonNode::isInt)) {
      return array.size() + " ids";
    }
    List<String> items = new ArrayList<>(streamOf(array).map(Answers::comparable).toList());
    if (streamOf(array).allMatch(JsonNode::isObject)
        || streamOf(array).allMatch(JsonNode::isArray)) {
      items.sort(null);
    }
    return items.toString();
  }

  private static Stream<JsonNode> streamOf(ArrayNode array) {
    List<JsonNode> items = new ArrayList<>();
    array.forEach(items::add);
    return items.stream();
  }

  /** A text without what no two databases share. */
  static String text(String text) {
    return text.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "uuid")
        .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "time")
        .replaceAll("Shop [0-9a-f]{4}\\b", "Shop")
        .replace("Cash X", "Cash")
        .replace("Card X", "Bank")
        .replaceAll("RpcError: (\\d+ )?", "")
        .replaceAll("\\d{3} (odoo\\.exceptions)", "$1")
        .replaceAll("[0-9]+(\\.[0-9]+)?", "#");
  }
}
