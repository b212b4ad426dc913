package org.odoobridge.testkit.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.odoobridge.testkit.shop.rest.Sickness;

class TradeTest {
  private final Vertx vertx = Vertx.vertx();
  private final ShopSimulator shop = ShopSimulator.start(vertx, ShopOptions.defaults());
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void stockTheShop() {
    for (int i = 0; i < 5; i++) {
      shop.addSimple("S" + i, "Simple " + i, "10.00", 20);
    }
    shop.addVariable(
        "V",
        "Shirt",
        new ShopSimulator.Variation("V-S", "S", "15.00", 20),
        new ShopSimulator.Variation("V-M", "M", "15.00", 20));
  }

  @AfterEach
  void close() {
    shop.close();
    http.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Trade trade(double rate) {
    Trade.Pace pace = new Trade.Pace(rate, 0.2, 0.2, 0.2);
    return new Trade(http, shop.url(), shop.key(), shop.secret(), pace, 7);
  }

  @Test
  void buysHoldsCancelsAndReturnsButNeverOversells() throws Exception {
    // Given
    Trade trade = trade(1);

    // When
    for (int i = 0; i < 120; i++) {
      trade.step();
    }

    // Then
    Trade.Count count = trade.count();
    assertThat(count.failed()).isZero();
    assertThat(count.placed()).isEqualTo(shop.orders().size()).isGreaterThan(30);
    assertThat(count.soldOut()).isPositive();
    assertThat(count.cancelled()).isPositive();
    assertThat(count.refunded()).isPositive();
    assertThat(shop.orders())
        .extracting(order -> order.path("status").asText())
        .contains("processing", "on-hold", "cancelled");
    assertThat(shop.stockHistory()).allMatch(write -> write.quantity() >= 0);
  }

  @Test
  void whatLeftTheShelvesIsWhatTheOrdersSay() throws Exception {
    // Given
    Trade trade = trade(1);

    // When
    for (int i = 0; i < 40; i++) {
      trade.step();
    }

    // Then
    int sold = 0;
    for (JsonNode order : shop.orders()) {
      for (JsonNode line : order.path("line_items")) {
        for (JsonNode meta : line.path("meta_data")) {
          sold +=
              meta.path("key").asText().equals("_reduced_stock") ? meta.path("value").asInt() : 0;
        }
      }
    }
    int left = shop.skus().stream().mapToInt(sku -> shop.stock(sku).orElseThrow()).sum();
    assertThat(left).isEqualTo(140 - sold);
  }

  @Test
  void pausesAreThoseOfAPoissonProcess() {
    // Given
    Trade trade = trade(10);

    // When
    double mean =
        IntStream.range(0, 5_000)
            .mapToObj(i -> trade.gap())
            .mapToLong(Duration::toNanos)
            .average()
            .orElseThrow();

    // Then
    assertThat(mean / 1e9).isBetween(0.095, 0.105);
  }

  @Test
  void aSickShopIsCountedAndTradeGoesOn() throws Exception {
    // Given
    Trade trade = trade(1);
    trade.step();
    int before = trade.count().placed();
    shop.faults().sicken(Sickness.HTML_500, 1, request -> request.method().equals("POST"));

    // When
    trade.step();
    trade.step();

    // Then
    assertThat(trade.count().failed()).isEqualTo(1);
    assertThat(trade.count().placed()).isGreaterThan(before);
  }

  @Test
  @Timeout(60)
  void runsInTheBackgroundUntilClosed() throws Exception {
    // Given
    Trade trade = trade(500).start();

    // When
    while (trade.count().placed() < 5) {
      Thread.onSpinWait();
    }
    trade.close();
    int after = trade.count().placed();

    // Then
    assertThat(shop.orders()).hasSize(after);
  }
}
