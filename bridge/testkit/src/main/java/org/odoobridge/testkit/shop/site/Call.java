package org.odoobridge.testkit.shop.site;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * One call to the REST API, already routed.
 *
 * @param path the path below {@code /wp-json/wc/v3}
 * @param ids the numbers in the path, in order
 * @param query query parameters; {@code name[]} lists joined by commas under {@code name}
 * @param body the JSON body, or form fields as text; an empty object when none was readable
 */
public record Call(
    String method, String path, List<Integer> ids, Map<String, String> query, JsonNode body) {

  public Call {
    ids = List.copyOf(ids);
    query = Map.copyOf(query);
  }

  public int id() {
    return ids.get(ids.size() - 1);
  }

  /** The parameter's text from the query or else from the body; empty when absent. */
  public String param(String name) {
    String value = query.get(name);
    return value != null ? value : body.path(name).asText("");
  }

  public boolean has(String name) {
    return !param(name).isEmpty();
  }

  public boolean flag(String name) {
    String value = param(name);
    return value.equals("true") || value.equals("1");
  }

  /** A comma list's items, blanks trimmed; empty when the parameter is absent. */
  public List<String> list(String name) {
    return Arrays.stream(param(name).split(","))
        .map(String::trim)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  public List<Integer> numbers(String name) {
    return list(name).stream()
        .filter(item -> item.matches("\\d{1,9}"))
        .map(Integer::valueOf)
        .toList();
  }
}
