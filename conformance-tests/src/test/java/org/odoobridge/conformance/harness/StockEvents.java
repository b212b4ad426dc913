package org.odoobridge.conformance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** Reads the CloudEvents of a stock webhook as a receiver would: one event or a batch of them. */
public final class StockEvents {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StockEvents() {}

  /** The levels in a body, by SKU. */
  public static Map<String, Long> quantities(byte[] body) {
    Map<String, Long> result = new HashMap<>();
    forEach(body, (sku, quantity) -> result.put(sku, quantity));
    return result;
  }

  /** Each level in a body, in order. */
  public static void forEach(byte[] body, ObjLongConsumer<String> level) {
    try {
      JsonNode root = JSON.readTree(body);
      for (JsonNode event : root.isArray() ? root : JSON.createArrayNode().add(root)) {
        JsonNode data = event.path("data");
        level.accept(data.path("sku").asText(), data.path("quantity").asLong());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
