package org.odoobridge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The container files fit together; nothing is built or pulled here. */
final class ContainerFilesTest {
  private static final Path DOCKER = Path.of("..", "..", "docker");

  /** NAME:TAG with digits in the tag; a host would show as a dot or port before a slash. */
  private static final Pattern PINNED =
      Pattern.compile("[a-z0-9-]+:[a-z]*[-.a-z0-9]*\\d[-.a-z0-9]*");

  private static final Pattern SECRET = Pattern.compile("file:/run/secrets/(\\w+)");

  private static JsonNode compose() throws IOException {
    return new YAMLMapper().readTree(Files.readString(DOCKER.resolve("compose.yaml")));
  }

  private static List<String> images() throws IOException {
    List<String> images = new ArrayList<>(compose().findValuesAsText("image"));
    Files.readAllLines(DOCKER.resolve("Dockerfile")).stream()
        .filter(line -> line.startsWith("FROM "))
        .forEach(line -> images.add(line.split(" ", -1)[1]));
    return images;
  }

  @Test
  void imagesArePinnedByTagAndNameNoRegistry() throws IOException {
    assertThat(images()).hasSize(7).allSatisfy(image -> assertThat(image).matches(PINNED));
  }

  @Test
  void theBridgeGetsItsConfigurationAndEverySecretItNames() throws IOException {
    JsonNode bridge = compose().at("/services/bridge");
    Set<String> named = new TreeSet<>();
    Matcher matcher = SECRET.matcher(Files.readString(DOCKER.resolve("config.yaml")));
    while (matcher.find()) {
      named.add(matcher.group(1));
    }
    Set<String> given = new TreeSet<>();
    bridge.path("secrets").forEach(secret -> given.add(secret.asText()));
    assertThat(given).isEqualTo(named);
    Set<String> defined = new TreeSet<>();
    compose().path("secrets").fieldNames().forEachRemaining(defined::add);
    assertThat(defined).containsAll(given);
    assertThat(bridge.at("/volumes/0").asText())
        .isEqualTo("./config.yaml:/etc/odoo-bridge/config.yaml:ro");
    assertThat(Files.readString(DOCKER.resolve("Dockerfile")))
        .contains("\"/etc/odoo-bridge/config.yaml\"", "USER 10001", "HEALTHCHECK");
  }

  @Test
  void hostsOfTheConfigurationAreServicesAndPostgresDecodesLogically() throws IOException {
    String config = Files.readString(DOCKER.resolve("config.yaml"));
    JsonNode services = compose().path("services");
    Matcher hosts = Pattern.compile("(?:@|http://)([a-z]+):\\d+").matcher(config);
    int seen = 0;
    while (hosts.find()) {
      assertThat(services.has(hosts.group(1))).describedAs(hosts.group(1)).isTrue();
      seen++;
    }
    assertThat(seen).isEqualTo(3);
    assertThat(services.at("/postgres/command").toString()).contains("wal_level=logical");
  }
}
