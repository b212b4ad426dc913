package org.odoobridge.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.odoobridge.conformance.harness.OdooHost;
import org.odoobridge.conformance.harness.OnEveryOdoo;
import org.odoobridge.conformance.harness.Scene;
import org.odoobridge.testkit.shop.ShopOptions;

/**
 * A shop never sends a webhook again; the sweep at the start finds what came while we were down.
 */
@OnEveryOdoo
class OrdersPlacedWhileDownArriveIT {
  @Parameter private OdooHost odoo;

  @Test
  void ordersPlacedWhileTheBridgeWasDownAreInOdooAfterItStarts() {
    try (Scene scene =
        new Scene(odoo, ShopOptions.defaults(), "{ warehouses: [WH] }", "{ warehouse: WH }")) {
      scene.product("DOWN", 50);
      scene.start();
      scene.awaitShopShows("DOWN", 50);
      scene.bridge().kill();
      List<String> placed = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        placed.add(
            scene
                .shop()
                .placeOrder()
                .line(scene.sku("DOWN"), 1)
                .paid()
                .place()
                .path("id")
                .asText());
      }

      scene.start();

      scene
          .await("all orders confirmed")
          .untilAsserted(
              () ->
                  assertThat(scene.odooOrders())
                      .hasSize(placed.size())
                      .allMatch(row -> "sale".equals(row.get(2))));
      scene.awaitShopShows("DOWN", 43);
    }
  }
}
