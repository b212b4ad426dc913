package org.odoobridge.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.config.ConfigReader;

/** {@code docker/config.yaml} is the documented default set: complete, and equal to the code. */
final class DocumentedDefaultsTest {
  private static final Path ROOT = Path.of("..", "..");
  private static final YAMLMapper YAML = new YAMLMapper();

  /** Secrets of the file become variables, which this test can set. */
  private static String sample() throws IOException {
    return Files.readString(ROOT.resolve("docker/config.yaml"))
        .replaceAll("file:/run/secrets/(\\w+)", "env:$1");
  }

  private static BridgeConfig parse(String yaml) {
    return BridgeConfig.parse(yaml, new ConfigReader(name -> Optional.of("value-of-" + name)));
  }

  @Test
  void theFileNamesEveryKey() throws IOException {
    assertThat(ConfigShape.missing(YAML.readTree(sample()), BridgeConfig.class, "")).isEmpty();
  }

  @Test
  void whatTheFileCallsDefaultsAreTheDefaults() throws IOException {
    JsonNode required = YAML.readTree(sample());
    ConfigShape.strip(required, BridgeConfig.class);
    // In a container the bridge has to listen on more than loopback.
    BridgeConfig written = parse(sample().replace("host: 0.0.0.0", "host: 127.0.0.1"));
    BridgeConfig defaults = parse(YAML.writeValueAsString(required));
    assertThat(required.at("/outbound/channels/0/timeout").isMissingNode()).isTrue();
    assertThat(required.at("/outbound/channels/0/url").isMissingNode()).isFalse();
    assertThat(written).isEqualTo(defaults);
  }

  @Test
  void theReferenceMentionsEveryKey() throws IOException {
    String reference = Files.readString(ROOT.resolve("bridge/docs/config.md"));
    assertThat(ConfigShape.keys(BridgeConfig.class))
        .hasSizeGreaterThan(60)
        .allSatisfy(key -> assertThat(reference).contains("`" + key + "`"));
  }
}
