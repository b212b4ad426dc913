package org.odoobridge.conformance.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.odoobridge.conformance.harness.OdooHost;
import org.odoobridge.conformance.harness.OnEveryOdoo;
import org.odoobridge.conformance.harness.Scene;
import org.odoobridge.conformance.harness.ShopRest;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;

/** Every count, sale, delivery, cancellation and return in Odoo reaches the shop. */
@OnEveryOdoo
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChannelsShowWhatOdooCommittedIT {
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
  void aCountIsShown() {
    OdooPerson.Product desk = scene.product("COUNT", 12);
    scene.awaitShopShows("COUNT", 12);

    scene.person().setStock(desk, scene.person().stock(), 7);

    scene.awaitShopShows("COUNT", 7);
  }

  @Test
  void aSaleIsPromisedShippedAndReturned() {
    OdooPerson.Product desk = scene.product("SALE", 10);
    scene.awaitShopShows("SALE", 10);

    int order = scene.person().sell(scene.sku("SALE"), 3);
    scene.awaitShopShows("SALE", 7);

    scene.person().ship(order);
    // The number stays: what was promised has left. A later act shows that nothing was in between.
    int returned = scene.person().returnGoods(order, desk, 1, true);
    assertThat(returned).isPositive();
    scene.awaitShopShows("SALE", 8);
  }

  @Test
  void aCancelledSaleGivesBackWhatItPromised() {
    scene.product("CANCEL", 5);
    scene.awaitShopShows("CANCEL", 5);
    int order = scene.person().sell(scene.sku("CANCEL"), 4);
    scene.awaitShopShows("CANCEL", 1);

    scene.person().cancel(order);

    scene.awaitShopShows("CANCEL", 5);
  }

  @Test
  void aPartialDeliveryKeepsTheRestPromised() {
    OdooPerson.Product desk = scene.product("PART", 10);
    scene.awaitShopShows("PART", 10);
    int order = scene.person().sell(scene.sku("PART"), 6);
    scene.awaitShopShows("PART", 4);

    scene.person().shipPart(order, Map.of(desk, 2.0), true);

    // On hand 8, promised 4.
    scene.person().setStock(desk, scene.person().stock(), 9);
    scene.awaitShopShows("PART", 5);
  }

  @Test
  void moreSoldThanThereIsShowsZero() {
    scene.product("SHORT", 2);
    scene.awaitShopShows("SHORT", 2);

    scene.person().sell(scene.sku("SHORT"), 5);

    scene.awaitShopShows("SHORT", 0);
  }

  @Test
  void aMoveBetweenSubLocationsChangesNothing() {
    OdooPerson.Product desk = scene.product("MOVE", 6);
    int shelf =
        scene
            .person()
            .createLocation("Shelf " + scene.channel(), scene.person().stock(), "internal");
    scene.awaitShopShows("MOVE", 6);
    int before = scene.told("MOVE").size();

    scene.person().transfer(desk, scene.person().stock(), shelf, 4);
    scene.person().runScheduler();
    scene.person().setStock(desk, shelf, 5);

    scene.awaitShopShows("MOVE", 7);
    assertThat(scene.told("MOVE"))
        .as("the split and the merge of quants are not told")
        .hasSize(before + 1);
  }

  @Test
  void variantsAreShownEachByItsOwnSku() {
    scene
        .shop()
        .addVariable(
            scene.sku("VAR"),
            "Variants",
            new ShopSimulator.Variation(scene.sku("VAR-S"), "S", "20.00", 0),
            new ShopSimulator.Variation(scene.sku("VAR-M"), "M", "20.00", 0));
    List<OdooPerson.Product> variants =
        scene
            .person()
            .createVariantProduct(
                scene.sku("VAR"), "Variants", "Size " + scene.channel(), List.of("S", "M"));

    scene.person().setStock(variants.get(0).sku(), 3);
    scene.person().setStock(variants.get(1).sku(), 4);

    scene
        .await("variations shown")
        .untilAsserted(
            () -> {
              assertThat(scene.shop().stock(variants.get(0).sku())).hasValue(3);
              assertThat(scene.shop().stock(variants.get(1).sku())).hasValue(4);
            });
  }

  @Test
  void aProductThatTheShopMakesLaterIsToldAtOnce() {
    OdooPerson.Product desk = scene.person().createProduct(scene.sku("NEW"), "New", 10.0);
    scene.person().setStock(desk, scene.person().stock(), 8);
    scene
        .await("the bridge has found that the shop lacks it")
        .until(() -> scene.stateInConsole("NEW").equals("parked"));
    ShopRest shop = new ShopRest(scene.shop().url(), scene.shop().key(), scene.shop().secret());

    JsonNode made =
        shop.call(
            "POST",
            "/products",
            "{\"name\":\"New\",\"sku\":\"" + scene.sku("NEW") + "\",\"regular_price\":\"10.00\"}");

    assertThat(made.path("sku").asText()).isEqualTo(scene.sku("NEW"));
    scene.awaitShopShows("NEW", 8);
  }
}
