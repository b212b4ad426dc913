package org.odoobridge.inbound.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.odoobridge.core.journal.Payload;

/** Bodies recorded from real WooCommerce shops of three versions. */
public final class Recordings {
  public static final List<String> VERSIONS = List.of("wc-11.0.1", "wc-10.9.4", "wc-8.9.3");
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private Recordings() {}

  /** One recorded body; {@code name} is version and file. */
  public record Body(String name, Payload payload) {
    public byte[] bytes() {
      return payload.bytes();
    }

    public JsonNode json() {
      try {
        return JSON.readTree(payload.bytes());
      } catch (IOException e) {
        throw new UncheckedIOException(name, e);
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The exact bytes of every recorded {@code order.*} webhook, in order of arrival. */
  public static List<Body> webhooks(String version) {
    return files(version + "/webhooks").stream()
        .map(file -> new Body(name(version, file), body(read(file))))
        .toList();
  }

  /** The webhook whose file name starts with {@code number}, e.g. {@code 044}. */
  public static Body webhook(String version, String number) {
    return webhooks(version).stream()
        .filter(body -> body.name().contains("/" + number + "-"))
        .findFirst()
        .orElseThrow();
  }

  /** Every order in every recorded REST answer. */
  public static List<Body> restOrders(String version) {
    List<Body> orders = new ArrayList<>();
    for (Path file : files(version + "/rest")) {
      collect(name(version, file), read(file).path("response").path("body"), orders);
    }
    return orders;
  }

  /** The one order that a recorded REST answer holds. */
  public static Body restOrder(String version, String number) {
    return restOrders(version).stream()
        .filter(body -> body.name().contains("/" + number + "-"))
        .findFirst()
        .orElseThrow();
  }

  private static void collect(String name, JsonNode node, List<Body> orders) {
    if (node.isObject() && node.has("line_items") && node.has("billing") && node.has("id")) {
      orders.add(new Body(name, Payload.of(node.toString())));
    } else {
      node.forEach(child -> collect(name, child, orders));
    }
  }

  private static Payload body(JsonNode webhook) {
    return Payload.of(
        Base64.getDecoder().decode(webhook.path("request").path("body_base64").asText()));
  }

  private static String name(String version, Path file) {
    return version + "/" + file.getFileName();
  }

  private static List<Path> files(String folder) {
    try (Stream<Path> files =
        Files.list(Path.of(Recordings.class.getResource("/woocommerce/" + folder).toURI()))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
