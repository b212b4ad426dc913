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
    simulator = OdooSimulator.start(vertx, postgres, "odoo");
    OdooPerson person = OdooPerson.login(simulator.url(), simulator.db(), "admin", "admin");
    for (int i = 0; i < 6; i++) {
      var unused = person.createProduct("WIDE-" + i, "Wide " + i, 10);
      person.setStock("WIDE-" + i, 20 + i);
    }
    WideOdoo.widen(postgres, "odoo", 300);
    odoo =
        new LiveOdoo(
            person,
            "127.0.0.1",
            postgres.port(),
            simulator.db(),
            "postgres",
            postgres,
            Map.of(
                new ChannelPolicy(new ChannelId("shop"), StockPolicy.of("WH")),
                Question.of("WH")));
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
    assertThat(odoo.flow.problems()).isEmpty();
    odoo.shows("shop", "WIDE-3", 23);
    odoo.sql("update stock_quant set quantity = quantity + 2, x_custom_1 = 'another'");
    odoo.shows("shop", "WIDE-3", 25);
  }

  @Test
  void aLongTextThatTheWalLeavesOutCostsNoOtherColumn() throws SQLException {
    odoo.sql("update product_template set active = false where name ->> 'en_US' = 'Wide 4'");
    odoo.agrees();
    odoo.sql("update product_template set active = true where name ->> 'en_US' = 'Wide 4'");
    odoo.agrees();
    assertThat(odoo.flow.stockTable())
        .filteredOn(row -> row.sku().equals("WIDE-4"))
        .extracting(StockRow::name)
        .containsExactly("Wide 4");
  }

  @Test
  void aNameWithoutEnglishIsShownInAnotherLanguage() throws SQLException {
    odoo.sql(
        "update product_template set name = name - 'en_US' || '{\"ar_001\": \"\"}'"
            + " where name ->> 'en_US' = 'Wide 5'");
    odoo.sql("update stock_quant set quantity = quantity + 1 where quantity > 0");
    odoo.agrees();
    assertThat(odoo.flow.stockTable())
        .filteredOn(row -> row.sku().equals("WIDE-5"))
        .extracting(StockRow::name)
        .allMatch(name -> name.startsWith("Deutsch") || name.startsWith("Français"));
  }
}
