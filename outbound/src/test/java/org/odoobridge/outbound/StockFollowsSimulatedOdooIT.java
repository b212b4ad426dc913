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

  /** The simulator makes no warehouses; so copy the first. */
  private static final String SECOND_WAREHOUSE =
      """
      insert into stock_location select (jsonb_populate_record(l, jsonb_build_object(
          'id', 900, 'name', 'FLOW', 'complete_name', 'FLOW', 'barcode', null,
          'parent_path', '1/900/'))).*
        from stock_location l join stock_warehouse w on w.view_location_id = l.id;
      insert into stock_location select (jsonb_populate_record(l, jsonb_build_object(
          'id', 901, 'name', 'Stock', 'complete_name', 'FLOW/Stock', 'location_id', 900,
          'barcode', null, 'parent_path', '1/900/901/'))).*
        from stock_location l join stock_warehouse w on w.lot_stock_id = l.id;
      insert into stock_warehouse select (jsonb_populate_record(w, jsonb_build_object(
          'id', 90, 'name', 'Flow store', 'code', 'FLOW', 'view_location_id', 900,
          'lot_stock_id', 901))).*
        from stock_warehouse w""";

  @BeforeAll
  static void start() throws SQLException {
    vertx = Vertx.vertx();
    postgres = PostgresFixture.start();
    OdooSchema.install(postgres, "odoo");
    postgres.execute("odoo", SECOND_WAREHOUSE);
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
