package org.odoobridge.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.ResourceKey;
import org.odoobridge.core.journal.Via;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.inbound.dedup.StockStatuses;
import org.odoobridge.inbound.dedup.WooIntake;
import org.odoobridge.inbound.ingest.Acceptance;
import org.odoobridge.inbound.refund.PgRefundBook;
import org.odoobridge.inbound.refund.Refund;
import org.odoobridge.inbound.refund.RefundKey;
import org.odoobridge.inbound.refund.RefundSource;
import org.odoobridge.inbound.sweep.OrderSweeper;
import org.odoobridge.inbound.sweep.ShopAccess;
import org.odoobridge.inbound.sweep.ShopRereads;
import org.odoobridge.inbound.sweep.WooShopReader;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;
import org.odoobridge.testkit.time.ManualClock;

/** A refund that the shop deletes is found, though no webhook and no date tells. */
class RefundWatchIT {
  private static final Duration HOUR = Duration.ofHours(1);

  private final ManualClock clock = ManualClock.start();
  private final Vertx vertx = Vertx.vertx();
  private final PostgresFixture server = PostgresFixture.start();
  private TestJournal journal;
  private ShopSimulator shop;
  private WooShopReader reader;
  private PgRefundBook book;
  private RefundWatch watch;

  @BeforeEach
  void open() {
    journal = TestJournal.on(server, clock);
    shop = ShopSimulator.start(vertx, ShopOptions.defaults().withClock(clock));
    shop.addSimple("A", "Mug", "10.00", 100);
    reader =
        new WooShopReader(
            vertx,
            new ShopAccess(
                URI.create(shop.url()),
                Secret.of(shop.key()),
                Secret.of(shop.secret()),
                Duration.ofSeconds(20)),
            clock);
    book = new PgRefundBook(journal.session());
    Acceptance acceptance =
        new Acceptance(
            journal.journal(),
            new WooIntake(StockStatuses.STANDARD),
            products -> {},
            new OrderSweeper());
    watch =
        new RefundWatch(
            book,
            Map.of(TestOrders.SHOP, new ShopRereads.Shop(reader, acceptance)),
            Map.of(TestOrders.SHOP, Duration.ofDays(30)),
            HOUR,
            clock);
  }

  @AfterEach
  void close() {
    reader.close();
    shop.close();
    journal.close();
    server.close();
    vertx.close().await();
  }

  @Test
  void anOrderWhoseRefundWasDeletedIsReadAgainOnce() throws Exception {
    int order = shop.placeOrder().line("A", 3).paid().place().path("id").asInt();
    String refund =
        call(
            "POST",
            "/orders/" + order + "/refunds",
            "{\"amount\": \"1.00\", \"api_refund\": false}");
    store(order, refund);
    clock.advance(HOUR.plusMinutes(1));
    int whileThere = watch.look(TestOrders.SHOP);

    call("DELETE", "/orders/" + order + "/refunds/" + refund + "?force=true", "");
    int tooSoon = watch.look(TestOrders.SHOP);
    clock.advance(HOUR.plusMinutes(1));
    int due = watch.look(TestOrders.SHOP);
    int again = watch.look(TestOrders.SHOP);

    assertThat(List.of(whileThere, tooSoon, due, again)).containsExactly(0, 0, 1, 0);
    assertThat(
            journal
                .view()
                .timeline(
                    new ResourceKey(TestOrders.SHOP, ResourceKey.ORDER, Integer.toString(order))))
        .singleElement()
        .satisfies(line -> assertThat(line.via()).isEqualTo(Via.REREAD));
  }

  @Test
  void aShopIsAskedForRefundsAndForWhatItRestocked() throws Exception {
    var order = shop.placeOrder().line("A", 3).paid().place();
    String line = order.path("line_items").path(0).path("id").asText();
    String unused =
        call(
            "POST",
            "/orders/" + order.path("id").asText() + "/refunds",
            "{\"api_refund\": false, \"line_items\": [{\"id\": %s, \"quantity\": 2, \"refund_total\": 20.00}]}"
                .formatted(line));
    ShopRefunds refunds = new ShopRefunds(source -> Optional.of(reader));

    RefundSource.Answer answer =
        refunds.read(new OrderKey(TestOrders.SHOP, order.path("id").asText()));

    assertThat(answer)
        .isInstanceOfSatisfying(
            RefundSource.Answer.Given.class,
            given -> {
              assertThat(given.snapshot().refunds()).hasSize(1);
              assertThat(given.snapshot().restocked().get(line)).isEqualByComparingTo("2");
            });
  }

  private void store(int order, String refund) {
    book.add(
        List.of(
            new Refund(
                new RefundKey(new OrderKey(TestOrders.SHOP, Integer.toString(order)), refund),
                clock.instant(),
                BigDecimal.ONE,
                "EUR",
                "",
                List.of(),
                false,
                new Refund.Goods(Refund.GoodsState.NONE, "", "", clock.instant()),
                new Refund.Money(Refund.MoneyState.NONE, "", "", 0, clock.instant()))),
        clock.instant());
  }

  private String call(String method, String path, String body)
      throws IOException, InterruptedException {
    String pair = shop.key() + ":" + shop.secret();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(shop.url() + "/wp-json/wc/v3" + path))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return new ObjectMapper()
          .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
          .path("id")
          .asText();
    }
  }
}
