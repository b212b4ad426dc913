package org.odoobridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.config.ConfigReader;
import org.odoobridge.core.config.Default;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.JournalSchema;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.observability.Health;
import org.odoobridge.core.observability.HealthRegistry;
import org.odoobridge.core.odoo.OdooCatalogue;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.core.units.ShopUnits;
import org.odoobridge.outbound.capture.CaptureConfig;
import org.odoobridge.outbound.catalog.config.CatalogConfig;
import org.odoobridge.outbound.catalog.drift.Drift;
import org.odoobridge.outbound.catalog.drift.DriftConfig;
import org.odoobridge.outbound.catalog.drift.Finding;
import org.odoobridge.outbound.catalog.image.ImageSources;
import org.odoobridge.outbound.catalog.price.PricesConfig;
import org.odoobridge.outbound.catalog.publish.CatalogStatus;
import org.odoobridge.outbound.channel.woocommerce.DuplicateSkus;
import org.odoobridge.outbound.delivery.BreakerConfig;
import org.odoobridge.outbound.projection.SourceTables;
import org.odoobridge.outbound.projection.StockPolicy;
import org.odoobridge.outbound.projection.TableSpec;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;
import org.odoobridge.testkit.shop.StockReceiver;
import org.odoobridge.testkit.shop.rest.RecordedRequest;

/**
 * Odoo's products in a simulated shop by the whole outbound half: created with their stock,
 * changed, taken off sale; seen beforehand in a plan that changes nothing.
 */
class CatalogPublishesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
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
  static void startServers() {
    vertx = Vertx.vertx();
    postgres = PostgresFixture.start();
    OdooSchema.install(postgres, "odoo");
    odoo = OdooSimulator.start(vertx, postgres, "odoo");
    person = OdooPerson.login(odoo.url(), odoo.db(), "admin", "admin");
    postgres.createRole(READER, "secret", "LOGIN REPLICATION");
    Set<String> existing = existing();
    SourceTables.grants(READER, existing, true).forEach(grant -> postgres.execute("odoo", grant));
    postgres.execute(
        "odoo",
        "create publication "
            + READER
            + " for table "
            + String.join(
                ", ",
                SourceTables.publicationTables(true).stream().filter(existing::contains).toList()));
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

  private static Set<String> existing() {
    PgUrl superuser =
        new PgUrl(
            "postgresql://postgres@127.0.0.1:" + postgres.port() + "/odoo", Secret.of("postgres"));
    try (PgSession session = PgSession.open(superuser, "catalog-it", 1)) {
      return session.read(
          connection ->
              OdooCatalogue.read(
                      connection, SourceTables.all(true).stream().map(TableSpec::table).toList())
                  .tables());
    }
  }

  /** One section of a configuration file. */
  public record Root(@Default("") CatalogConfig catalog, @Default("") PricesConfig prices) {}

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
                DuplicateSkus.PARK,
                ConfigReader.ofProcess()
                    .parse(
                        "catalog: { publish: true, owner: { images: channel }, backorders:"
                            + " { rules: [{ sku: BACK-1, backorders: notify, lowStock: 3 }] } }",
                        Root.class)
                    .catalog(),
                ConfigReader.ofProcess()
                    .parse("prices: { pricelist: Public Pricelist, currency: EUR }", Root.class)
                    .prices(),
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

  private ObjectNode shown(String sku) {
    return shop.products().stream()
        .filter(product -> product.path("sku").asText().equals(sku))
        .findFirst()
        .orElseThrow(() -> new AssertionError(module.catalog().parked(SHOP).toString()));
  }

  private void eventually(ThrowingRunnable check) {
    await().atMost(PATIENCE).untilAsserted(check);
  }

  @Test
  void aNewProductIsInTheShopWithItsStockAndFollowsOdoo() {
    OdooPerson.Product desk = person.createProduct("CAT-1", "Desk", 10);
    person.setStock("CAT-1", 7);
    eventually(() -> assertThat(shown("CAT-1").path("name").asText()).isEqualTo("Desk"));
    eventually(() -> assertThat(shop.stock("CAT-1")).hasValue(7));
    assertThat(shown("CAT-1").path("status").asText()).isEqualTo("publish");
    int id = shown("CAT-1").path("id").asInt();

    postgres.execute("odoo", "update product_product set weight = 31.5 where id = " + desk.id());
    eventually(() -> assertThat(shown("CAT-1").path("weight").asText()).isEqualTo("31.5"));

    person.archive(desk, true);
    eventually(() -> assertThat(shop.product(id).path("status").asText()).isEqualTo("draft"));
    person.archive(desk, false);
    eventually(() -> assertThat(shop.product(id).path("status").asText()).isEqualTo("publish"));
  }

  @Test
  void aColumnOfDocumentsThatGoesIsNamedAndTheShopKeepsWhatItShows() {
    OdooPerson.Product desk = person.createProduct("CAT-9", "Chair", 10);
    String template =
        " where id = (select product_tmpl_id from product_product where id = " + desk.id() + ")";
    postgres.execute("odoo", "update product_template set description_sale = 'Soft'" + template);
    eventually(
        () -> assertThat(shown("CAT-9").path("short_description").asText()).contains("Soft"));

    postgres.execute("odoo", "alter table product_template rename description_sale to x_gone");
    eventually(
        () -> assertThat(schemaHealth()).contains("product_template.description_sale is gone"));
    postgres.execute("odoo", "update product_product set weight = 4 where id = " + desk.id());
    eventually(() -> assertThat(shown("CAT-9").path("weight").asText()).isEqualTo("4"));
    person.setStock("CAT-9", 6);
    eventually(() -> assertThat(shop.stock("CAT-9")).hasValue(6));
    assertThat(shown("CAT-9").path("short_description").asText()).contains("Soft");
    postgres.execute("odoo", "update product_template set x_gone = 'Softer'" + template);

    postgres.execute("odoo", "alter table product_template rename x_gone to description_sale");
    eventually(
        () -> assertThat(shown("CAT-9").path("short_description").asText()).contains("Softer"));
    eventually(() -> assertThat(schemaHealth()).isEmpty());
  }

  @Test
  void aTableOfTheCatalogueThatMayNotBeReadIsNamedAndProductsAreToldAfterwards() {
    OdooPerson.Product desk = person.createProduct("CAT-8", "Bench", 10);
    eventually(() -> assertThat(shown("CAT-8").path("name").asText()).isEqualTo("Bench"));

    postgres.execute("odoo", "revoke select on product_attribute_value from " + READER);
    eventually(
        () ->
            assertThat(schemaHealth())
                .contains("GRANT SELECT ON public.product_attribute_value TO \"" + READER + "\""));
    postgres.execute("odoo", "update product_product set weight = 5 where id = " + desk.id());
    person.setStock("CAT-8", 3);
    eventually(() -> assertThat(shop.stock("CAT-8")).hasValue(3));

    postgres.execute("odoo", "grant select on product_attribute_value to " + READER);
    eventually(() -> assertThat(shown("CAT-8").path("weight").asText()).isEqualTo("5"));
    eventually(() -> assertThat(schemaHealth()).isEmpty());
  }

  /** What the schema's health says; empty when all is well. */
  private String schemaHealth() {
    return switch (Objects.requireNonNull(health.read().get("schema"))) {
      case Health.Degraded degraded -> degraded.reason();
      case Health.Down down -> down.reason();
      case Health.Up up -> "";
    };
  }

  @Test
  void whatPeopleDidInTheShopIsFoundRepairedOrAsked() {
    for (int i = 0; i < 60; i++) {
      OdooPerson.Product unused = person.createProduct("DRIFT-" + i, "Drift " + i, 10 + i);
    }
    eventually(() -> assertThat(driftSkus()).hasSize(60));
    eventually(() -> assertThat(shown("DRIFT-59").path("regular_price").asText()).isEqualTo("69"));
    eventually(() -> assertThat(comparing()).isFalse());
    for (int i = 0; i < 40; i++) {
      shop.editProduct(
          shown("DRIFT-" + i).path("id").asInt(),
          JSON.createObjectNode().put("regular_price", "1"));
    }
    for (int i = 40; i < 43; i++) {
      shop.deleteProduct(shown("DRIFT-" + i).path("id").asInt());
    }
    int twin = shop.duplicateProduct(shown("DRIFT-50").path("id").asInt());
    DriftDesk drift = module.drift();

    assertThat(drift.look(SHOP)).isTrue();

    eventually(() -> assertThat(found(Drift.EDITED)).hasSize(40));
    eventually(() -> assertThat(found(Drift.LOST)).hasSize(3));
    assertThat(found(Drift.DUPLICATE))
        .singleElement()
        .satisfies(one -> assertThat(one.sku()).isEqualTo("DRIFT-50"));
    // 40 of about 60 is more than may be repaired unasked.
    assertThat(drift.status(SHOP).orElseThrow().held()).isPresent();
    assertThat(found(Drift.EDITED)).allMatch(one -> one.state() == Finding.State.HELD);
    assertThat(shown("DRIFT-0").path("regular_price").asText()).isEqualTo("1");

    assertThat(drift.approve(SHOP, List.of())).isEqualTo(40);
    eventually(() -> assertThat(shown("DRIFT-0").path("regular_price").asText()).isEqualTo("10"));
    eventually(() -> assertThat(shown("DRIFT-39").path("regular_price").asText()).isEqualTo("49"));
    assertThat(driftSkus())
        .as("what was deleted is not made again unasked")
        .doesNotContain("DRIFT-41");

    List<String> lost = found(Drift.LOST).stream().map(Finding::id).toList();
    assertThat(drift.approve(SHOP, lost)).isEqualTo(3);
    eventually(() -> assertThat(driftSkus()).contains("DRIFT-40", "DRIFT-41", "DRIFT-42"));
    assertThat(shop.products().stream().map(product -> product.path("id").asInt()))
        .as("a double is a person's to decide")
        .contains(twin);
  }

  @Test
  void whatIsSoldBeyondItsStockIsToldAndStaysSo() {
    OdooPerson.Product unused = person.createProduct("BACK-1", "Made to order", 10);
    eventually(
        () ->
            assertThat(List.of(text("BACK-1", "backorders"), text("BACK-1", "low_stock_amount")))
                .containsExactly("notify", "3"));
    assertThat(text("BACK-1", "stock_status")).isEqualTo("onbackorder");
    eventually(() -> assertThat(comparing()).isFalse());

    shop.editProduct(
        shown("BACK-1").path("id").asInt(), JSON.createObjectNode().put("backorders", "no"));
    assertThat(module.drift().look(SHOP)).isTrue();

    eventually(() -> assertThat(text("BACK-1", "backorders")).isEqualTo("notify"));
    assertThat(text("BACK-1", "stock_status")).isEqualTo("onbackorder");
  }

  private String text(String sku, String field) {
    return shown(sku).path(field).asText();
  }

  private List<Finding> found(Drift drift) {
    return module.drift().findings(SHOP).stream().filter(one -> one.drift() == drift).toList();
  }

  private boolean comparing() {
    return module.catalog().status(SHOP).orElseThrow().comparison().orElseThrow().running();
  }

  private Set<String> driftSkus() {
    return shop.products().stream()
        .map(product -> product.path("sku").asText())
        .filter(sku -> sku.startsWith("DRIFT-"))
        .collect(Collectors.toSet());
  }

  @Test
  void whatHappenedWhileTheBridgeWasDownIsFoundByTheComparison() {
    OdooPerson.Product lamp = person.createProduct("CAT-2", "Lamp", 10);
    eventually(() -> assertThat(shown("CAT-2").path("name").asText()).isEqualTo("Lamp"));
    stopBridge();
    postgres.execute("odoo", "update product_product set weight = 2 where id = " + lamp.id());
    startBridge();
    eventually(() -> assertThat(shown("CAT-2").path("weight").asText()).isEqualTo("2"));
    eventually(
        () ->
            assertThat(
                    module
                        .catalog()
                        .status(SHOP)
                        .orElseThrow()
                        .comparison()
                        .orElseThrow()
                        .running())
                .isFalse());
    assertThat(shop.products().stream().filter(p -> p.path("sku").asText().equals("CAT-2")))
        .hasSize(1);
  }

  @Test
  void aPlanChangesNothing() {
    eventually(
        () ->
            assertThat(module.catalog().status(SHOP).flatMap(CatalogStatus::comparison))
                .hasValueSatisfying(comparison -> assertThat(comparison.running()).isFalse()));
    assertThat(module.pause(SHOP)).isTrue();
    OdooPerson.Product stool = person.createProduct("CAT-3", "Stool", 10);
    int writes = (int) shop.requests().stream().filter(RecordedRequest::writes).count();
    eventually(
        () ->
            assertThat(
                    module.catalog().plan(SHOP, 0, 500).orElseThrow().entries().stream()
                        .filter(entry -> entry.template() == stool.templateId()))
                .singleElement()
                .satisfies(
                    entry -> {
                      assertThat(entry.action()).isEqualTo("create");
                      assertThat(entry.fields()).contains("name");
                    }));
    assertThat(shop.requests().stream().filter(RecordedRequest::writes)).hasSize(writes);
    assertThat(module.resume(SHOP)).isTrue();
    eventually(() -> assertThat(shown("CAT-3").path("name").asText()).isEqualTo("Stool"));
  }
}
