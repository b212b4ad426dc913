package org.odoobridge.outbound;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.odoobridge.testkit.odoo.OdooServer;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** {@link StockFollowsOdoo} on a real Odoo 14; see {@link OdooServer} for how to switch it on. */
@ResourceLock("real-odoo")
final class StockFollowsRealOdooIT implements StockFollowsOdoo {
  private static PostgresFixture journal;
  private static LiveOdoo odoo;

  @BeforeAll
  static void start() throws SQLException {
    Optional<OdooServer> server = OdooServer.shared();
    Assumptions.assumeTrue(server.isPresent(), OdooServer.SWITCH + " is not set");
    OdooServer real = server.orElseThrow();
    journal = PostgresFixture.start();
    OdooPerson person =
        OdooPerson.login(real.url(), real.database(), real.adminLogin(), real.adminPassword());
    if (person.client().search("stock.warehouse", List.of(List.of("code", "=", STORE))).isEmpty()) {
      person.client().create("stock.warehouse", Map.of("name", "Flow store", "code", STORE));
    }
    odoo =
        new LiveOdoo(
            person,
            "127.0.0.1",
            real.postgresPort(),
            real.database(),
            real.superuserPassword(),
            journal,
            StockFollowsOdoo.channels());
  }

  @AfterAll
  static void stop() throws SQLException {
    if (odoo != null) {
      odoo.close();
      journal.close();
    }
  }

  @Override
  public LiveOdoo odoo() {
    return odoo;
  }
}
