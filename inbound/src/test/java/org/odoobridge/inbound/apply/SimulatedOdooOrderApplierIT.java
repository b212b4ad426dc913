package org.odoobridge.inbound.apply;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.odoobridge.inbound.odoo.SimulatedOdoo;

/** The contract on the simulated Odoo: what holds there must hold on the real one. */
class SimulatedOdooOrderApplierIT implements OrderApplierContract {
  private static SimulatedOdoo odoo;
  private static OdooWorld world;

  @BeforeAll
  static void setUp() {
    odoo = SimulatedOdoo.start();
    world = OdooWorld.simulated(odoo.admin(), odoo.superuser());
  }

  @AfterAll
  static void tearDown() {
    world.close();
    odoo.close();
  }

  @Override
  public OdooWorld world() {
    return world;
  }
}
