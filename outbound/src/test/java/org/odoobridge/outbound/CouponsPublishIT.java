package org.odoobridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.core.config.ByteSize;
import org.odoobridge.core.config.ConfigReader;
import org.odoobridge.core.config.Default;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.JournalSchema;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.observability.HealthRegistry;
import org.odoobridge.core.odoo.OdooCatalogue;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.core.units.ShopUnits;
import org.odoobridge.outbound.capture.CaptureConfig;
import org.odoobridge.outbound.catalog.config.CatalogConfig;
import org.odoobridge.outbound.catalog.coupon.CouponListing;
import org.odoobridge.outbound.catalog.coupon.Refusal;
import org.odoobridge.outbound.catalog.drift.DriftConfig;
import org.odoobridge.outbound.catalog.image.ImageSources;
import org.odoobridge.outbound.catalog.price.PricesConfig;
import org.odoobridge.outbound.channel.woocommerce.DuplicateSkus;
import org.odoobridge.outbound.delivery.BreakerConfig;
import org.odoobridge.outbound.projection.SourceTables;
import org.odoobridge.outbound.projection.StockPolicy;
import org.odoobridge.outbound.projection.TableSpec;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;
import org.odoobridge.testkit.shop.rest.Sickness;

/**
 * Odoo's promotions in a simulated shop by the whole outbound half, from the tables of 14 and of
 * 17: created, edited, started by time, withdrawn, refused by name, never doubled.
 */
@ParameterizedClass
@EnumSource(names = {"V14", "V17"})
class CouponsPublishIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ChannelId SHOP = new ChannelId("shop");
  private static final String READER = "bridge_coupons_it";
  private static Vertx vertx;
  private static PostgresFixture postgres;

  private final OdooRelease release;
  private final String database;
  private OdooSimulator odoo;
  private OdooPerson person;
  private ShopSimulator shop;
  private PgSession journal;
  private OutboundModule module;

  CouponsPublishIT(OdooRelease release) {
    this.release = release;
    this.database = "odoo" + release.number();
  }

  /** One section of a configuration file. */
  public record Root(@Default("") CatalogConfig catalog) {}

  @BeforeAll
  static void startServers() {
    vertx = Vertx.vertx();
    postgres = PostgresFixture.start();
    postgres.createRole(READER, "secret", "LOGIN REPLICATION");
  }

  @AfterAll
  static void stopServers() {
    postgres.close();
    var unused = vertx.close();
  }

  @BeforeEach
  void start() {
    OdooSchema.install(postgres, database, release);
    odoo = OdooSimulator.start(vertx, postgres, database, release, 0);
    person = OdooPerson.login(odoo.url(), odoo.db(), "admin", "admin");
    Set<String> existing = existing();
    SourceTables.grants(READER, existing, true).forEach(this::sql);
    sql(
        "create publication "
            + READER
            + " for table "
            + String.join(
                ", ",
                SourceTables.publicationTables(true).stream().filter(existing::contains).toList()));
    String bridge = "bridge" + release.number();
    postgres.createDatabase(bridge, PostgresFixture.SUPERUSER);
    journal = PgSession.open(superuser(bridge), "coupons-it", 4);
    JournalSchema.migrate(journal);
    shop = ShopSimulator.start(vertx, ShopOptions.defaults());
    startBridge();
  }

  private static PgUrl superuser(String name) {
    return new PgUrl(
        "postgresql://postgres@127.0.0.1:" + postgres.port() + "/" + name, Secret.of("postgres"));
  }

  private Set<String> existing() {
    try (PgSession session = PgSession.open(superuser(database), "coupons-it", 1)) {
      return session.read(
          connection ->
              OdooCatalogue.read(
                      connection, SourceTables.all(true).stream().map(TableSpec::table).toList())
                  .tables());
    }
  }

  private void startBridge() {
    NoOrders orders = new NoOrders();
    module =
        new OutboundModule(
            config(),
            new OutboundModule.Surroundings(
                vertx,
                journal,
                new PgUrl(
                    "postgresql://" + READER + "@127.0.0.1:" + postgres.port() + "/" + database,
                    Secret.of("secret")),
                "it",
                orders,
                orders,
                ImageSources.of(Optional.empty(), Optional.empty()),
                ShopUnits.NONE,
                new HealthRegistry(),
                new SimpleMeterRegistry(),
                Clock.systemUTC()));
    module.start();
    await().atMost(PATIENCE).until(module::isPublishing);
  }

  @AfterEach
  void stop() {
    module.stop(Duration.ofSeconds(15));
    shop.close();
    odoo.close();
    journal.close();
  }

  private OutboundConfig config() {
    RetryConfig retry = new RetryConfig(Duration.ofMillis(100), Duration.ofSeconds(1), 5);
    BreakerConfig breaker = new BreakerConfig(5, Duration.ofSeconds(10), Duration.ofMillis(500));
    String slot = READER + release.number();
    return new OutboundConfig(
        new CaptureConfig(
            slot,
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
                Duration.ofSeconds(2),
                Duration.ofMinutes(15),
                DuplicateSkus.PARK,
                ConfigReader.ofProcess()
                    .parse(
                        "catalog: { publish: true, owner: { images: channel },"
                            + " coupons: { publish: codes } }",
                        Root.class)
                    .catalog(),
                PricesConfig.off(),
                new DriftConfig(Duration.ofHours(6), true, 100, 10))));
  }

  private void sql(String statement) {
    postgres.execute(database, statement);
  }

  /**
   * A percentage off everything for who enters the code.
   *
   * @param from empty = it counts already
   */
  private void program(int id, String code, String percent, Optional<Instant> from) {
    if (release == OdooRelease.V14) {
      sql(
          """
          insert into coupon_rule (id, rule_products_domain, rule_min_quantity, rule_date_from)
            values (%1$d, '[["sale_ok", "=", True]]', 1, %4$s);
          insert into coupon_reward (id, reward_type, discount_type, discount_percentage,
            discount_apply_on) values (%1$d, 'discount', 'percentage', %3$s, 'on_order');
          insert into coupon_program (id, name, active, rule_id, reward_id, program_type,
            promo_code_usage, promo_code, promo_applicability)
            values (%1$d, 'Program %1$d', true, %1$d, %1$d, 'promotion_program', 'code_needed',
              '%2$s', 'on_current_order');
          """
              .formatted(id, code, percent, from.map(CouponsPublishIT::quoted).orElse("null")));
      return;
    }
    sql(
        """
        insert into loyalty_program (id, name, active, program_type, applies_on, trigger, sale_ok,
          currency_id) select %1$d, '{"en_US": "Program %1$d"}', true, 'promo_code', 'current',
          'with_code', true, min(currency_id) from res_company;
        insert into loyalty_rule (id, program_id, active, mode, code, product_domain,
          reward_point_mode, reward_point_amount, minimum_qty, minimum_amount,
          minimum_amount_tax_mode)
          values (%1$d, %1$d, true, 'with_code', '%2$s', '[]', 'order', 1, 0, 0, 'incl');
        insert into loyalty_reward (id, program_id, active, reward_type, discount_mode, discount,
          discount_applicability, required_points)
          values (%1$d, %1$d, true, 'discount', 'percent', %3$s, 'order', 1);
        """
            .formatted(id, code, percent));
  }

  private static String quoted(Instant at) {
    return "'" + LocalDateTime.ofInstant(at, ZoneOffset.UTC).withNano(0) + "'";
  }

  private boolean old() {
    return release == OdooRelease.V14;
  }

  private JsonNode coupon(String code) {
    List<ObjectNode> found =
        shop.coupons().stream().filter(one -> one.path("code").asText().equals(code)).toList();
    assertThat(found).as("coupons with code %s", code).hasSize(1);
    return found.getFirst();
  }

  private String status(String code) {
    return coupon(code).path("status").asText();
  }

  private void eventually(ThrowingRunnable check) {
    await().atMost(PATIENCE).untilAsserted(check);
  }

  private List<CouponListing> parked() {
    return module.catalog().coupons().status(SHOP).orElseThrow().parked();
  }

  private List<String> refused() {
    return module.catalog().coupons().status(SHOP).orElseThrow().refusals().stream()
        .map(Refusal::code)
        .toList();
  }

  @Test
  void promotionsFollowOdoo() {
    OdooPerson.Product desk = person.createProduct("COUPON-1", "Desk", 10);
    eventually(() -> assertThat(shop.skus()).contains("COUPON-1"));
    long inShop =
        shop.products().stream()
            .filter(one -> one.path("sku").asText().equals("COUPON-1"))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asLong();

    // Created and edited.
    program(1, "Summer10", "10", Optional.empty());
    eventually(() -> assertThat(status("summer10")).isEqualTo("publish"));
    assertThat(coupon("summer10").path("amount").asText()).isEqualTo("10.00");
    sql(
        old()
            ? "update coupon_reward set discount_percentage = 12.5 where id = 1"
            : "update loyalty_reward set discount = 12.5 where id = 1");
    eventually(() -> assertThat(coupon("summer10").path("amount").asText()).isEqualTo("12.50"));

    // For one product alone: its number in the shop.
    sql(
        old()
            ? "insert into coupon_reward_product_product_rel values (1, "
                + desk.id()
                + "); update coupon_reward set discount_apply_on = 'specific_products'"
            : "insert into loyalty_reward_product_product_rel values (1, "
                + desk.id()
                + "); update loyalty_reward set discount_applicability = 'specific'");
    OdooPerson.Product unused = person.createProduct("COUPON-2", "Lamp", 10);
    eventually(
        () ->
            assertThat(coupon("summer10").path("product_ids").toString())
                .isEqualTo("[" + inShop + "]"));

    // A code that people of the shop gave away is theirs.
    int theirs = shop.createCoupon(JSON.createObjectNode().put("code", "ours").put("amount", "1"));
    program(2, "OURS", "50", Optional.empty());
    eventually(() -> assertThat(parked()).hasSize(1));
    assertThat(parked().getFirst().parked().orElseThrow().code()).isEqualTo("coupon-code-taken");
    assertThat(coupon("ours").path("id").asInt()).isEqualTo(theirs);
    assertThat(coupon("ours").path("amount").asText()).isEqualTo("1.00");

    // The shop saves a coupon and dies before it says so; then the bridge is started anew.
    shop.faults()
        .sicken(
            Sickness.SILENT_AFTER_SAVING, 1, request -> request.path().endsWith("/coupons/batch"));
    program(3, "ONCE", "5", Optional.empty());
    eventually(() -> assertThat(status("once")).isEqualTo("publish"));
    module.stop(Duration.ofSeconds(15));
    startBridge();
    eventually(
        () ->
            assertThat(module.catalog().coupons().status(SHOP).orElseThrow().shown()).isEqualTo(2));
    assertThat(status("once")).isEqualTo("publish");

    // Archived: nobody can use it, and it comes back as the same coupon.
    int id = coupon("summer10").path("id").asInt();
    String table = old() ? "coupon_program" : "loyalty_program";
    sql("update " + table + " set active = false where id = 1");
    eventually(() -> assertThat(status("summer10")).isEqualTo("draft"));
    sql("update " + table + " set active = true where id = 1");
    eventually(() -> assertThat(status("summer10")).isEqualTo("publish"));
    assertThat(coupon("summer10").path("id").asInt()).isEqualTo(id);

    // What cannot be a coupon is said.
    sql(
        old()
            ? "update coupon_reward set reward_type = 'product' where id = 3"
            : "update loyalty_reward set reward_type = 'product' where id = 3");
    eventually(() -> assertThat(refused()).contains("free-product"));
    eventually(() -> assertThat(status("once")).isEqualTo("draft"));

    generatedCodes();
    if (old()) {
      byTime();
    }
  }

  /** Of 17 there are days only. */
  private void byTime() {
    Instant soon = Instant.now().plusSeconds(4);
    program(7, "FLASH", "20", Optional.of(soon));
    eventually(
        () ->
            assertThat(module.catalog().coupons().status(SHOP).orElseThrow().early()).isEqualTo(1));
    assertThat(shop.coupons()).noneMatch(one -> one.path("code").asText().equals("flash"));
    eventually(() -> assertThat(status("flash")).isEqualTo("publish"));
    assertThat(Instant.now()).as("not before its time").isAfter(soon.minusSeconds(1));
  }

  private void generatedCodes() {
    program(5, "", "15", Optional.empty());
    sql(
        old()
            ? "update coupon_program set program_type = 'coupon_program', promo_code = null where"
                + " id = 5; insert into coupon_coupon (code, state, program_id) values"
                + " ('GEN-1', 'new', 5), ('GEN-2', 'new', 5)"
            : "update loyalty_program set program_type = 'coupons' where id = 5; delete from"
                + " loyalty_rule where program_id = 5; insert into loyalty_card (code, points,"
                + " program_id) values ('GEN-1', 1, 5), ('GEN-2', 1, 5)");
    eventually(() -> assertThat(status("gen-1")).isEqualTo("publish"));
    eventually(() -> assertThat(status("gen-2")).isEqualTo("publish"));
    assertThat(coupon("gen-2").path("usage_limit").asInt()).isEqualTo(1);
    sql(
        old()
            ? "update coupon_coupon set state = 'used' where code = 'GEN-1'"
            : "update loyalty_card set points = 0 where code = 'GEN-1'");
    eventually(() -> assertThat(status("gen-1")).isEqualTo("draft"));
    assertThat(status("gen-2")).isEqualTo("publish");
  }
}
