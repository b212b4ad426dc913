package org.odoobridge.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.odoobridge.conformance.harness.BridgeProcess;
import org.odoobridge.conformance.harness.BridgeYaml;
import org.odoobridge.conformance.harness.JournalServer;
import org.odoobridge.conformance.harness.Ports;
import org.odoobridge.conformance.harness.QuantDatabase;
import org.odoobridge.conformance.harness.StockEvents;
import org.odoobridge.testkit.net.FaultMode;
import org.odoobridge.testkit.net.FaultProxy;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;
import org.odoobridge.testkit.shop.StockReceiver;

/** 10,000 changes on 500 SKUs while a shop is dead: the slot moves on, the rest is O(SKUs). */
class ADeadShopDoesNotHoldTheSlotIT {
  private static final int SKUS = 500;
  private static final int CHANGES = 10_000;
  private static final String TILL_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Test
  void theSlotKeepsMovingAndAfterwardsOnlyTheNewestNumbersAreSent() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (QuantDatabase odoo = new QuantDatabase(SKUS);
        ShopSimulator shop = ShopSimulator.start(vertx, ShopOptions.defaults());
        FaultProxy proxy =
            FaultProxy.start(vertx, "127.0.0.1", java.net.URI.create(shop.url()).getPort());
        StockReceiver till = StockReceiver.start(vertx, TILL_SECRET)) {
      for (int i = 1; i <= SKUS; i++) {
        shop.addSimple(QuantDatabase.sku(i), "Product " + i, "1.00", 0);
      }
      BridgeYaml yaml =
          new BridgeYaml(Ports.free(), JournalServer.newJournal(), odoo.readerUrl())
              .shop(
                  "shop",
                  proxy.url(),
                  shop.key(),
                  shop.secret(),
                  "raiseAfterSweep: false, stock: { warehouses: [WH] }")
              .webhook("till", till.url(), TILL_SECRET, "stock: { warehouses: [WH] }");
      Path directory = Files.createTempDirectory("odoo-bridge-dead-shop");
      Path config = Files.writeString(directory.resolve("bridge.yaml"), yaml.toString());
      try (BridgeProcess bridge =
          BridgeProcess.start(config, yaml.port(), BridgeYaml.TOKEN, yaml.environment())) {
        bridge.awaitReady(Duration.ofSeconds(60));
        awaitShopEqualsOdoo(odoo, shop);
        proxy.mode(FaultMode.REFUSE);
        proxy.cutAll();
        change(odoo);
        String written = single(odoo, "select pg_current_wal_lsn()::text");

        // While the shop is still dead the slot passes everything that was written …
        Awaitility.await("the slot's confirmed LSN passes all changes")
            .atMost(Duration.ofSeconds(60))
            .until(
                () ->
                    "t"
                        .equals(
                            single(
                                odoo,
                                "select confirmed_flush_lsn >= '"
                                    + written
                                    + "'::pg_lsn from pg_replication_slots where slot_name = 'odoo_bridge'")));
        // … and the other channel has been told the newest numbers.
        Awaitility.await("the till knows the newest numbers")
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(newest(till)).containsAllEntriesOf(odoo.quantities()));

        int before = batches(shop);
        proxy.mode(FaultMode.PASS);
        awaitShopEqualsOdoo(odoo, shop);

        assertThat(batches(shop) - before)
            .as("batches after the outage: one per 100 SKUs, and retries")
            .isLessThanOrEqualTo((SKUS + 99) / 100 + 2);
      }
    } finally {
      vertx.close().await();
    }
  }

  private static Map<String, Long> newest(StockReceiver till) {
    Map<String, Long> quantities = new HashMap<>();
    till.deliveries()
        .forEach(delivery -> quantities.putAll(StockEvents.quantities(delivery.body().getBytes())));
    return quantities;
  }

  private static int batches(ShopSimulator shop) {
    return (int)
        shop.requests().stream()
            .filter(request -> request.path().endsWith("/products/batch"))
            .count();
  }

  private static void change(QuantDatabase odoo) throws SQLException {
    Random random = new Random(3);
    try (Connection connection = odoo.dataSource().getConnection();
        PreparedStatement update =
            connection.prepareStatement("update stock_quant set quantity = ? where id = ?")) {
      connection.setAutoCommit(true);
      for (int i = 0; i < CHANGES; i++) {
        update.setInt(1, random.nextInt(1000));
        update.setInt(2, QuantDatabase.quantId(i % SKUS + 1));
        update.executeUpdate();
      }
    }
  }

  private static void awaitShopEqualsOdoo(QuantDatabase odoo, ShopSimulator shop) {
    Awaitility.await("the shop shows what Odoo has")
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                odoo.quantities()
                    .forEach(
                        (sku, quantity) ->
                            assertThat(shop.stock(sku)).as(sku).hasValue(quantity.intValue())));
  }

  private static String single(QuantDatabase odoo, String sql) throws SQLException {
    try (Connection connection = odoo.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
