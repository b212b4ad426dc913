package org.odoobridge.conformance.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.odoobridge.conformance.harness.OdooHost;
import org.odoobridge.conformance.harness.OnEveryOdoo;
import org.odoobridge.conformance.harness.Scene;
import org.odoobridge.conformance.harness.ShopRest;
import org.odoobridge.testkit.shop.ShopOptions;

/**
 * What users of other bridges ask for in vain: refunds that are more than a status, edits after
 * import, cancellations that free their goods, each without double counting.
 */
@OnEveryOdoo
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefundsAndEditsReachOdooOnceIT {
  @Parameter private OdooHost odoo;

  private Scene scene;
  private ShopRest shop;

  @BeforeParameterizedClassInvocation
  void start() {
    scene = new Scene(odoo, ShopOptions.defaults(), "{ warehouses: [WH] }", "{ warehouse: WH }");
    scene.start();
    shop = new ShopRest(scene.shop().url(), scene.shop().key(), scene.shop().secret());
  }

  @AfterParameterizedClassInvocation
  void stop() {
    scene.close();
  }

  @Test
  void aPartialRefundLowersTheOrderAndItsGoodsAreForSaleAgain() {
    scene.product("REFUND", 10);
    scene.awaitShopShows("REFUND", 10);
    JsonNode order = place("REFUND", 3);
    scene.awaitShopShows("REFUND", 7);

    JsonNode refund = refund(order, 1, "10.00", "1.90");

    awaitOrdered(order, "2");
    scene.awaitShopShows("REFUND", 8);
    assertThat(openMoves(order)).isEqualByComparingTo("2");
    scene
        .await("both steps of the refund")
        .untilAsserted(
            () ->
                assertThat(scene.bridge().send("GET", "/api/refunds", "").body())
                    .contains("\"refund\":\"" + refund.path("id").asText() + "\"")
                    .contains("taken off the order")
                    .contains("nothing of it was invoiced"));
  }

  @Test
  void aRefundOfDeliveredGoodsIsOneReturnThatTheWarehouseReceives() {
    scene.product("BACK", 10);
    scene.awaitShopShows("BACK", 10);
    JsonNode order = place("BACK", 3);
    awaitOrdered(order, "3");
    scene.person().ship(orderId(order));

    JsonNode first = refund(order, 1, "10.00", "1.90");
    JsonNode second = refund(order, 1, "10.00", "1.90");

    scene
        .await("two returns")
        .untilAsserted(() -> assertThat(returned(order)).isEqualByComparingTo("2"));
    assertThat(first.path("id").asInt()).isNotEqualTo(second.path("id").asInt());
    // Not before they are received: the shop counted them itself, Odoo's number stands.
    scene.awaitShopShows("BACK", 7);
  }

  @Test
  void anEditAfterImportIsFollowedByLinesAndOpenTransfers() {
    scene.product("EDIT", 10);
    scene.awaitShopShows("EDIT", 10);
    JsonNode order = place("EDIT", 5);
    awaitOrdered(order, "5");

    String line = order.path("line_items").path(0).path("id").asText();
    JsonNode edited =
        shop.call(
            "PUT",
            "/orders/" + order.path("id").asText(),
            "{\"line_items\": [{\"id\": %s, \"quantity\": 2, \"subtotal\": \"20.00\", \"total\": \"20.00\"}]}"
                .formatted(line));

    assertThat(edited.path("total").asText()).isEqualTo("23.80");
    awaitOrdered(order, "2");
    scene
        .await("moves in line")
        .untilAsserted(() -> assertThat(openMoves(order)).isEqualByComparingTo("2"));
    scene.awaitShopShows("EDIT", 8);
  }

  @Test
  void aCancelledOrderFreesItsGoodsOnce() {
    scene.product("CANCEL", 10);
    scene.awaitShopShows("CANCEL", 10);
    JsonNode order = place("CANCEL", 4);
    awaitOrdered(order, "4");
    scene.awaitShopShows("CANCEL", 6);

    JsonNode cancelled =
        shop.call("PUT", "/orders/" + order.path("id").asText(), "{\"status\": \"cancelled\"}");

    assertThat(cancelled.path("status").asText()).isEqualTo("cancelled");
    scene
        .await("cancelled in Odoo")
        .untilAsserted(
            () ->
                assertThat(scene.query("select state from sale_order where id = ?", orderId(order)))
                    .isEqualTo(List.of(List.of("cancel"))));
    scene.awaitShopShows("CANCEL", 10);
  }

  private JsonNode place(String name, int quantity) {
    return scene.shop().placeOrder().line(scene.sku(name), quantity).paid().place();
  }

  private JsonNode refund(JsonNode order, int quantity, String net, String tax) {
    JsonNode line = order.path("line_items").path(0);
    JsonNode refund =
        shop.call(
            "POST",
            "/orders/" + order.path("id").asText() + "/refunds",
            """
            {"api_refund": false, "api_restock": true, "line_items": [{"id": %s, "quantity": %d,
             "refund_total": %s, "refund_tax": [{"id": %s, "refund_total": %s}]}]}"""
                .formatted(
                    line.path("id").asText(),
                    quantity,
                    net,
                    line.path("taxes").path(0).path("id").asText(),
                    tax));
    assertThat(new BigDecimal(refund.path("amount").asText()))
        .isEqualByComparingTo(new BigDecimal(net).add(new BigDecimal(tax)));
    return refund;
  }

  private int orderId(JsonNode order) {
    return scene.odooOrders().stream()
        .filter(row -> String.valueOf(row.get(6)).endsWith("~order~" + order.path("id").asText()))
        .map(row -> (Integer) Objects.requireNonNull(row.get(0)))
        .findFirst()
        .orElse(0);
  }

  private void awaitOrdered(JsonNode order, String quantity) {
    scene
        .await("the order in Odoo with " + quantity)
        .untilAsserted(
            () ->
                assertThat(
                        sum(
                            "select sum(l.product_uom_qty) from sale_order_line l join sale_order o on o.id = l.order_id where o.state = 'sale' and o.id = ?",
                            orderId(order)))
                    .isEqualByComparingTo(quantity));
  }

  private BigDecimal openMoves(JsonNode order) {
    return sum(
        """
        select sum(m.product_uom_qty) from stock_move m join stock_picking p on p.id = m.picking_id
         where p.sale_id = ? and m.state not in ('done', 'cancel') and m.origin_returned_move_id is null""",
        orderId(order));
  }

  private BigDecimal returned(JsonNode order) {
    return sum(
        """
        select sum(m.product_uom_qty) from stock_move m join stock_picking p on p.id = m.picking_id
         where p.sale_id = ? and m.state <> 'cancel' and m.origin_returned_move_id is not null""",
        orderId(order));
  }

  private BigDecimal sum(String sql, int order) {
    @Nullable Object value = scene.query(sql, order).getFirst().getFirst();
    return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
  }
}
