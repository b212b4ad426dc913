package org.odoobridge.conformance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * A webhook as a real shop sent it.
 *
 * @param name file it was recorded in, without folder
 * @param body exact bytes
 */
public record RecordedDelivery(String name, String topic, String signature, Buffer body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FOLDER = Path.of("src", "test", "resources", "woocommerce");

  /**
   * All recordings of one WooCommerce version whose file name starts with one of {@code numbers}.
   */
  public static List<RecordedDelivery> of(String version, String... numbers) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(version))) {
      return files
          .filter(
              file -> Stream.of(numbers).anyMatch(n -> file.getFileName().toString().startsWith(n)))
          .sorted()
          .map(RecordedDelivery::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RecordedDelivery read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      JsonNode root = JSON.readTree(in);
      return new RecordedDelivery(
          file.getFileName().toString(),
          header(root, "X-WC-Webhook-Topic"),
          header(root, "X-WC-Webhook-Signature"),
          Buffer.buffer(Base64.getDecoder().decode(root.path("body_base64").asText())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String header(JsonNode root, String name) {
    for (JsonNode pair : root.path("headers")) {
      if (name.equalsIgnoreCase(pair.path(0).asText())) {
        return pair.path(1).asText();
      }
    }
    throw new IllegalStateException("no header " + name);
  }

  /** The body as JSON. */
  public JsonNode json() {
    try {
      return JSON.readTree(body.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
