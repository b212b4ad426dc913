package org.odoobridge.testkit.shop.site;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** One answer of the REST API, before it becomes bytes. */
public record Answer(int status, JsonNode body, Map<String, String> headers) {
  public Answer {
    headers = Map.copyOf(headers);
  }

  public static Answer ok(JsonNode body) {
    return new Answer(200, body, Map.of());
  }

  public static Answer created(JsonNode body, String location) {
    return new Answer(201, body, Map.of("Location", location));
  }

  public static Answer of(WooError error) {
    return new Answer(error.status(), error.json(), Map.of());
  }

  public Answer with(String header, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value);
    return new Answer(status, body, all);
  }
}
