package org.odoobridge.testkit.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.testkit.shop.product.StockWrite;
import org.odoobridge.testkit.shop.rest.Sickness;
import org.odoobridge.testkit.shop.site.PhpJson;

class ShopSimulatorTest {
  private final Vertx vertx = Vertx.vertx();
  private final ShopSimulator shop = ShopSimulator.start(vertx, ShopOptions.defaults());
  private final HttpClient http = HttpClient.newHttpClient();
  private final ShopClient client = new ShopClient(http, shop.url(), shop.key(), shop.secret());
  private int mug;

  @BeforeEach
  void stockTheShop() {
    mug = shop.addSimple("MUG", "Mug", "12.90", 10);
  }

  @AfterEach
  void close() {
    shop.close();
    http.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void batchOfHundredStockUpdatesSetsEachAndIsRecorded() throws Exception {
    // Given
    List<Integer> ids =
        IntStream.range(0, 100).mapToObj(i -> shop.addSimple("S" + i, "S" + i, "1", 0)).toList();
    ObjectNode body = PhpJson.object();
    ids.forEach(id -> update(body, id, id));

    // When
    ShopClient.Reply reply = client.call("POST", "/products/batch", body);

    // Then
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body().path("update")).hasSize(100);
    assertThat(shop.stock("S99")).hasValue(ids.get(99));
    assertThat(shop.stockHistory("S99"))
        .extracting(StockWrite::quantity, StockWrite::cause)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0, StockWrite.Cause.SETUP),
            org.assertj.core.groups.Tuple.tuple(ids.get(99), StockWrite.Cause.TOLD));
  }

  private static void update(ObjectNode body, int id, int stock) {
    body.withArrayProperty("update").addObject().put("id", id).put("stock_quantity", stock);
  }

  @Test
  void anOrderTakesStockWhenPaidAndGivesItBackWhenCancelled() {
    // Given
    ObjectNode order = shop.placeOrder().line("MUG", 3).place();
    assertThat(shop.stock("MUG")).hasValue(10);
    int id = order.path("id").asInt();

    // When
    shop.updateOrder(id, PhpJson.object().put("set_paid", true));
    int paid = shop.stock("MUG").orElseThrow();
    shop.updateOrder(id, PhpJson.object().put("status", "cancelled"));

    // Then
    assertThat(paid).isEqualTo(7);
    assertThat(shop.stock("MUG")).hasValue(10);
  }

  @Test
  void parallelCheckoutsNeverSellMoreThanThereIs() throws Exception {
    // Given
    Callable<CheckoutResult> buy = () -> shop.checkout(Map.of("MUG", 1));

    // When
    List<Future<CheckoutResult>> results;
    try (ExecutorService shoppers = Executors.newVirtualThreadPerTaskExecutor()) {
      results = shoppers.invokeAll(java.util.Collections.nCopies(25, buy));
    }

    // Then
    long placed =
        results.stream()
            .filter(future -> future.resultNow() instanceof CheckoutResult.Placed)
            .count();
    assertThat(placed).isEqualTo(10);
    assertThat(shop.stock("MUG")).hasValue(0);
    assertThat(shop.orders()).hasSize(10);
  }

  @Test
  void aSickShopAnswersAsRecordedAndAFatalAfterSavingKeepsTheOrder() throws Exception {
    // Given
    shop.faults().sicken(Sickness.MAINTENANCE, 1, request -> true);
    shop.faults().sicken(Sickness.FATAL_AFTER_SAVING, 1, request -> request.writes());
    ObjectNode order = shop.placeOrder().line("MUG", 1).paid().body();

    // When
    ShopClient.Reply down = client.get("/products");
    ShopClient.Reply died = client.call("POST", "/orders", order);
    ShopClient.Reply well = client.get("/orders");

    // Then
    assertThat(down.status()).isEqualTo(503);
    assertThat(down.headers().firstValue("Retry-After")).hasValue("600");
    assertThat(died.status()).isEqualTo(500);
    assertThat(well.body()).hasSize(1);
    assertThat(shop.stock("MUG")).hasValue(9);
  }

  @Test
  void ordersAreSweptByModifiedAfterExclusiveAtOneSecond() throws Exception {
    // Given
    JsonNode order = shop.placeOrder().line("MUG", 1).place();
    String modified = order.path("date_modified_gmt").asText();
    String before = java.time.LocalDateTime.parse(modified).minusSeconds(1).toString();

    // When
    JsonNode atBound = client.get("/orders?dates_are_gmt=true&modified_after=" + modified).body();
    JsonNode earlier = client.get("/orders?dates_are_gmt=true&modified_after=" + before).body();

    // Then
    assertThat(atBound).isEmpty();
    assertThat(earlier).hasSize(1);
  }

  @Test
  void ordersBehindTheLastPageAreForgottenInTheCount() throws Exception {
    // Given
    shop.placeOrder().line("MUG", 1).place();

    // When
    ShopClient.Reply beyond = client.get("/orders?per_page=100&page=99");
    ShopClient.Reply products = client.get("/products?per_page=100&page=99");

    // Then
    assertThat(beyond.headers().firstValue("X-WP-Total")).hasValue("0");
    assertThat(products.headers().firstValue("X-WP-Total")).hasValue("1");
  }

  @Test
  void tellsItsVersionAndWhetherPricesIncludeTax() throws Exception {
    // When
    client.call(
        "PUT",
        "/settings/tax/woocommerce_prices_include_tax",
        PhpJson.object().put("value", "yes"));
    JsonNode status = client.get("/system_status?_fields=environment.version").body();
    JsonNode settings = client.get("/settings/tax").body();

    // Then
    assertThat(status.at("/environment/version").asText()).isEqualTo("11.0.1");
    assertThat(settings.path(0).path("id").asText()).isEqualTo("woocommerce_prices_include_tax");
    assertThat(settings.path(0).path("value").asText()).isEqualTo("yes");
    assertThat(shop.placeOrder().line("MUG", 1).place().path("total").asText()).isEqualTo("12.90");
  }

  @Test
  void variationsOfOneStockAreSoldTogetherOrNotAtAll() throws Exception {
    // Given
    int shirt =
        shop.addVariable(
            "SHIRT",
            "Shirt",
            new ShopSimulator.Variation("S", "S", "9.00", 0),
            new ShopSimulator.Variation("M", "M", "9.00", 0));
    ObjectNode shared = PhpJson.object().put("manage_stock", true).put("stock_quantity", 3);
    client.call("PUT", "/products/" + shirt, shared);
    for (JsonNode variation : client.get("/products/" + shirt + "/variations").body()) {
      client.call(
          "PUT",
          "/products/" + shirt + "/variations/" + variation.path("id").asInt(),
          PhpJson.object().put("manage_stock", false));
    }

    // When
    CheckoutResult tooMany = shop.checkout(Map.of("S", 2, "M", 2));
    CheckoutResult fits = shop.checkout(Map.of("S", 2, "M", 1));

    // Then
    assertThat(tooMany).isInstanceOf(CheckoutResult.OutOfStock.class);
    assertThat(fits).isInstanceOf(CheckoutResult.Placed.class);
    assertThat(shop.stock("SHIRT")).hasValue(0);
  }

  @Test
  void aWrongKeyIsRefusedAndTheRequestIsLogged() throws Exception {
    // When
    ShopClient.Reply reply = new ShopClient(http, shop.url(), shop.key(), "no").get("/products");

    // Then
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.body().path("code").asText())
        .isEqualTo("woocommerce_rest_authentication_error");
    assertThat(shop.requests()).hasSize(1);
    assertThat(mug).isPositive();
  }
}
