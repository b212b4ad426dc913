package org.odoobridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.odoobridge.core.config.ConfigException;
import org.odoobridge.core.config.ConfigReader;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.catalog.config.CatalogConfig;
import org.odoobridge.outbound.catalog.drift.DriftConfig;
import org.odoobridge.outbound.catalog.price.PricesConfig;
import org.odoobridge.outbound.channel.woocommerce.DuplicateSkus;
import org.odoobridge.outbound.delivery.BreakerConfig;
import org.odoobridge.outbound.projection.StockPolicy;

/** The file's {@code outbound} section: defaults, everything written, and what is refused. */
class OutboundConfigTest {
  private record File(OutboundConfig outbound) {}

  private static OutboundConfig read(String yaml) {
    Map<String, String> environment = Map.of("K", "ck_1", "S", "cs_1", "W", "whsec_MTIz");
    return new ConfigReader(name -> Optional.ofNullable(environment.get(name)))
        .parse(yaml, File.class)
        .outbound();
  }

  @Test
  void defaultsAreThose() {
    OutboundConfig config =
        read(
            """
            outbound:
              channels:
                - { id: shop, type: woocommerce, url: https://shop.example, key: env:K, secret: env:S, stock: { warehouses: [WH] } }
                - { id: till, type: webhook, url: https://till.example/stock, secrets: [env:W], stock: { warehouses: [WH] } }
            """);
    RetryConfig retry = new RetryConfig(Duration.ofSeconds(1), Duration.ofMinutes(10), 12);
    BreakerConfig breaker = new BreakerConfig(5, Duration.ofMinutes(1), Duration.ofSeconds(15));
    assertThat(config.channels())
        .containsExactly(
            new WooCommerceChannelConfig(
                new ChannelId("shop"),
                URI.create("https://shop.example"),
                Secret.of("ck_1"),
                Secret.of("cs_1"),
                StockPolicy.of("WH"),
                true,
                Duration.ofSeconds(30),
                100,
                new RateConfig(10, 1),
                retry,
                breaker,
                Duration.ofHours(1),
                Duration.ofMinutes(2),
                Duration.ofMinutes(15),
                DuplicateSkus.PARK,
                CatalogConfig.off(),
                PricesConfig.off(),
                new DriftConfig(Duration.ofHours(6), true, 100, 10)),
            new StockWebhookConfig(
                new ChannelId("till"),
                URI.create("https://till.example/stock"),
                List.of(Secret.of("whsec_MTIz")),
                StockPolicy.of("WH"),
                false,
                Duration.ofSeconds(15),
                100,
                new RateConfig(0, 4),
                retry,
                breaker,
                Duration.ofHours(1),
                Duration.ofMinutes(1)));
    assertThat(config.channels().getFirst().lane().retry().attempts()).isEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url: http://shop.example | https",
        "url: ftp://shop.example | https://",
        "url: https://u:p@shop.example | without user",
        "url: https://shop.example, batchLimit: 101 | batchLimit",
        "url: https://shop.example, timeout: 0 | timeout",
        "url: https://shop.example, rate: { inFlight: 0 } | inFlight",
        "url: https://shop.example, breaker: { failures: 0 } | failures",
        "url: https://shop.example, retry: { initial: 2m, max: 1m } | retry"
      })
  void whatCannotBeIsRefusedAtItsPath(String keys, String reason) {
    assertThatThrownBy(
            () ->
                read(
                    """
                    outbound:
                      channels:
                        - { id: shop, type: woocommerce, key: env:K, secret: env:S, stock: { warehouses: [WH] }, %s }
                    """
                        .formatted(keys)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("outbound.channels[0]")
        .hasMessageContaining(reason);
  }

  @Test
  void plainHttpIsForThisMachineOnly() {
    assertThat(
            read("""
            outbound:
              channels:
                - { id: shop, type: woocommerce, url: 'http://127.0.0.1:8888', key: env:K, secret: env:S, stock: { warehouses: [WH] } }
            """)
                .channels())
        .hasSize(1);
  }

  @Test
  void anIdIsUsedOnce() {
    String channel =
        "    - { id: till, type: webhook, url: https://t.example, secrets: [env:W], stock: {"
            + " warehouses: [WH] } }\n";
    assertThatThrownBy(() -> read("outbound:\n  channels:\n" + channel + channel))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("twice");
  }
}
