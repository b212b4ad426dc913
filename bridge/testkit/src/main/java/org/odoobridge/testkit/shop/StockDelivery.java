package org.odoobridge.testkit.shop;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.odoobridge.testkit.shop.site.PhpJson;

/**
 * One webhook request a {@link StockReceiver} got.
 *
 * @param nanos {@link System#nanoTime} when the body was complete
 * @param headers names in lower case
 * @param body the exact bytes
 * @param verified whether the Standard Webhooks signature is right
 * @param answered the status given
 */
public record StockDelivery(
    long sequence,
    long nanos,
    Map<String, String> headers,
    Buffer body,
    boolean verified,
    int answered) {
  public StockDelivery {
    headers = Map.copyOf(headers);
  }

  /** The {@code webhook-id}: equal for all attempts of one event. */
  public String id() {
    return headers.getOrDefault("webhook-id", "");
  }

  public JsonNode json() {
    return PhpJson.parse(body.getBytes())
        .orElseThrow(() -> new IllegalStateException("the body is not JSON: " + body));
  }
}
