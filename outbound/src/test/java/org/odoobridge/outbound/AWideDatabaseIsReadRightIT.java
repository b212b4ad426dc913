package org.odoobridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.outbound.desired.ChannelPolicy;
import org.odoobridge.outbound.desired.StockRow;
import org.odoobridge.outbound.projection.StockOfAnyRelease;
import org.odoobridge.outbound.projection.StockPolicy;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.WideOdoo;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.oracle.AvailabilityOracle.Question;
import org.odoobridge.testkit.postgres.PostgresFixture;

/**
 * 300 custom columns a table, 300 further modules, names in four languages, long texts that the WAL
 * leaves out, an archived company with a warehouse of the same code: the numbers are right.
 */
class AWideDatabaseIsReadRightIT {
  private static Vertx vertx;
  private static PostgresFixture postgres;
  private static OdooSimulator simulator;
  private static LiveOdoo odoo;

  @BeforeAll
  static void start() throws SQLException {
    vertx = Vertx.vertx();
    postgres = PostgresFixture.start();
    OdooSchema.install(postgres, "odoo", OdooRelease.V18);
    simulator = OdooSimulator.start(vertx, postgres, "odoo", OdooRelease.V18, 0);
    StockOfAnyRelease.fill(postgres, "odoo", 300);
    WideOdoo.widen(postgres, "odoo", 300);
    odoo =
        new LiveOdoo(
            OdooPerson.login(simulator.url(), simulator.db(), "admin", "admin"),
            "127.0.0.1",
            postgres.port(),
            simulator.db(),
            "postgres",
            postgres,
            Map.of(
                new ChannelPolicy(new ChannelId("shop"), StockPolicy.of("WH")), Question.of("WH")));
  }

  @AfterAll
  static void stop() throws SQLException {
    odoo.close();
    simulator.close();
    postgres.close();
    var unused = vertx.close();
  }

  @Test
  void everyNumberIsRightFromTheStartAndAfterChanges() throws SQLException {
    odoo.agrees();
    odoo.sql("update stock_quant set quantity = quantity + 2, x_custom_12 = 'another'");
    odoo.sql("update stock_move set product_qty = product_qty + 1 where id % 3 = 0");
    odoo.agrees();
    assertThat(odoo.flow.problems()).noneMatch(problem -> problem.contains("warehouse"));
  }

  @Test
  void aLongTextThatTheWalLeavesOutCostsNoOtherColumn() throws SQLException {
    odoo.sql("update product_template set active = false where id = 1004");
    odoo.agrees();
    odoo.sql("update product_template set active = true where id = 1004");
    odoo.agrees();
    assertThat(name("SKU-4")).isEqualTo("Product 4");
  }

  @Test
  void aNameWithoutEnglishIsShownInAnotherLanguage() throws SQLException {
    odoo.sql(
        "update product_template set name = name - 'en_US' || '{\"ar_001\": \"\"}' where id = 1005");
    odoo.sql("update stock_quant set quantity = quantity + 1 where product_id = 1005");
    odoo.agrees();
    assertThat(name("SKU-5")).isIn("Ware 5", "Deutsch 1005", "Français 1005");
  }

  private static String name(String sku) {
    return odoo.flow.stockTable().stream()
        .filter(row -> row.sku().equals(sku))
        .map(StockRow::name)
        .findFirst()
        .orElseThrow();
  }
}
