package org.odoobridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.JournalSchema;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.observability.HealthRegistry;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.core.units.ShopUnits;
import org.odoobridge.outbound.capture.CaptureConfig;
import org.odoobridge.outbound.catalog.config.CatalogConfig;
import org.odoobridge.outbound.catalog.drift.DriftConfig;
import org.odoobridge.outbound.catalog.image.ImageSources;
import org.odoobridge.outbound.catalog.price.PricesConfig;
import org.odoobridge.outbound.channel.woocommerce.DuplicateSkus;
import org.odoobridge.outbound.delivery.BreakerConfig;
import org.odoobridge.outbound.projection.ExistingTables;
import org.odoobridge.outbound.projection.SourceTables;
import org.odoobridge.outbound.projection.StockPolicy;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;
import org.odoobridge.testkit.shop.StockReceiver;
import org.odoobridge.testkit.shop.rest.RecordedRequest;

/** The whole half: a simulated Odoo on a real PostgreSQL, a simulated shop and a till. */
class OutboundModuleIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ChannelId SHOP = new ChannelId("shop");
  private static final String READER = "bridge_module_it";
  private static final String SECRET =
      "whsec_"
          + Base64.getEncoder()
              .encodeToString("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8));
  private static Vertx vertx;
  private static PostgresFixture postgres;
  private static OdooSimulator odoo;
  private static OdooPerson person;
  private static ShopSimulator shop;
  private static StockReceiver till;
  private static PgSession journal;

  private final NoOrders orders = new NoOrders();
  private OutboundModule module;
  private HealthRegistry health;

  @BeforeAll
  static void startServers() throws SQLException {
    vertx = Vertx.vertx();
    postgres = PostgresFixture.start();
    OdooSchema.install(postgres, "odoo");
    odoo = OdooSimulator.start(vertx, postgres, "odoo");
    person = OdooPerson.login(odoo.url(), odoo.db(), "admin", "admin");
    postgres.createRole(READER, "secret", "LOGIN REPLICATION");
    SourceTables.grants(READER, ExistingTables.of(postgres.connect("odoo")))
        .forEach(grant -> postgres.execute("odoo", grant));
    postgres.execute(
        "odoo",
        "create publication "
            + READER
            + " for table "
            + String.join(", ", ExistingTables.published(postgres.connect("odoo"))));
    postgres.createDatabase("bridge", PostgresFixture.SUPERUSER);
    journal =
        PgSession.open(
            new PgUrl(
                "postgresql://postgres@127.0.0.1:" + postgres.port() + "/bridge",
                Secret.of("postgres")),
            "module-it",
            4);
    JournalSchema.migrate(journal);
    shop = ShopSimulator.start(vertx, ShopOptions.defaults());
    till = StockReceiver.start(vertx, SECRET);
  }

  @AfterAll
  static void stopServers() {
    till.close();
    shop.close();
    odoo.close();
    journal.close();
    postgres.close();
    var unused = vertx.close();
  }

  @BeforeEach
  void startBridge() {
    health = new HealthRegistry();
    module =
        new OutboundModule(
            config(),
            new OutboundModule.Surroundings(
                vertx,
                journal,
                new PgUrl(
                    "postgresql://" + READER + "@127.0.0.1:" + postgres.port() + "/odoo",
                    Secret.of("secret")),
                "it",
                orders,
                orders,
                ImageSources.of(Optional.empty(), Optional.empty()),
                ShopUnits.NONE,
                health,
                new SimpleMeterRegistry(),
                Clock.systemUTC()));
    module.start();
    await().atMost(PATIENCE).until(module::isPublishing);
  }

  @AfterEach
  void stopBridge() {
    module.stop(Duration.ofSeconds(15));
  }

  private static OutboundConfig config() {
    RetryConfig retry = new RetryConfig(Duration.ofMillis(100), Duration.ofSeconds(1), 5);
    BreakerConfig breaker = new BreakerConfig(5, Duration.ofSeconds(10), Duration.ofMillis(500));
    return new OutboundConfig(
        new CaptureConfig(
            READER,
            READER,
            ByteSize.parse("512MiB"),
            Duration.ofMillis(500),
            Duration.ofSeconds(60),
            Duration.ofMillis(100)),
        List.of(
            new WooCommerceChannelConfig(
                SHOP,
                URI.create(shop.url()),
                Secret.of(shop.key()),
                Secret.of(shop.secret()),
                StockPolicy.of("WH"),
                true,
                Duration.ofSeconds(10),
                100,
                new RateConfig(0, 1),
                retry,
                breaker,
                Duration.ofHours(1),
                Duration.ofSeconds(5),
                Duration.ofMinutes(15),
                DuplicateSkus.ALL,
                CatalogConfig.off(),
                PricesConfig.off(),
                new DriftConfig(Duration.ofHours(6), true, 100, 10)),
            new StockWebhookConfig(
                new ChannelId("till"),
                URI.create(till.url()),
                List.of(Secret.of(SECRET)),
                StockPolicy.of("WH"),
                false,
                Duration.ofSeconds(10),
                100,
                new RateConfig(0, 4),
                retry,
                breaker,
                Duration.ofHours(1),
                Duration.ofSeconds(5))));
  }

  private void shopShows(String sku, int units) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(shop.stock(sku))
                    .as(module.channels() + " " + module.explain(SHOP, new Sku(sku)))
                    .hasValue(units));
  }

  private void tillWasTold(String sku, long units) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                till.deliveries().stream()
                    .filter(delivery -> delivery.verified())
                    .map(delivery -> delivery.body().toString())
                    .anyMatch(
                        body ->
                            body.contains("\"sku\":\"" + sku + "\",\"quantity\":" + units + ",")));
  }

  @Test
  void aCountInOdooShowsInTheShopAndAtTheTill() {
    shop.addSimple("MOD-1", "Desk", "10.00", 0);
    var unused = person.createProduct("MOD-1", "Desk", 10);
    int quant = person.setStock("MOD-1", 7);
    shopShows("MOD-1", 7);
    tillWasTold("MOD-1", 7);
    assertThat(orders.sweeps()).isPositive();
    person.recount(quant, 4);
    shopShows("MOD-1", 4);
    tillWasTold("MOD-1", 4);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        module.stock("mod-1", 0, 10).rows().stream()
                            .map(row -> row.channels().get("shop")))
                    .containsExactly(new ShownStock.At(4, OptionalLong.of(4), "in-step", "")));
    assertThat(health.ready()).as("%s", health.read()).isTrue();
  }

  @Test
  void aRestartTellsOnlyWhatDiffers() {
    shop.addSimple("MOD-2", "Lamp", "10.00", 0);
    shop.addSimple("MOD-3", "Chair", "10.00", 0);
    var lamp = person.createProduct("MOD-2", "Lamp", 10);
    var chair = person.createProduct("MOD-3", "Chair", 10);
    assertThat(lamp.id()).isNotEqualTo(chair.id());
    int lamps = person.setStock("MOD-2", 7);
    person.setStock("MOD-3", 3);
    shopShows("MOD-2", 7);
    shopShows("MOD-3", 3);
    await()
        .atMost(PATIENCE)
        .until(() -> module.channels().stream().allMatch(one -> one.lane().dirty() == 0));
    stopBridge();
    person.recount(lamps, 5);
    int before = shop.requests().size();
    startBridge();
    shopShows("MOD-2", 5);
    await()
        .atMost(PATIENCE)
        .until(() -> module.channels().stream().allMatch(one -> one.lane().dirty() == 0));
    List<RecordedRequest> writes =
        shop.requests().stream().skip(before).filter(RecordedRequest::writes).toList();
    assertThat(writes).hasSize(1);
    assertThat(writes.getFirst().body()).containsOnlyOnce("stock_quantity");
  }

  @Test
  void aSkuTheShopLacksIsParkedAndFoundByRedriveOnceItIsThere() {
    var unused = person.createProduct("MOD-4", "Stool", 10);
    person.setStock("MOD-4", 2);
    await()
        .atMost(PATIENCE)
        .until(
            () -> module.parked(SHOP).stream().anyMatch(one -> one.sku().value().equals("MOD-4")));
    assertThat(health.ready()).isTrue();
    shop.addSimple("MOD-4", "Stool", "10.00", 0);
    assertThat(module.redrive(SHOP, new Sku("MOD-4"))).isTrue();
    shopShows("MOD-4", 2);
    assertThat(module.parked(SHOP)).noneMatch(one -> one.sku().value().equals("MOD-4"));
  }

  @Test
  void aPausedChannelIsToldNothingUntilItResumes() {
    shop.addSimple("MOD-5", "Shelf", "10.00", 9);
    assertThat(module.pause(SHOP)).isTrue();
    var unused = person.createProduct("MOD-5", "Shelf", 10);
    person.setStock("MOD-5", 2);
    tillWasTold("MOD-5", 2);
    assertThat(shop.stock("MOD-5")).hasValue(9);
    assertThat(module.resume(SHOP)).isTrue();
    shopShows("MOD-5", 2);
    assertThat(module.pause(new ChannelId("nobody"))).isFalse();
  }
}
