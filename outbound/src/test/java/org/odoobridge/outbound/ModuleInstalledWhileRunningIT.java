package org.odoobridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.observability.Health;
import org.odoobridge.outbound.desired.ChannelPolicy;
import org.odoobridge.outbound.projection.SchemaFinding;
import org.odoobridge.outbound.projection.StockPolicy;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.oracle.AvailabilityOracle.Question;
import org.odoobridge.testkit.postgres.PostgresFixture;

/**
 * Point of sale is installed while the bridge runs: its tables are a finding with the statements to
 * run, stock goes on meanwhile, and once they have run what tills sold counts, even what was sold
 * before.
 */
class ModuleInstalledWhileRunningIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> TABLES =
      List.of("pos_config", "pos_order", "pos_order_line", "pos_session");
  private static Vertx vertx;
  private static PostgresFixture postgres;
  private static OdooSimulator simulator;
  private static LiveOdoo odoo;

  @BeforeAll
  static void startWithoutIt() throws SQLException {
    vertx = Vertx.vertx();
    postgres = PostgresFixture.start();
    OdooSchema.install(postgres, "odoo");
    postgres.execute("odoo", "drop table " + String.join(", ", TABLES) + " cascade");
    simulator = OdooSimulator.start(vertx, postgres, "odoo");
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
    var unused = odoo.person.createProduct("TILL-1", "Mug", 10);
    odoo.person.setStock("TILL-1", 10);
    odoo.shows("shop", "TILL-1", 10);
  }

  @AfterAll
  static void stop() throws SQLException {
    odoo.close();
    simulator.close();
    postgres.close();
    var unused = vertx.close();
  }

  @Test
  void itIsAFindingUntilItsStatementsHaveRunAndThenItCounts() throws SQLException {
    assertThat(odoo.schema.findings()).isEmpty();

    odoo.sql(
        """
        begin;
        create table pos_config (id serial primary key, name varchar, picking_type_id integer);
        create table pos_session (id serial primary key, config_id integer, state varchar,
          update_stock_at_closing boolean);
        create table pos_order (id serial primary key, name varchar, session_id integer,
          state varchar, company_id integer, to_invoice boolean);
        create table pos_order_line (id serial primary key, order_id integer, product_id integer,
          qty numeric);
        insert into pos_config (id, name, picking_type_id) select 1, 'Till', min(id)
          from stock_picking_type where code = 'outgoing';
        commit""");
    await().atMost(PATIENCE).until(() -> odoo.schema.findings().size() == TABLES.size());

    assertThat(odoo.schema.findings())
        .extracting(SchemaFinding::message)
        .allMatch(message -> message.contains("does not name") && message.contains("may not read"));
    assertThat(odoo.schema.health())
        .isInstanceOfSatisfying(
            Health.Degraded.class, health -> assertThat(health.reason()).contains(TABLES));
    assertThat(odoo.flow.isOpen()).as("it was part of no number").isTrue();
    odoo.person.setStock("TILL-1", 20);
    odoo.shows("shop", "TILL-1", 20);
    sell("early", 3); // comes over no WAL

    for (SchemaFinding finding : odoo.schema.findings()) {
      odoo.sql(finding.remedy().substring(finding.remedy().indexOf(": ") + 2));
    }

    odoo.shows("shop", "TILL-1", 17);
    await().atMost(PATIENCE).until(() -> odoo.schema.findings().isEmpty());
    sell("late", 5);
    odoo.shows("shop", "TILL-1", 12);
    assertThat(odoo.schema.health()).isEqualTo(Health.UP);
  }

  private static void sell(String name, int units) throws SQLException {
    odoo.sql(
        """
        insert into pos_session (id, config_id, state, update_stock_at_closing)
          values (1, 1, 'opened', true) on conflict do nothing;
        with sold as (insert into pos_order (name, session_id, state, company_id, to_invoice)
          values ('%s', 1, 'paid', 1, false) returning id)
        insert into pos_order_line (order_id, product_id, qty)
          select sold.id, p.id, %d from sold, product_product p where p.default_code = 'TILL-1'"""
            .formatted(name, units));
  }
}
