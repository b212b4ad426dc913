package org.odoobridge.outbound;

import io.vertx.core.Vertx;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;
import org.odoobridge.testkit.odoo.OdooSchema;
import org.odoobridge.testkit.odoo.OdooSimulator;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** {@link StockFollowsOdoo} on the simulated Odoo, in the shape of every release. */
final class StockFollowsSimulatedOdooIT {
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

  @Nested
  final class Odoo14 extends Simulated {
    Odoo14() {
      super(OdooRelease.V14);
    }
  }

  @Nested
  final class Odoo15 extends Simulated {
    Odoo15() {
      super(OdooRelease.V15);
    }
  }

  @Nested
  final class Odoo16 extends Simulated {
    Odoo16() {
      super(OdooRelease.V16);
    }
  }

  @Nested
  final class Odoo17 extends Simulated {
    Odoo17() {
      super(OdooRelease.V17);
    }
  }

  @Nested
  final class Odoo18 extends Simulated {
    Odoo18() {
      super(OdooRelease.V18);
    }
  }

  @Nested
  final class Odoo19 extends Simulated {
    Odoo19() {
      super(OdooRelease.V19);
    }
  }

  /** One release's tables, business and people. */
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  abstract static class Simulated implements StockFollowsOdoo {
    private final OdooRelease release;
    private final Vertx vertx = Vertx.vertx();
    private final PostgresFixture postgres = PostgresFixture.start();
    private OdooSimulator simulator;
    private LiveOdoo odoo;

    Simulated(OdooRelease release) {
      this.release = release;
    }

    @BeforeAll
    void start() throws SQLException {
      OdooSchema.install(postgres, "odoo", release);
      postgres.execute("odoo", SECOND_WAREHOUSE);
      simulator = OdooSimulator.start(vertx, postgres, "odoo", release, 0);
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
    void stop() throws SQLException {
      odoo.close();
      simulator.close();
      postgres.close();
      var unused = vertx.close();
    }

    @Override
    public LiveOdoo odoo() {
      return odoo;
    }
  }
}
