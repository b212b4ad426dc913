package org.odoobridge.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.odoobridge.conformance.harness.OdooHost;
import org.odoobridge.conformance.harness.OnEveryOdoo;
import org.odoobridge.conformance.harness.Scene;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.shop.ShopOptions;

/** {@code kill -9} in the middle of either direction; a process of its own. */
@OnEveryOdoo
class NothingIsLostWhenTheBridgeIsKilledIT {
  @Parameter private OdooHost odoo;

  private static final int KILLS = 4;

  @Test
  void killedInTheMiddleOfBothDirectionsNothingIsLostAndNothingTwice() {
    try (Scene scene =
        new Scene(odoo, ShopOptions.defaults(), "{ warehouses: [WH] }", "{ warehouse: WH }")) {
      List<String> names = IntStream.range(0, 6).mapToObj(i -> "K" + i).toList();
      List<OdooPerson.Product> products =
          names.stream().map(name -> scene.product(name, 100)).toList();
      scene.start();
      names.forEach(name -> scene.awaitShopShows(name, 100));
      Random random = new Random(7);
      int placed = 0;
      int[] sold = new int[names.size()];
      for (int round = 0; round < KILLS; round++) {
        // Work in both directions is under way when the process dies: nothing here waits for it.
        for (int i = 0; i < 5; i++) {
          int which = random.nextInt(names.size());
          scene.shop().placeOrder().line(scene.sku(names.get(which)), 1).paid().place();
          placed++;
          sold[which]++;
          int other = random.nextInt(names.size());
          int counted = 60 + random.nextInt(60);
          scene.person().setStock(products.get(other), scene.person().stock(), counted);
        }
        scene.bridge().kill();
        scene.start();
      }
      int orders = placed;

      scene
          .await("every order confirmed exactly once")
          .untilAsserted(
              () ->
                  assertThat(scene.odooOrders())
                      .hasSize(orders)
                      .allMatch(row -> "sale".equals(row.get(2))));
      assertThat(
              scene.query(
                  """
                  select count(*) from sale_order_line l where l.order_id in (select res_id
                    from ir_model_data where module = 'odoo_bridge' and model = 'sale.order' and name like ?)
                  """,
                  scene.channel() + "~order~%"))
          .isEqualTo(List.of(List.of((long) orders)));
      for (int i = 0; i < names.size(); i++) {
        scene.awaitShopShows(names.get(i), onHand(scene, products.get(i)) - sold[i]);
      }
    }
  }

  /**
   * What Odoo has, by its own tables: a count beside an order that holds the quant's row makes a
   * second quant, and the next count is of one of the two.
   */
  private static int onHand(Scene scene, OdooPerson.Product product) {
    Object sum =
        scene
            .query(
                "select sum(quantity)::int from stock_quant where product_id = ? and location_id = ?",
                product.id(),
                scene.person().stock())
            .getFirst()
            .getFirst();
    return ((Number) Objects.requireNonNull(sum)).intValue();
  }
}
