package org.odoobridge.conformance.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.odoobridge.conformance.harness.OdooHost;
import org.odoobridge.conformance.harness.OnEveryOdoo;
import org.odoobridge.conformance.harness.Scene;
import org.odoobridge.testkit.net.FaultMode;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.shop.ShopOptions;

/** The classic oversell: absolute stock pushed while orders the shop has taken are on their way. */
@OnEveryOdoo
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SoldStockIsNotOfferedAgainIT {
  @Parameter private OdooHost odoo;

  private Scene scene;

  @BeforeParameterizedClassInvocation
  void start() {
    scene = new Scene(odoo, ShopOptions.defaults(), "{ warehouses: [WH] }", "{ warehouse: WH }");
    scene.start();
  }

  @AfterParameterizedClassInvocation
  void stop() {
    scene.close();
  }

  @Test
  void aSaleInOdooDoesNotEraseAnOrderThatIsNotAppliedYet() {
    scene.product("BOTH", 10);
    scene.awaitShopShows("BOTH", 10);
    // Odoo's RPC is out of reach: the order is accepted and cannot be applied.
    scene.odooProxy().mode(FaultMode.REFUSE);
    int order =
        scene.shop().placeOrder().line(scene.sku("BOTH"), 1).paid().place().path("id").asInt();
    scene
        .await("order in the journal")
        .until(
            () ->
                scene.bridge().send("GET", "/api/orders", "").body().contains("\"" + order + "\""));
    int toldBefore = scene.told("BOTH").size();

    scene.person().sell(scene.sku("BOTH"), 1);

    scene.awaitShopShows("BOTH", 8);
    scene.odooProxy().mode(FaultMode.PASS);
    scene
        .await("order applied")
        .until(
            () ->
                scene.odooOrders().stream()
                    .anyMatch(
                        row ->
                            String.valueOf(row.get(6)).endsWith("~order~" + order)
                                && "sale".equals(row.get(2))));
    // A later change shows that nothing above 8 was told in between.
    scene.person().sell(scene.sku("BOTH"), 3);
    scene.awaitShopShows("BOTH", 5);
    assertThat(scene.told("BOTH").subList(toldBefore, scene.told("BOTH").size()))
        .allMatch(quantity -> quantity <= 8);
  }

  @Test
  void anIncreaseWaitsForTheOrdersWhoseWebhookIsLate() {
    OdooPerson.Product desk = scene.product("LATE", 5);
    scene.awaitShopShows("LATE", 5);
    scene.shop().webhooks().pause();
    scene.shop().placeOrder().line(scene.sku("LATE"), 1).paid().place();
    assertThat(scene.shop().stock(scene.sku("LATE"))).hasValue(4);
    int toldBefore = scene.told("LATE").size();

    scene.person().setStock(desk, scene.person().stock(), 20);

    scene.awaitShopShows("LATE", 19);
    assertThat(scene.told("LATE").subList(toldBefore, scene.told("LATE").size()))
        .as("never the sold piece again")
        .allMatch(quantity -> quantity <= 19);
    scene.shop().webhooks().resume();
  }
}
