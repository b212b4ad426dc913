package org.odoobridge.inbound.apply;

import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.odoobridge.inbound.odoo.SimulatedOdoo;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/** The contract on the simulated Odoo of every release: what holds there must on a real one. */
@ParameterizedClass
@EnumSource(OdooRelease.class)
class SimulatedOdooOrderEditsIT implements OrderEditsContract {
  private static SimulatedOdoo odoo;
  private static OdooWorld world;

  /** Only shown in reports. */
  @Parameter OdooRelease release;

  @BeforeParameterizedClassInvocation(injectArguments = true)
  static void setUp(OdooRelease release) {
    odoo = SimulatedOdoo.start(release);
    world = OdooWorld.simulated(odoo.admin(), odoo.superuser());
  }

  @AfterParameterizedClassInvocation
  static void tearDown() {
    world.close();
    odoo.close();
  }

  @Override
  public OdooWorld world() {
    return world;
  }
}
