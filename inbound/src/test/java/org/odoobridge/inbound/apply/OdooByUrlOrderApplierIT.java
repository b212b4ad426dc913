package org.odoobridge.inbound.apply;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.odoobridge.inbound.odoo.GivenOdoo;

/**
 * The contract on any server that is given by its address, with {@code -Dodoo.pg} for its tables.
 */
class OdooByUrlOrderApplierIT implements OrderApplierContract {
  private static OdooWorld world;

  @BeforeAll
  static void setUp() {
    world = OdooWorld.given(GivenOdoo.withTables());
  }

  @AfterAll
  static void removeAndDisconnect() {
    if (world != null) {
      world.close();
    }
  }

  @Override
  public OdooWorld world() {
    return world;
  }
}
