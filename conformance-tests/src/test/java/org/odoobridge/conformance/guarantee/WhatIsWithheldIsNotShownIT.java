package org.odoobridge.conformance.guarantee;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.odoobridge.conformance.harness.OdooHost;
import org.odoobridge.conformance.harness.OnEveryOdoo;
import org.odoobridge.conformance.harness.Scene;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.shop.ShopOptions;

/** Shares and units that a channel withholds never reach its shop. */
@OnEveryOdoo
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatIsWithheldIsNotShownIT {
  @Parameter private OdooHost odoo;

  private Scene scene;

  @BeforeParameterizedClassInvocation
  void start() {
    scene =
        new Scene(
            odoo,
            ShopOptions.defaults(),
            "{ warehouses: [WH], buffers: [{ percent: 10 }] }",
            "{ warehouse: WH }");
    scene.start();
  }

  @AfterParameterizedClassInvocation
  void stop() {
    scene.close();
  }

  @Test
  void aShareIsWithheldRoundedUpAndFollowsSales() {
    OdooPerson.Product lamp = scene.product("SHARE", 25);
    scene.awaitShopShows("SHARE", 22);

    scene.person().sell(scene.sku("SHARE"), 5);

    scene.awaitShopShows("SHARE", 18);
    scene.person().setStock(lamp, scene.person().stock(), 6);
    scene.awaitShopShows("SHARE", 0);
  }
}
