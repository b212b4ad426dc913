package org.odoobridge.inbound.apply;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.odoobridge.inbound.odoo.RealOdoo;

/** The contract on a real Odoo, as the least-privileged bot. */
class RealOdooOrderEditsIT implements OrderEditsContract {
  private static OdooWorld world;

  @BeforeAll
  static void setUp() {
    RealOdoo odoo = RealOdoo.assumed();
    world = OdooWorld.real(odoo.admin(), odoo.superuser());
  }

  @AfterAll
  static void tearDown() {
    if (world != null) {
      world.close();
    }
  }

  @Override
  public OdooWorld world() {
    return world;
  }
}
