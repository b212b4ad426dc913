package org.odoobridge.inbound.apply;

import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.inbound.TestJournal;
import org.odoobridge.inbound.odoo.OdooBotSetup;
import org.odoobridge.inbound.odoo.RealOdoo;
import org.odoobridge.inbound.odoo.rpc.OdooRpcConfig;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** The contract on a real Odoo, as the least-privileged bot. */
class RealOdooRefundsIT implements RefundsContract, CreditNotesContract {
  private static OdooWorld world;
  private static OdooRpcConfig biller;
  private static PostgresFixture postgres;
  private static TestJournal journal;

  @BeforeAll
  static void setUp() {
    RealOdoo odoo = RealOdoo.assumed();
    world = OdooWorld.real(odoo.admin(), odoo.superuser());
    biller = OdooBotSetup.biller(odoo.admin(), world.admin, world.superuser);
    postgres = PostgresFixture.start();
    journal = TestJournal.on(postgres, Clock.systemUTC());
  }

  @AfterAll
  static void tearDown() {
    if (world != null) {
      world.close();
      journal.close();
      postgres.close();
    }
  }

  @Override
  public OdooWorld world() {
    return world;
  }

  @Override
  public OdooRpcConfig biller() {
    return biller;
  }

  @Override
  public PgSession journal() {
    return journal.session();
  }
}
