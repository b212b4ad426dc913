package org.odoobridge.inbound.odoo.rpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** JSON as it goes over the wire; money stays decimal. */
final class Wire {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  /** No JSON at all. */
  static final JsonNode NOTHING = MissingNode.getInstance();

  private Wire() {}

  static Buffer encode(Object body) {
    try {
      return Buffer.buffer(JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("arguments that JSON cannot hold", e);
    }
  }

  /** The body as JSON; a missing node when it is empty or something else. */
  static JsonNode decode(Buffer body) {
    try {
      return JSON.readTree(body.getBytes());
    } catch (IOException notJson) {
      return NOTHING;
    }
  }
}
