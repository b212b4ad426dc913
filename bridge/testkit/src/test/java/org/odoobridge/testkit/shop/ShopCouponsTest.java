package org.odoobridge.testkit.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.testkit.shop.site.PhpJson;

/**
 * The simulated shop's coupons: refusals, conversions and discounts as WooCommerce's source says.
 */
class ShopCouponsTest {
  private final Vertx vertx = Vertx.vertx();
  private final ShopSimulator shop = ShopSimulator.start(vertx, ShopOptions.defaults());
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    shop.close();
    http.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private record Reply(int status, JsonNode body) {
    String code() {
      return body.path("code").asText();
    }
  }

  private Reply call(String method, String path, String body) throws Exception {
    String key =
        Base64.getEncoder()
            .encodeToString((shop.key() + ":" + shop.secret()).getBytes(StandardCharsets.UTF_8));
    HttpResponse<byte[]> response =
        http.send(
            HttpRequest.newBuilder(URI.create(shop.url() + "/wp-json/wc/v3" + path))
                .header("Authorization", "Basic " + key)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    return new Reply(response.statusCode(), PhpJson.parse(response.body()).orElseThrow());
  }

  private int make(String body) throws Exception {
    Reply made = call("POST", "/coupons", body);
    assertThat(made.status()).isEqualTo(201);
    return made.body().path("id").asInt();
  }

  @Test
  void aCodeIsHeldByAPublishedCouponOnly() throws Exception {
    int first = make("{\"code\": \"Sale\", \"amount\": \"5\"}");
    Reply taken = call("POST", "/coupons", "{\"code\": \"SALE\"}");
    assertThat(taken.status()).isEqualTo(400);
    assertThat(taken.code()).isEqualTo("woocommerce_rest_coupon_code_already_exists");
    assertThat(call("GET", "/coupons?code=sale", "").body()).hasSize(1);

    assertThat(call("PUT", "/coupons/" + first, "{\"status\": \"draft\"}").status()).isEqualTo(200);
    assertThat(call("GET", "/coupons?code=sale", "").body()).isEmpty();
    int second = make("{\"code\": \"sale\"}");
    Reply back = call("PUT", "/coupons/" + first, "{\"code\": \"sale\"}");
    assertThat(back.code()).isEqualTo("woocommerce_rest_coupon_code_already_exists");

    assertThat(call("DELETE", "/coupons/" + second, "").status()).isEqualTo(200);
    assertThat(call("DELETE", "/coupons/" + second, "").code())
        .isEqualTo("woocommerce_rest_already_trashed");
    assertThat(call("DELETE", "/coupons/" + second + "?force=true", "").status()).isEqualTo(200);
    assertThat(call("GET", "/coupons/" + second, "").status()).isEqualTo(404);
    assertThat(call("PUT", "/coupons/" + second, "{}").code())
        .isEqualTo("woocommerce_rest_shop_coupon_invalid_id");
  }

  @Test
  void singleCallsAreCheckedAndBatchesAreNot() throws Exception {
    assertThat(call("POST", "/coupons", "{\"code\": \"\"}").code())
        .isEqualTo("woocommerce_rest_empty_coupon_code");
    assertThat(call("POST", "/coupons", "{\"code\": \"a\", \"amount\": 5}").code())
        .isEqualTo("rest_invalid_param");
    assertThat(call("POST", "/coupons", "{\"code\": \"a\", \"product_ids\": [\"x\"]}").code())
        .isEqualTo("rest_invalid_param");
    assertThat(
            call(
                    "POST",
                    "/coupons",
                    "{\"code\": \"a\", \"discount_type\": \"percent\", \"amount\": \"101\"}")
                .code())
        .isEqualTo("coupon_invalid_amount");
    Reply batch =
        call(
            "POST",
            "/coupons/batch",
            "{\"create\": [{\"code\": \"a\", \"amount\": 5, \"nonsense\": 1}, {\"code\": \"A\"}]}");
    assertThat(batch.status()).isEqualTo(200);
    assertThat(batch.body().path("create").path(0).path("amount").asText()).isEqualTo("5.00");
    assertThat(batch.body().path("create").path(1).path("error").path("code").asText())
        .isEqualTo("woocommerce_rest_coupon_code_already_exists");
  }

  @Test
  void aDateIsTheShopsOwnUnlessItSaysOtherwise() throws Exception {
    int id = make("{\"code\": \"d\", \"date_expires\": \"2026-07-01T00:00:00\"}");
    assertThat(call("GET", "/coupons/" + id, "").body().path("date_expires_gmt").asText())
        .isEqualTo("2026-06-30T22:00:00");
    Reply zulu = call("PUT", "/coupons/" + id, "{\"date_expires\": \"2026-07-01T00:00:00Z\"}");
    assertThat(zulu.body().path("date_expires_gmt").asText()).isEqualTo("2026-07-01T00:00:00");
    Reply gmt = call("PUT", "/coupons/" + id, "{\"date_expires_gmt\": \"2027-01-01T00:00:00\"}");
    assertThat(gmt.body().path("date_expires_gmt").asText())
        .as("taken without effect")
        .isEqualTo("2026-07-01T00:00:00");
    Reply none = call("PUT", "/coupons/" + id, "{\"date_expires\": null}");
    assertThat(none.body().path("date_expires_gmt").asText()).isEqualTo("2026-07-01T00:00:00");
    Reply cleared = call("PUT", "/coupons/" + id, "{\"date_expires\": \"\"}");
    assertThat(cleared.body().path("date_expires_gmt").isNull()).isTrue();
  }

  @Test
  void discountsAreTakenOffWhatTheyAreFor() throws Exception {
    int lamp = shop.addSimple("LAMP", "Lamp", "30.00", 10);
    shop.addSimple("DESK", "Desk", "70.00", 10);
    make("{\"code\": \"cart\", \"amount\": \"10\"}");
    make(
        "{\"code\": \"lamps\", \"discount_type\": \"percent\", \"amount\": \"50\","
            + " \"product_ids\": ["
            + lamp
            + "], \"usage_limit\": 1}");

    JsonNode cart = shop.placeOrder().line("LAMP", 1).line("DESK", 1).coupon("cart").place();
    assertThat(cart.path("discount_total").asText()).isEqualTo("10.00");
    assertThat(cart.path("line_items").path(0).path("total").asText()).isEqualTo("27.00");
    assertThat(cart.path("line_items").path(1).path("total").asText()).isEqualTo("63.00");

    JsonNode lamps = shop.placeOrder().line("LAMP", 1).line("DESK", 1).coupon("lamps").place();
    assertThat(lamps.path("line_items").path(0).path("total").asText()).isEqualTo("15.00");
    assertThat(lamps.path("line_items").path(1).path("total").asText()).isEqualTo("70.00");
    Reply again =
        call(
            "POST",
            "/orders",
            "{\"line_items\": [{\"product_id\": "
                + lamp
                + ", \"quantity\": 1}], \"coupon_lines\": [{\"code\": \"lamps\"}]}");
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.code()).isEqualTo("woocommerce_rest_invalid_coupon");
  }
}
