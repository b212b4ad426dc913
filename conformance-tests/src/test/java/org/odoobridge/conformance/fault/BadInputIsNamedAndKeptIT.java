package org.odoobridge.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.odoobridge.conformance.harness.HookSender;
import org.odoobridge.conformance.harness.OnRealOdoo;
import org.odoobridge.conformance.harness.Scene;
import org.odoobridge.testkit.net.FaultMode;
import org.odoobridge.testkit.shop.ShopOptions;

/** What is wrong is refused or parked with its name and remedy, never dropped, never applied. */
@OnRealOdoo
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIsNamedAndKeptIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private Scene scene;
  private HookSender sender;

  @BeforeAll
  void start() {
    scene = new Scene(ShopOptions.defaults(), "{ warehouses: [WH] }", "{ warehouse: WH }");
    scene.product("GOOD", 100);
    scene.start();
    scene.awaitShopShows("GOOD", 100);
    scene.shop().webhooks().pause();
    sender = new HookSender(scene.bridge(), scene.channel(), Scene.HOOK_SECRET);
  }

  @AfterAll
  void stop() {
    scene.close();
  }

  @Test
  void aWrongSignatureIsRefusedAndNotStored() {
    ObjectNode order = paidOrder();
    int stored = entries("").size();

    int status =
        new HookSender(scene.bridge(), scene.channel(), "some other secret")
            .send("order.created", bytes(order));

    assertThat(status).isEqualTo(401);
    assertThat(entries("").size()).isEqualTo(stored);
  }

  @Test
  void aBodyOverTheLimitIsRefused() {
    byte[] large = new byte[3 << 20];
    java.util.Arrays.fill(large, (byte) ' ');

    assertThat(sender.send("order.created", large)).isEqualTo(413);
  }

  @Test
  void malformedJsonIsKeptAndParked() {
    byte[] torn = "{\"id\": 4711, \"status\": \"proc".getBytes(StandardCharsets.UTF_8);

    assertThat(sender.send("order.created", torn)).isBetween(200, 299);

    scene
        .await("torn body parked")
        .untilAsserted(
            () ->
                assertThat(entries("rejected"))
                    .anySatisfy(
                        entry -> {
                          assertThat(entry.path("problem").asText()).contains("malformed");
                          assertThat(entry.path("remedy").asText()).isNotBlank();
                        }));
  }

  @Test
  void anUnknownSkuIsABusinessExceptionThatNamesIt() {
    ObjectNode order = paidOrder();
    ((ObjectNode) order.path("line_items").get(0)).put("sku", "NO-SUCH-" + scene.channel());
    order.put("id", 990_001);

    assertThat(sender.send("order.created", bytes(order))).isBetween(200, 299);

    awaitParked("990001", "unknown-sku", "NO-SUCH-" + scene.channel());
  }

  @Test
  void anUnknownTaxIsABusinessExceptionThatNamesTheRate() {
    ObjectNode order = paidOrder();
    order.put("id", 990_002).put("total", "11.37").put("total_tax", "1.37");
    ObjectNode line = (ObjectNode) order.path("line_items").get(0);
    line.put("total_tax", "1.37").put("subtotal_tax", "1.37");
    line.putArray("taxes").addObject().put("id", 77).put("total", "1.37").put("subtotal", "1.37");
    order
        .putArray("tax_lines")
        .addObject()
        .put("id", 1)
        .put("rate_code", "XX-ODD-1")
        .put("rate_id", 77)
        .put("label", "Odd")
        .put("compound", false)
        .put("tax_total", "1.37")
        .put("shipping_tax_total", "0.00")
        .put("rate_percent", 13.7);

    assertThat(sender.send("order.created", bytes(order))).isBetween(200, 299);

    awaitParked("990002", "unknown-tax", "13.7");
  }

  @Test
  void aPhantomLineIsABusinessException() {
    ObjectNode order = paidOrder();
    order.put("id", 990_003);
    ObjectNode line = (ObjectNode) order.path("line_items").get(0);
    line.put("sku", "")
        .put("product_id", 0)
        .put("total", "0.00")
        .put("subtotal", "0.00")
        .put("price", 0);
    order.put("total", "0.00");

    assertThat(sender.send("order.created", bytes(order))).isBetween(200, 299);

    awaitParked("990003", "", "");
  }

  @Test
  void anOrderAcceptedWhileOdooIsDownIsAppliedLater() {
    scene.odooProxy().mode(FaultMode.REFUSE);
    ObjectNode order = paidOrder();

    assertThat(sender.send("order.created", bytes(order))).isBetween(200, 299);

    scene.odooProxy().mode(FaultMode.PASS);
    scene
        .await("applied once Odoo is back")
        .until(
            () ->
                scene.odooOrders().stream()
                    .anyMatch(
                        row ->
                            String.valueOf(row.get(6))
                                    .endsWith("~order~" + order.path("id").asText())
                                && "sale".equals(row.get(2))));
  }

  private void awaitParked(String orderId, String code, String named) {
    scene
        .await("order " + orderId + " parked")
        .untilAsserted(
            () ->
                assertThat(entries("rejected"))
                    .filteredOn(entry -> entry.path("resource").asText().equals(orderId))
                    .hasSize(1)
                    .allSatisfy(
                        entry -> {
                          assertThat(entry.path("problem").asText()).contains(code);
                          assertThat(entry.path("detail").asText()).contains(named);
                          assertThat(entry.path("remedy").asText()).isNotBlank();
                        }));
    assertThat(scene.odooOrders())
        .noneMatch(row -> String.valueOf(row.get(6)).endsWith("~order~" + orderId));
  }

  private ObjectNode paidOrder() {
    return scene.shop().placeOrder().line(scene.sku("GOOD"), 1).paid().place();
  }

  private JsonNode entries(String state) {
    String body =
        scene
            .bridge()
            .send("GET", "/api/orders?limit=200" + (state.isEmpty() ? "" : "&state=" + state), "")
            .body();
    try {
      JsonNode root = JSON.readTree(body);
      return root.has("orders") ? root.path("orders") : root;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(ObjectNode order) {
    return order.toString().getBytes(StandardCharsets.UTF_8);
  }
}
