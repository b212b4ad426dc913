package org.odoobridge.inbound.dedup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.odoobridge.core.journal.Payload;
import org.odoobridge.core.journal.Via;
import org.odoobridge.core.model.ChannelId;

/**
 * A webhook request recorded from a real shop, with its secret.
 *
 * @param headers as received
 * @param secret empty for the unsigned ping
 */
public record RecordedHook(String name, Map<String, String> headers, Payload body, String secret) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Any recorded file below {@code /woocommerce}. */
  public static JsonNode json(String path) {
    try (InputStream stream = RecordedHook.class.getResourceAsStream("/woocommerce/" + path)) {
      return JSON.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  /** All recordings of one version that the tests hold, in order of arrival. */
  public static List<RecordedHook> all(String version) {
    return Stream.of("hooks", "webhooks")
        .flatMap(folder -> files(version + "/" + folder).stream())
        .map(file -> read(version, file))
        .toList();
  }

  public static RecordedHook of(String version, String number) {
    return all(version).stream()
        .filter(hook -> hook.name().contains("/" + number + "-"))
        .findFirst()
        .orElseThrow();
  }

  public String topic() {
    return headers.getOrDefault("X-WC-Webhook-Topic", "");
  }

  public RawDelivery delivery(ChannelId channel) {
    Map<String, String> lower = new HashMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return new RawDelivery(
        channel, topic(), lower, body, Instant.parse("2026-11-24T12:00:00Z"), Via.WEBHOOK);
  }

  private static List<Path> files(String folder) {
    try (Stream<Path> files =
        Files.list(Path.of(RecordedHook.class.getResource("/woocommerce/" + folder).toURI()))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RecordedHook read(String version, Path file) {
    try {
      JsonNode node = JSON.readTree(file.toFile());
      Map<String, String> headers = new LinkedHashMap<>();
      node.path("request")
          .path("headers")
          .forEach(pair -> headers.put(pair.get(0).asText(), pair.get(1).asText()));
      JsonNode secret = node.path("meta").path("secret");
      return new RecordedHook(
          version + "/" + file.getFileName(),
          headers,
          Payload.of(Base64.getDecoder().decode(node.path("request").path("body_base64").asText())),
          secret.isNull() ? "" : secret.asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
