package org.odoobridge.outbound.channel.woocommerce;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads JSON as real shops send it: perhaps behind a byte order mark, or behind a PHP warning in
 * HTML that some plugin printed first.
 */
public final class TolerantJson {
  private static final int MOST_NOISE = 64 * 1024;
  private static final int MOST_TRIES = 32;
  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(64).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readerFor(JsonNode.class);

  private TolerantJson() {}

  /** The object or array in {@code body}; empty when there is none. */
  public static Optional<JsonNode> parse(Buffer body) {
    String text = body.toString(StandardCharsets.UTF_8);
    int tries = 0;
    int end = Math.min(text.length(), MOST_NOISE);
    for (int at = 0; at < end && tries < MOST_TRIES; at++) {
      char c = text.charAt(at);
      if (c == '{' || c == '[') {
        tries++;
        Optional<JsonNode> node = strict(at == 0 ? text : text.substring(at));
        if (node.isPresent()) {
          return node;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<JsonNode> strict(String text) {
    try {
      JsonNode node = READER.readValue(text);
      return node == null ? Optional.empty() : Optional.of(node);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
