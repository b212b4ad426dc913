package org.odoobridge.conformance.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
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

/** With {@code duplicateSkus: all} several products of a shop sell one stock. */
@OnEveryOdoo
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductsOfOneSkuShowOneStockIT {
  @Parameter private OdooHost odoo;

  private Scene scene;

  @BeforeParameterizedClassInvocation
  void start() {
    scene =
        new Scene(
            odoo,
            ShopOptions.defaults(),
            "{ warehouses: [WH] }, duplicateSkus: all",
            "{ warehouse: WH }");
    scene.start();
  }

  @AfterParameterizedClassInvocation
  void stop() {
    scene.close();
  }

  /** The ids of two products of the shop with one SKU, which Odoo has in stock. */
  private List<Integer> twins(String name, double stock) {
    int one = scene.shop().addSimple(scene.sku(name), "Scene " + name, "10.00", 0);
    int two = scene.shop().duplicateProduct(one);
    OdooPerson.Product product =
        scene.person().createProduct(scene.sku(name), "Scene " + name, 10.0);
    scene.person().setStock(product, scene.person().stock(), stock);
    return List.of(one, two);
  }

  private void awaitShown(List<Integer> products, int quantity) {
    scene
        .await("shown at each: " + quantity)
        .untilAsserted(
            () -> {
              List<Integer> shown = new ArrayList<>();
              for (int id : products) {
                shown.add(scene.shop().product(id).path("stock_quantity").asInt(-1));
              }
              assertThat(shown).containsOnly(quantity);
            });
  }

  @Test
  void aPieceThatOneProductSoldIsGoneFromAllOfThemAndCountsOnce() {
    List<Integer> twins = twins("TWIN", 10);
    awaitShown(twins, 10);
    // Odoo's RPC is out of reach: what is sold is in flight.
    scene.odooProxy().mode(FaultMode.REFUSE);

    scene.shop().placeOrder().line(scene.sku("TWIN"), 3).paid().place();

    awaitShown(twins, 7);
    scene.odooProxy().mode(FaultMode.PASS);
    scene
        .await("order applied")
        .until(() -> scene.odooOrders().stream().anyMatch(row -> "sale".equals(row.get(2))));
    scene.person().sell(scene.sku("TWIN"), 2);
    awaitShown(twins, 5);
    assertThat(scene.told("TWIN")).allMatch(quantity -> quantity <= 10 && quantity != 4);
  }

  @Test
  void theExplanationNamesEachOfThem() {
    List<Integer> twins = twins("WHY", 4);
    awaitShown(twins, 4);
    scene
        .await("acknowledged")
        .untilAsserted(
            () ->
                assertThat(
                        scene
                            .bridge()
                            .send(
                                "GET",
                                "/api/explain?channel="
                                    + scene.channel()
                                    + "&sku="
                                    + scene.sku("WHY"),
                                "")
                            .body())
                    .contains(
                        "shown at product " + twins.get(0) + ": acknowledged 4",
                        "shown at product " + twins.get(1) + ": acknowledged 4"));
  }

  @Test
  void whatAPersonChangesAtOneOfThemIsPutRightByTheAudit() {
    List<Integer> twins = twins("EDIT", 6);
    awaitShown(twins, 6);
    scene
        .shop()
        .editProduct(twins.get(1), JsonNodeFactory.instance.objectNode().put("stock_quantity", 60));
    scene
        .await("the audit begins")
        .until(
            () ->
                scene
                        .bridge()
                        .send("POST", "/api/channels/" + scene.channel() + "/drift/look", "")
                        .statusCode()
                    < 300);
    awaitShown(twins, 6);
  }
}
