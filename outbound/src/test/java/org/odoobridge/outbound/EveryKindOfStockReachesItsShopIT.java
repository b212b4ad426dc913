package org.odoobridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.core.config.ConfigReader;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.journal.JournalSchema;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.observability.HealthRegistry;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.core.runtime.PgUrl;
import org.odoobridge.core.units.ShopUnits;
import org.odoobridge.outbound.catalog.image.ImageSources;
import org.odoobridge.outbound.projection.ExistingTables;
import org.odoobridge.outbound.projection.SourceTables;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.person.OdooPerson.Product;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;

/**
 * Three shops of one Odoo with scopes and rules of their own: one sells from the central warehouse
 * with buffers and without expired lots, one from a store as well, one what will have come in five
 * days. Kits, nested ones too, reach all of them.
 */
class EveryKindOfStockReachesItsShopIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String READER = "bridge_kinds_it";
  private static final List<String> SHOPS = List.of("central", "both", "future");
  private static final List<String> RULES =
      List.of(
          "{ warehouses: [WH], lots: { excludeExpired: true }, buffers:"
              + " [{ category: Kept, units: 2 }, { sku: SHARED, percent: 50 }] }",
          "{ warehouses: [WH, ST] }",
          "{ warehouses: [WH], mode: forecast, supplyHorizon: 5d }");

  private record Root(OutboundConfig outbound) {}

  @ParameterizedTest
  @EnumSource(
      value = OdooRelease.class,
      names = {"V14", "V19"})
  void eachShopShowsWhatItsRulesSay(OdooRelease release) throws SQLException {
    Vertx vertx = Vertx.vertx();
    List<ShopSimulator> shops = new ArrayList<>();
    try (PostgresFixture postgres = PostgresFixture.start()) {
      OdooSchema.install(postgres, "odoo", release);
      for (String ignored : SHOPS) {
        shops.add(ShopSimulator.start(vertx, ShopOptions.defaults()));
      }
      try (OdooSimulator odoo = OdooSimulator.start(vertx, postgres, "odoo", release, 0);
          PgSession journal = journal(postgres)) {
        OdooPerson person = OdooPerson.login(odoo.url(), odoo.db(), "admin", "admin");
        OdooPerson.Warehouse store = person.createWarehouse("Store", "ST");
        int kept = person.client().create("product.category", Map.of("name", "Kept"));
        OutboundModule module = module(vertx, postgres, journal, shops);
        module.start();
        try {
          await().atMost(PATIENCE).until(module::isPublishing);
          World world = new World(postgres, person, shops, module);
          world.warehouses(store);
          world.kits();
          world.lots(release);
          world.forecast();
          world.buffers(kept);
        } finally {
          module.stop(Duration.ofSeconds(15));
        }
      }
    } finally {
      shops.forEach(ShopSimulator::close);
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private record World(
      PostgresFixture postgres,
      OdooPerson person,
      List<ShopSimulator> shops,
      OutboundModule module) {
    Product product(String sku) {
      shops.forEach(shop -> shop.addSimple(sku, sku, "10.00", 0));
      return person.createProduct(sku, sku, 10);
    }

    /** Waits for the numbers of the three shops. */
    void shown(String sku, int central, int both, int future) {
      List<Integer> expected = List.of(central, both, future);
      for (int shop = 0; shop < shops.size(); shop++) {
        ShopSimulator site = shops.get(shop);
        String id = SHOPS.get(shop);
        int units = expected.get(shop);
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(site.stock(sku))
                        .as(id + " " + module.explain(new ChannelId(id), new Sku(sku)))
                        .hasValue(units));
      }
    }

    void warehouses(OdooPerson.Warehouse store) {
      Product stool = product("STOOL");
      person.setStock(stool, person.stock(), 4);
      person.setStock(stool, store.stock(), 3);
      shown("STOOL", 4, 7, 4);
      person.transfer(stool, person.stock(), store.stock(), 1);
      shown("STOOL", 3, 7, 3);
    }

    /** A set of two tables, a table of four legs and a top. */
    void kits() {
      Product leg = product("LEG");
      Product top = product("TOP");
      Product table = product("TABLE");
      Product set = product("SET");
      kit(table, Map.of(leg, 4.0, top, 1.0));
      kit(set, Map.of(table, 2.0));
      person.setStock(leg, person.stock(), 17);
      person.setStock(top, person.stock(), 9);
      shown("TABLE", 4, 4, 4);
      shown("SET", 2, 2, 2);
      person.sell("LEG", 6);
      shown("TABLE", 2, 2, 2);
      shown("SET", 1, 1, 1);
      assertThat(module.explain(new ChannelId("central"), new Sku("SET")).orElseThrow().toString())
          .contains("LEG");
    }

    private void kit(Product product, Map<Product, Double> parts) {
      int bom =
          person
              .client()
              .create(
                  "mrp.bom",
                  Map.of(
                      "product_tmpl_id",
                      product.templateId(),
                      "type",
                      "phantom",
                      "product_qty",
                      1,
                      "product_uom_id",
                      1));
      parts.forEach(
          (part, quantity) ->
              person
                  .client()
                  .create(
                      "mrp.bom.line",
                      Map.of(
                          "bom_id",
                          bom,
                          "product_id",
                          part.id(),
                          "product_qty",
                          quantity,
                          "product_uom_id",
                          1)));
    }

    /** Five that keep and six that have expired. */
    void lots(OdooRelease release) {
      Product milk = product("MILK");
      String table = release.compareTo(OdooRelease.V16) < 0 ? "stock_production_lot" : "stock_lot";
      for (String lot : List.of("FRESH", "OLD")) {
        postgres.execute(
            "odoo",
            """
            with lot as (
              insert into %s (name, product_id, company_id, expiration_date)
              values ('%s', %d, 1, now() at time zone 'UTC' + interval '%s days') returning id)
            insert into stock_quant
              (product_id, company_id, location_id, lot_id, quantity, reserved_quantity, in_date)
            select %d, 1, %d, id, %d, 0, now() from lot
            """
                .formatted(
                    table,
                    lot,
                    milk.id(),
                    lot.equals("OLD") ? "-2" : "90",
                    milk.id(),
                    person.stock(),
                    lot.equals("OLD") ? 6 : 5));
      }
      shown("MILK", 5, 11, 11);
    }

    /** Two here, ten in two days, a hundred in a month. */
    void forecast() {
      Product coming = product("COMING");
      person.setStock(coming, person.stock(), 2);
      int suppliers =
          person
              .client()
              .search("stock.location", List.of(List.of("usage", "=", "supplier")))
              .getFirst();
      incoming(coming, suppliers, 10, 2);
      incoming(coming, suppliers, 100, 30);
      shown("COMING", 2, 2, 12);
    }

    private void incoming(Product product, int from, int quantity, int days) {
      int transfer = person.planTransfer(product, from, person.stock(), quantity);
      postgres.execute(
          "odoo",
          "update stock_move set date = now() at time zone 'UTC' + interval '%d days' where picking_id = %d"
              .formatted(days, transfer));
    }

    void buffers(int category) {
      Product lamp = product("LAMP");
      person
          .client()
          .write("product.template", List.of(lamp.templateId()), Map.of("categ_id", category));
      person.setStock(lamp, person.stock(), 10);
      shown("LAMP", 8, 10, 10);
      Product shared = product("SHARED");
      person.setStock(shared, person.stock(), 9);
      shown("SHARED", 4, 9, 9);
    }
  }

  private static PgSession journal(PostgresFixture postgres) {
    postgres.createDatabase("bridge", PostgresFixture.SUPERUSER);
    PgSession journal =
        PgSession.open(
            new PgUrl(
                "postgresql://postgres@127.0.0.1:" + postgres.port() + "/bridge",
                Secret.of("postgres")),
            "kinds-it",
            6);
    JournalSchema.migrate(journal);
    return journal;
  }

  private static OutboundModule module(
      Vertx vertx, PostgresFixture postgres, PgSession journal, List<ShopSimulator> shops)
      throws SQLException {
    postgres.createRole(READER, "secret", "LOGIN REPLICATION");
    SourceTables.grants(READER, ExistingTables.of(postgres.connect("odoo")))
        .forEach(grant -> postgres.execute("odoo", grant));
    postgres.execute(
        "odoo",
        "create publication "
            + READER
            + " for table "
            + String.join(", ", ExistingTables.published(postgres.connect("odoo"))));
    NoOrders orders = new NoOrders();
    return new OutboundModule(
        config(shops),
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
            new HealthRegistry(),
            new SimpleMeterRegistry(),
            Clock.systemUTC()));
  }

  private static OutboundConfig config(List<ShopSimulator> shops) {
    StringBuilder yaml =
        new StringBuilder(
            "outbound:\n  capture: { slot: %s, publication: %s }\n  channels:\n"
                .formatted(READER, READER));
    for (int shop = 0; shop < shops.size(); shop++) {
      ShopSimulator site = shops.get(shop);
      yaml.append(
          "    - { id: %s, type: woocommerce, url: \"%s\", key: env:K%d, secret: env:S%d, rate: { perSecond: 0 }, stock: %s }\n"
              .formatted(SHOPS.get(shop), site.url(), shop, shop, RULES.get(shop)));
    }
    return new ConfigReader(
            name -> {
              ShopSimulator site = shops.get(name.charAt(1) - '0');
              return Optional.of(name.charAt(0) == 'K' ? site.key() : site.secret());
            })
        .parse(yaml.toString(), Root.class)
        .outbound();
  }
}
