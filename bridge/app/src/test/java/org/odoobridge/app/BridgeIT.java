package org.odoobridge.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.app.preflight.database.SourceNeeds;
import org.odoobridge.app.preflight.database.SqlRecipe;
import org.odoobridge.core.config.ConfigReader;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;

/** The whole bridge between a simulated Odoo and shop, with the roles that preflight prints. */
final class BridgeIT {
  private static final String TOKEN = "t0ken-of-test";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Vertx vertx;
  private PostgresFixture postgres;
  private OdooSimulator odoo;
  private OdooPerson person;
  private ShopSimulator shop;
  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws SQLException {
    vertx = Vertx.vertx();
    postgres = PostgresFixture.start();
    OdooSchema.install(postgres, "odoo");
    odoo = OdooSimulator.start(vertx, postgres, "odoo");
    person = OdooPerson.login(odoo.url(), "odoo", "admin", "admin");
    shop = ShopSimulator.start(vertx, ShopOptions.defaults());
    BridgeConfig config = config();
    run("odoo", SqlRecipe.odoo(needs(config)));
    run("postgres", SqlRecipe.journal(config.bridge().database()));
  }

  @AfterEach
  void stop() {
    http.close();
    shop.close();
    odoo.close();
    postgres.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static SourceNeeds needs(BridgeConfig config) {
    return SourceNeeds.of(
        config.odoo().database(),
        config.outbound().capture().slot(),
        config.outbound().capture().publication(),
        config.outbound().capture().lagAlarm());
  }

  private void run(String database, List<SqlRecipe.Step> steps) throws SQLException {
    try (Connection connection = postgres.connect(database);
        Statement statement = connection.createStatement()) {
      for (SqlRecipe.Step step : steps) {
        statement.execute(step.sql());
      }
    }
  }

  private BridgeConfig config() {
    String yaml =
        """
        bridge:
          database: { url: postgresql://bridge@127.0.0.1:%1$d/bridge, password: env:ANY }
          http: { port: 0 }
          token: env:TOKEN
        odoo:
          rpc: { url: "%2$s", database: odoo, login: bridge-bot, secret: env:BOT }
          database: { url: postgresql://reader@127.0.0.1:%1$d/odoo, password: env:ANY }
        outbound:
          channels:
            - { id: shop, type: woocommerce, url: "%3$s", key: env:KEY, secret: env:SECRET,
                stock: { warehouses: [WH] } }
        inbound:
          sources:
            - { id: shop, type: woocommerce, url: "%3$s", key: env:KEY, secret: env:SECRET,
                webhookSecrets: [env:HOOK], orders: { taxes: {} } }
        """
            .formatted(postgres.port(), odoo.url(), shop.url());
    Map<String, String> environment =
        Map.of(
            "ANY",
            "any",
            "TOKEN",
            TOKEN,
            "BOT",
            "bridge-bot",
            "KEY",
            shop.key(),
            "SECRET",
            shop.secret(),
            "HOOK",
            "hook-secret");
    return BridgeConfig.parse(
        yaml, new ConfigReader(name -> Optional.ofNullable(environment.get(name))));
  }

  private HttpResponse<String> get(Bridge bridge, String path)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(bridge.url() + path))
            .header("Authorization", "Bearer " + TOKEN)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private JsonNode json(Bridge bridge, String path) throws IOException, InterruptedException {
    return JSON.readTree(get(bridge, path).body());
  }

  private static void eventually(Runnable assertion) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(assertion::run);
  }

  @Test
  void stockShowsInTheShopAndEverywhereInTheApi() throws Exception {
    person.createProduct("DESK-01", "Desk", 100.0);
    person.setStock("DESK-01", 7);
    shop.addSimple("DESK-01", "Desk", "100", 0);
    try (Bridge bridge = Bridge.start(config())) {
      eventually(() -> assertThat(shop.stock("DESK-01")).hasValue(7));
      person.setStock("DESK-01", 4);
      eventually(() -> assertThat(shop.stock("DESK-01")).hasValue(4));

      assertThat(get(bridge, "/health/ready").statusCode())
          .describedAs(get(bridge, "/health/ready").body())
          .isEqualTo(200);
      JsonNode row = json(bridge, "/api/stock?q=desk").path("rows").path(0);
      assertThat(row.path("onHand").asText()).isEqualTo("4");
      assertThat(row.path("channels").path("shop").path("desired").asInt()).isEqualTo(4);
      assertThat(json(bridge, "/api/explain?channel=shop&sku=DESK-01").path("text").asText())
          .contains("shop shows 4 of DESK-01", "warehouse WH");
      assertThat(json(bridge, "/api/channels").path("channels").path(0).path("state").asText())
          .isEqualTo("running");
      assertThat(get(bridge, "/metrics").body())
          .contains(
              "bridge_capture_lag_bytes",
              "bridge_delivery_commit_to_ack_seconds{channel=\"shop\",quantile=\"0.99\"}");
    }
  }

  @Test
  void anOrderOfTheShopIsInOdooOnceAndInTheApi() throws Exception {
    person.createProduct("DESK-01", "Desk", 100.0);
    person.setStock("DESK-01", 7);
    shop.addSimple("DESK-01", "Desk", "100", 7);
    shop.placeOrder()
        .line("DESK-01", 2)
        .customer("Ada", "Byron", "ada@home.example", "DE")
        .paid()
        .place();
    try (Bridge bridge = Bridge.start(config())) {
      eventually(() -> assertThat(person.client().search("sale.order", List.of())).hasSize(1));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(json(bridge, "/api/orders").path("orders")).isNotEmpty());
      JsonNode order = json(bridge, "/api/orders").path("orders").path(0);
      assertThat(order.path("via").asText()).isEqualTo("sweep");
      String detail = get(bridge, "/api/orders/" + order.path("id").asText()).body();
      assertThat(detail).contains("DESK-01").doesNotContain("Byron", "ada@home.example");
    }
  }

  @Test
  void aBridgeWithoutItsJournalSaysSoAndLeavesNothingBehind() {
    BridgeConfig config = config();
    postgres.execute("postgres", "DROP DATABASE bridge");
    int threads = Thread.activeCount();
    assertThatThrownBy(() -> Bridge.start(config)).hasMessageContaining("bridge");
    eventually(() -> assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads));
  }
}
