package org.odoobridge.outbound.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.config.ConfigException;
import org.odoobridge.core.config.ConfigReader;

class CaptureConfigTest {
  private final ConfigReader reader = ConfigReader.ofProcess();

  @Test
  void defaultsAreThese() {
    CaptureConfig config = reader.parse("{}", CaptureConfig.class);

    assertThat(config)
        .isEqualTo(CaptureConfig.defaults())
        .isEqualTo(
            new CaptureConfig(
                "odoo_bridge",
                "odoo_bridge",
                new ByteSize(512L << 20),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMillis(500)));
  }

  @Test
  void everyKeyIsRead() {
    String yaml =
        """
        slot: s1
        publication: p1
        lagAlarm: 1GiB
        heartbeat: 5s
        stallAfter: 1m
        restartAfter: 2s
        """;

    assertThat(reader.parse(yaml, CaptureConfig.class))
        .isEqualTo(
            new CaptureConfig(
                "s1",
                "p1",
                new ByteSize(1L << 30),
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                Duration.ofSeconds(2)));
  }

  @Test
  void slotNameThatPostgresWouldRefuseIsRefused() {
    assertThatThrownBy(() -> reader.parse("slot: Odoo-Bridge", CaptureConfig.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("a-z 0-9 _");
  }

  @Test
  void stallMustLastLongerThanAHeartbeat() {
    assertThatThrownBy(() -> reader.parse("{heartbeat: 30s, stallAfter: 30s}", CaptureConfig.class))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("stallAfter");
  }
}
