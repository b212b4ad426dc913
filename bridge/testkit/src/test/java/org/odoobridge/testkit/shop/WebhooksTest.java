package org.odoobridge.testkit.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.testkit.shop.hook.Delivery;
import org.odoobridge.testkit.shop.site.PhpJson;

class WebhooksTest {
  private static final String SECRET = "lab-secret & <odd> \"ü\"";

  private record Received(Map<String, String> headers, String body) {}

  private final Vertx vertx = Vertx.vertx();
  private final List<Received> received = new ArrayList<>();
  private int answer = 200;
  private final HttpServer receiver =
      vertx
          .createHttpServer()
          .requestHandler(
              request ->
                  request
                      .body()
                      .onSuccess(
                          body -> {
                            Map<String, String> headers = new TreeMap<>();
                            request.headers().forEach(headers::put);
                            request.response().setStatusCode(keep(headers, body)).end();
                          }));
  private final int port =
      receiver.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join().actualPort();
  private final Instant noon = Instant.parse("2026-11-24T11:00:00Z");
  private final ShopSimulator shop =
      ShopSimulator.start(
          vertx, ShopOptions.defaults().withClock(Clock.fixed(noon, ZoneOffset.UTC)));
  private final HttpClient http = HttpClient.newHttpClient();
  private final ShopClient client = new ShopClient(http, shop.url(), shop.key(), shop.secret());

  private synchronized int keep(Map<String, String> headers, Buffer body) {
    received.add(new Received(headers, body.toString()));
    return answer;
  }

  private synchronized List<Received> received() {
    return List.copyOf(received);
  }

  private synchronized void answerWith(int status) {
    answer = status;
  }

  @BeforeEach
  void stockTheShop() {
    shop.addSimple("MUG", "Mug", "12.90", 10);
  }

  @AfterEach
  void close() {
    shop.close();
    http.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private int register(String topic) throws Exception {
    ObjectNode body = PhpJson.object().put("topic", topic).put("secret", SECRET);
    body.put("delivery_url", "http://127.0.0.1:" + port + "/hook");
    return client.call("POST", "/webhooks", body).body().path("id").asInt();
  }

  private void untilQuiet() throws InterruptedException {
    assertThat(shop.webhooks().awaitQuiet(Duration.ofSeconds(10))).isTrue();
  }

  private List<String> topics() {
    return shop.webhooks().log().stream().map(Delivery::topic).toList();
  }

  @Test
  void pingComesBeforeTheCreatingCallAnswersAndIsAnUnsignedForm() throws Exception {
    // When
    int id = register("order.created");

    // Then
    assertThat(received()).hasSize(1);
    Received ping = received().get(0);
    assertThat(ping.body()).isEqualTo("webhook_id=" + id);
    assertThat(ping.headers()).containsEntry("Content-Type", "application/x-www-form-urlencoded");
    assertThat(ping.headers().keySet()).noneMatch(name -> name.startsWith("X-WC"));
  }

  @Test
  void deliveriesCarryTheRecordedHeadersAndASignatureOverTheExactBytes() throws Exception {
    // Given
    int id = register("order.updated");

    // When
    ObjectNode order =
        shop.placeOrder().line("MUG", 1).customer("Jörg", "Süß", "j@example.com", "DE").place();
    untilQuiet();

    // Then
    Received delivery = received().get(1);
    assertThat(delivery.headers())
        .containsEntry("Content-Type", "application/json")
        .containsEntry("User-Agent", "WooCommerce/11.0.1 Hookshot (WordPress/7.1.4)")
        .containsEntry("X-WC-Webhook-Source", shop.url() + "/")
        .containsEntry("X-WC-Webhook-Topic", "order.updated")
        .containsEntry("X-WC-Webhook-Resource", "order")
        .containsEntry("X-WC-Webhook-Event", "updated")
        .containsEntry("X-WC-Webhook-ID", Integer.toString(id))
        .containsEntry("X-WC-Webhook-Signature", sign(delivery.body()));
    assertThat(delivery.headers().get("X-WC-Webhook-Delivery-ID")).matches("[0-9a-f]{32}");
    assertThat(delivery.body()).contains("J\\u00f6rg").contains("http:\\/\\/127.0.0.1");
    assertThat(delivery.body()).isEqualTo(PhpJson.text(shop.order(order.path("id").asInt())));
  }

  private static String sign(String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void allDeliveriesOfOneWebhookInOneSecondShareTheirDeliveryId() throws Exception {
    // Given
    register("order.created");

    // When
    for (int i = 0; i < 3; i++) {
      shop.placeOrder().line("MUG", 1).place();
    }
    untilQuiet();

    // Then
    assertThat(received().subList(1, 4))
        .extracting(delivery -> delivery.headers().get("X-WC-Webhook-Delivery-ID"))
        .containsOnly(received().get(1).headers().get("X-WC-Webhook-Delivery-ID"));
  }

  @Test
  void whatWaitsMergesAndTellsTheStateAtDelivery() throws Exception {
    // Given
    register("order.created");
    register("order.updated");
    shop.webhooks().pause();
    int id = shop.placeOrder().line("MUG", 1).place().path("id").asInt();
    for (String status : List.of("on-hold", "processing", "completed")) {
      shop.updateOrder(id, PhpJson.object().put("status", status));
    }

    // When
    shop.webhooks().reverse();
    shop.webhooks().resume();
    untilQuiet();

    // Then
    assertThat(topics()).containsExactly("order.updated", "order.created");
    assertThat(received().get(3).body()).contains("\"status\":\"completed\"");
  }

  @Test
  void anOrderThatIsGoneBeforeDeliveryArrivesAsASignedError() throws Exception {
    // Given
    register("order.created");
    shop.webhooks().pause();
    int id = shop.placeOrder().line("MUG", 1).place().path("id").asInt();
    client.call("DELETE", "/orders/" + id + "?force=true", PhpJson.object());

    // When
    shop.webhooks().resume();
    untilQuiet();

    // Then
    assertThat(received().get(1).body())
        .isEqualTo(
            "{\"code\":\"woocommerce_rest_shop_order_invalid_id\",\"message\":\"Invalid ID.\","
                + "\"data\":{\"status\":404}}");
    assertThat(received().get(1).headers())
        .containsEntry("X-WC-Webhook-Signature", sign(received().get(1).body()));
  }

  @Test
  void lostRightsTurnBodiesIntoErrors() throws Exception {
    // Given
    register("order.updated");
    shop.webhooks().ownerLost(true);

    // When
    shop.placeOrder().line("MUG", 1).place();
    untilQuiet();

    // Then
    assertThat(received().get(1).body())
        .isEqualTo(
            "{\"code\":\"woocommerce_rest_cannot_view\",\"message\":\"Sorry, you cannot view this"
                + " resource.\",\"data\":{\"status\":401}}");
  }

  @Test
  void theSeventhFailureInARowDisablesAndReenablingDoesNotForget() throws Exception {
    // Given
    int id = register("order.created");
    answerWith(500);
    for (int i = 0; i < 6; i++) {
      shop.placeOrder().line("MUG", 1).place();
    }
    untilQuiet();
    assertThat(status(id)).isEqualTo("active");

    // When
    shop.placeOrder().line("MUG", 1).place();
    untilQuiet();
    String afterSeven = status(id);
    client.call("PUT", "/webhooks/" + id, PhpJson.object().put("status", "active"));
    shop.placeOrder().line("MUG", 1).place();
    untilQuiet();

    // Then
    assertThat(afterSeven).isEqualTo("disabled");
    assertThat(status(id)).isEqualTo("disabled");
    assertThat(shop.webhookFailures(id)).isEqualTo(6);
    assertThat(received()).hasSize(9);
  }

  private String status(int id) throws Exception {
    return client.get("/webhooks/" + id).body().path("status").asText();
  }

  @Test
  void redirectsCountAsDeliveredAndSuccessClearsTheCount() throws Exception {
    // Given
    int id = register("order.created");
    answerWith(307);
    shop.placeOrder().line("MUG", 1).place();
    untilQuiet();
    assertThat(shop.webhookFailures(id)).isEqualTo(1);

    // When
    answerWith(302);
    shop.placeOrder().line("MUG", 1).place();
    untilQuiet();

    // Then
    assertThat(shop.webhookFailures(id)).isZero();
  }

  @Test
  void aStockWriteEchoesEvenWithTheSameValueAndASaleTellsToo() throws Exception {
    // Given
    register("product.updated");
    register("action.woocommerce_product_set_stock");
    int mug = shop.addSimple("CUP", "Cup", "5.00", 4);
    untilQuiet();
    int before = shop.webhooks().log().size();

    // When
    client.call("PUT", "/products/" + mug, PhpJson.object().put("stock_quantity", 4));
    untilQuiet();
    int afterSame = shop.webhooks().log().size();
    shop.checkout(Map.of("CUP", 1));
    untilQuiet();

    // Then
    assertThat(afterSame - before).isEqualTo(1);
    assertThat(topics().subList(afterSame, topics().size()))
        .containsExactly("product.updated", "action.woocommerce_product_set_stock");
    assertThat(received().get(received().size() - 1).body())
        .isEqualTo("{\"action\":\"woocommerce_product_set_stock\",\"arg\":[]}");
  }

  @Test
  void trashingSendsOnlyTheIdAndForceDeletingNothing() throws Exception {
    // Given
    register("order.deleted");
    register("product.deleted");
    register("coupon.deleted");
    int order = shop.placeOrder().line("MUG", 1).place().path("id").asInt();
    int mug = client.get("/products?sku=MUG").body().path(0).path("id").asInt();

    // When
    client.call("DELETE", "/orders/" + order, PhpJson.object());
    client.call("DELETE", "/products/" + mug, PhpJson.object());
    client.call("DELETE", "/orders/" + order + "?force=true", PhpJson.object());
    untilQuiet();

    // Then
    assertThat(topics()).containsExactly("order.deleted", "coupon.deleted", "product.deleted");
    assertThat(received().get(3).body()).isEqualTo("{\"id\":" + order + "}");
    assertThat(received().get(4).body()).isEqualTo("{\"id\":" + mug + "}");
  }

  @Test
  void aPrivateReceiverIsRefusedSilently() throws Exception {
    // Given
    ShopOptions options = ShopOptions.defaults().withReceivers(false, Duration.ofSeconds(1));
    try (ShopSimulator careful = ShopSimulator.start(vertx, options)) {
      ShopClient owner = new ShopClient(http, careful.url(), careful.key(), careful.secret());
      ObjectNode body = PhpJson.object().put("topic", "product.created").put("secret", SECRET);
      body.put("delivery_url", "http://127.0.0.1:" + port + "/hook");

      // When
      JsonNode hook = owner.call("POST", "/webhooks", body).body();
      careful.addSimple("CUP", "Cup", "1.00", 1);
      boolean quiet = careful.webhooks().awaitQuiet(Duration.ofSeconds(10));

      // Then
      assertThat(quiet).isTrue();
      assertThat(hook.path("status").asText()).isEqualTo("active");
      assertThat(careful.webhookFailures(hook.path("id").asInt())).isEqualTo(1);
      assertThat(received()).isEmpty();
    }
  }

  @Test
  void anAddressThatIsNoneFailsAndHoldsNothingUp() throws Exception {
    // Given
    ObjectNode body = PhpJson.object().put("topic", "order.created").put("secret", SECRET);
    int broken =
        client
            .call("POST", "/webhooks", body.put("delivery_url", "no address at all"))
            .body()
            .path("id")
            .asInt();
    register("order.created");

    // When
    shop.placeOrder().line("MUG", 1).place();
    untilQuiet();

    // Then
    assertThat(shop.webhookFailures(broken)).isEqualTo(1);
    assertThat(received()).hasSize(2);
  }

  @Test
  void knobsLoseAndRepeatDeliveries() throws Exception {
    // Given
    int id = register("order.created");
    shop.webhooks().dropNext(1);

    // When
    shop.placeOrder().line("MUG", 1).place();
    untilQuiet();
    shop.webhooks().duplicateNext(1);
    shop.placeOrder().line("MUG", 1).place();
    untilQuiet();

    // Then
    assertThat(received()).hasSize(3);
    assertThat(received().get(1).body()).isEqualTo(received().get(2).body());
    assertThat(shop.webhookFailures(id)).isZero();
  }
}
