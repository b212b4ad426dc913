package org.odoobridge.inbound.apply;

import java.time.Clock;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.inbound.TestJournal;
import org.odoobridge.inbound.odoo.SimulatedOdoo;
import org.odoobridge.testkit.odoo.release.OdooRelease;
import org.odoobridge.testkit.postgres.PostgresFixture;

/** The contract on the simulated Odoo of every release. */
@ParameterizedClass
@EnumSource(OdooRelease.class)
class SimulatedOdooRefundsIT implements RefundsContract {
  private static SimulatedOdoo odoo;
  private static OdooWorld world;
  private static PostgresFixture postgres;
  private static TestJournal journal;

  /** Only shown in reports. */
  @Parameter OdooRelease release;

  @BeforeParameterizedClassInvocation(injectArguments = true)
  static void setUp(OdooRelease release) {
    odoo = SimulatedOdoo.start(release);
    world = OdooWorld.simulated(odoo.admin(), odoo.superuser());
    postgres = PostgresFixture.start();
    journal = TestJournal.on(postgres, Clock.systemUTC());
  }

  @AfterParameterizedClassInvocation
  static void tearDown() {
    world.close();
    odoo.close();
    journal.close();
    postgres.close();
  }

  @Override
  public OdooWorld world() {
    return world;
  }

  @Override
  public PgSession journal() {
    return journal.session();
  }
}
