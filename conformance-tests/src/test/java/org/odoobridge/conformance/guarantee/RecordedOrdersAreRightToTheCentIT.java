package org.odoobridge.conformance.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.odoobridge.conformance.harness.HookSender;
import org.odoobridge.conformance.harness.OdooHost;
import org.odoobridge.conformance.harness.OnEveryOdoo;
import org.odoobridge.conformance.harness.RecordedDelivery;
import org.odoobridge.conformance.harness.Scene;

/** Deliveries recorded from real shops become orders in Odoo, equal to the cent. */
@OnEveryOdoo
class RecordedOrdersAreRightToTheCentIT {
  @Parameter private OdooHost odoo;

  private static final String RECORDED_SECRET = "lab-secret-plain-0123456789";

  @ParameterizedTest
  @ValueSource(strings = {"wc-8.9.3", "wc-10.9.4", "wc-11.0.1"})
  void paidOrdersAreConfirmedWithTheShopsAmounts(String version) {
    List<RecordedDelivery> deliveries =
        RecordedDelivery.of(version, "021", "022", "023", "044", "045", "060", "061", "195", "196");
    Map<String, JsonNode> newest = new LinkedHashMap<>();
    Set<String> skus = new LinkedHashSet<>();
    for (RecordedDelivery delivery : deliveries) {
      newest.put(delivery.json().path("id").asText(), delivery.json());
      delivery.json().path("line_items").forEach(line -> skus.add(line.path("sku").asText()));
    }
    try (Scene scene = Scene.ofRecordings(odoo, RECORDED_SECRET, deliveries)) {
      scene.service("SHIPPING", "Shipping");
      skus.forEach(sku -> scene.productOnlyInOdoo(sku, 1000));
      scene.start();
      deliver(scene, deliveries);
      newest.forEach((id, order) -> awaitEqual(scene, id, order));
    }
  }

  private static void deliver(Scene scene, List<RecordedDelivery> deliveries) {
    HookSender sender = new HookSender(scene.bridge(), scene.channel(), RECORDED_SECRET);

    for (RecordedDelivery delivery : deliveries) {
      assertThat(sender.send(delivery.topic(), delivery.body().getBytes(), delivery.signature()))
          .as(delivery.name())
          .isBetween(200, 299);
    }
  }

  private static void awaitEqual(Scene scene, String orderId, JsonNode shopOrder) {
    scene
        .await("order " + orderId + " equals the shop's")
        .untilAsserted(
            () -> {
              List<List<@Nullable Object>> found =
                  scene.odooOrders().stream()
                      .filter(row -> String.valueOf(row.get(6)).endsWith("~order~" + orderId))
                      .toList();
              assertThat(found)
                  .as(() -> scene.bridge().send("GET", "/api/orders", "").body())
                  .hasSize(1);
              assertThat(found.getFirst().get(2)).isEqualTo("sale");
            });
    List<@Nullable Object> order =
        scene.odooOrders().stream()
            .filter(row -> String.valueOf(row.get(6)).endsWith("~order~" + orderId))
            .findFirst()
            .orElseThrow();
    BigDecimal shopTotal = new BigDecimal(shopOrder.path("total").asText());
    BigDecimal shopTax = new BigDecimal(shopOrder.path("total_tax").asText());
    assertThat(number(order.get(5))).as("total").isEqualByComparingTo(shopTotal);
    assertThat(number(order.get(4))).as("tax").isEqualByComparingTo(shopTax);
    assertThat(number(order.get(3)))
        .as("untaxed")
        .isEqualByComparingTo(shopTotal.subtract(shopTax));
    Object id = Objects.requireNonNull(order.getFirst());
    assertLines(scene, id, shopOrder);
    assertCustomer(scene, id, shopOrder);
  }

  private static void assertLines(Scene scene, Object orderId, JsonNode shopOrder) {
    Map<String, BigDecimal> expected = new LinkedHashMap<>();
    shopOrder
        .path("line_items")
        .forEach(
            line ->
                expected.put(
                    line.path("sku").asText(), new BigDecimal(line.path("total").asText())));
    shopOrder
        .path("shipping_lines")
        .forEach(line -> expected.put("SHIPPING", new BigDecimal(line.path("total").asText())));
    Map<String, BigDecimal> actual = new LinkedHashMap<>();
    for (List<@Nullable Object> row :
        scene.query(
            """
            select p.default_code, l.price_subtotal from sale_order_line l
            join product_product p on p.id = l.product_id where l.order_id = ?
            """,
            orderId)) {
      actual.put(String.valueOf(row.get(0)), number(row.get(1)));
    }
    assertThat(actual.keySet()).containsAll(withoutZero(expected).keySet());
    withoutZero(expected)
        .forEach((sku, amount) -> assertThat(actual.get(sku)).as(sku).isEqualByComparingTo(amount));
  }

  /** Free shipping need not be a line. */
  private static Map<String, BigDecimal> withoutZero(Map<String, BigDecimal> amounts) {
    Map<String, BigDecimal> result = new LinkedHashMap<>(amounts);
    result.values().removeIf(amount -> amount.signum() == 0);
    return result;
  }

  private static void assertCustomer(Scene scene, Object orderId, JsonNode shopOrder) {
    String email = shopOrder.path("billing").path("email").asText();
    if (!email.isEmpty()) {
      assertThat(
              scene.query(
                  "select p.email from sale_order o join res_partner p on p.id = o.partner_id where o.id = ?",
                  orderId))
          .isEqualTo(List.of(List.of(email)));
    }
  }

  private static BigDecimal number(@Nullable Object value) {
    return new BigDecimal(String.valueOf(value));
  }
}
