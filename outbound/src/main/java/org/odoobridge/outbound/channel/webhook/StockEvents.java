package org.odoobridge.outbound.channel.webhook;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.odoobridge.outbound.desired.DesiredStock;

/**
 * Desired stock as CloudEvents 1.0 in structured JSON; one event, or a batch as an array. A number
 * sent again has the same id, and {@code data} carries (epoch, sequence): a receiver keeps the
 * highest per SKU and is safe from any order of arrival.
 */
final class StockEvents {
  static final String TYPE = "org.odoobridge.stock.level.v1";
  private static final JsonFactory JSON = new JsonFactory();
  private final long epoch;

  StockEvents(long epoch) {
    this.epoch = epoch;
  }

  static String contentType(List<DesiredStock> batch) {
    return batch.size() == 1
        ? "application/cloudevents+json; charset=utf-8"
        : "application/cloudevents-batch+json; charset=utf-8";
  }

  /** Stable for the same numbers, so that a receiver can tell a redelivery. */
  String messageId(List<DesiredStock> batch) {
    if (batch.size() == 1) {
      return eventId(batch.getFirst());
    }
    MessageDigest digest = sha256();
    batch.forEach(value -> digest.update((eventId(value) + "\n").getBytes(StandardCharsets.UTF_8)));
    return "batch_" + HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  byte[] body(List<DesiredStock> batch) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(320 * batch.size());
    try (JsonGenerator json = JSON.createGenerator(out)) {
      if (batch.size() == 1) {
        event(json, batch.getFirst());
      } else {
        json.writeStartArray();
        for (DesiredStock value : batch) {
          event(json, value);
        }
        json.writeEndArray();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toByteArray();
  }

  private String eventId(DesiredStock value) {
    return value.channel() + "_" + epoch + "_" + value.sequence();
  }

  private void event(JsonGenerator json, DesiredStock value) throws IOException {
    json.writeStartObject();
    json.writeStringField("specversion", "1.0");
    json.writeStringField("id", eventId(value));
    json.writeStringField("source", "urn:odoo-bridge:" + value.channel());
    json.writeStringField("type", TYPE);
    json.writeStringField("subject", value.sku().value());
    json.writeStringField("time", value.causedAt().toString());
    json.writeStringField("datacontenttype", "application/json");
    json.writeObjectFieldStart("data");
    json.writeStringField("sku", value.sku().value());
    json.writeNumberField("quantity", value.quantity());
    json.writeNumberField("epoch", epoch);
    json.writeNumberField("sequence", value.sequence());
    json.writeStringField("asOf", value.asOf().toString());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
