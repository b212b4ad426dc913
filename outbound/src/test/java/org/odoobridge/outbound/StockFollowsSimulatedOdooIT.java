package org.odoobridge.outbound;

import io.vertx.core.Vertx;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** {@link StockFollowsOdoo} on the simulated Odoo. */
final class StockFollowsSimulatedOdooIT implements StockFollowsOdoo {
  private static Vertx vertx;
  private static PostgresFixture postgres;
  private static OdooSimulator simulator;
  private static LiveOdoo odoo;

  @BeforeAll
  static void start() throws SQLException {
    vertx = Vertx.vertx();
    postgres = PostgresFixture.start();
    OdooSchema.install(postgres, "odoo");
    simulator = OdooSimulator.start(vertx, postgres, "odoo");
    odoo =
        new LiveOdoo(
            OdooPerson.login(simulator.url(), simulator.db(), "admin", "admin"),
            "127.0.0.1",
            postgres.port(),
            simulator.db(),
            "postgres",
            postgres,
            StockFollowsOdoo.channels());
  }

  @AfterAll
  static void stop() throws SQLException {
    odoo.close();
    simulator.close();
    postgres.close();
    vertx.close();
  }

  @Override
  public LiveOdoo odoo() {
    return odoo;
  }
}
