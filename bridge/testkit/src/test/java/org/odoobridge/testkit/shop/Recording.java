package org.odoobridge.testkit.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.odoobridge.testkit.shop.site.PhpJson;

/**
 * One request to a real shop and what it answered, without links and price markup for the most
 * part.
 *
 * @param auth whose key was sent: rw, ro, wrong (secret), unknown or none
 * @param body JSON, or text that was sent as it is
 */
record Recording(
    String name,
    String method,
    String path,
    String contentType,
    String auth,
    JsonNode body,
    int status,
    JsonNode headers,
    JsonNode answer) {

  static List<Recording> of(String version) throws IOException {
    String resource = "rest-" + version + ".jsonl";
    try (InputStream in = Recording.class.getResourceAsStream(resource)) {
      byte[] text = Objects.requireNonNull(in, resource).readAllBytes();
      return new String(text, StandardCharsets.UTF_8)
          .lines()
          .map(line -> PhpJson.parse(line.getBytes(StandardCharsets.UTF_8)).orElseThrow())
          .map(Recording::of)
          .toList();
    }
  }

  private static Recording of(JsonNode line) {
    return new Recording(
        line.path("name").asText(),
        line.path("method").asText(),
        line.path("path").asText(),
        line.path("type").asText(),
        line.path("auth").asText(),
        line.path("body"),
        line.path("status").asInt(),
        line.path("headers"),
        line.path("answer"));
  }
}
