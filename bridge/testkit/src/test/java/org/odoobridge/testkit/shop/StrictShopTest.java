package org.odoobridge.testkit.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.odoobridge.testkit.shop.site.PhpJson;

/** A shop on plain http as it really is: only signed queries are let in. */
class StrictShopTest {
  private final Vertx vertx = Vertx.vertx();
  private final ShopSimulator shop =
      ShopSimulator.start(
          vertx,
          ShopOptions.defaults()
              .withStrictPlainHttp(true)
              .withReceivers(false, Duration.ofSeconds(1)));
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    shop.close();
    http.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private JsonNode get(String query) throws Exception {
    URI uri = URI.create(shop.url() + "/wp-json/wc/v3/products?" + query);
    HttpResponse<byte[]> response =
        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    return PhpJson.parse(response.body()).orElseThrow();
  }

  private String signed(String nonce, long timestamp, String secret) throws Exception {
    String query =
        "oauth_consumer_key="
            + shop.key()
            + "&oauth_nonce="
            + nonce
            + "&oauth_signature_method=HMAC-SHA256&oauth_timestamp="
            + timestamp;
    String base = "GET&" + encode(shop.url() + "/wp-json/wc/v3/products") + "&" + encode(query);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec((secret + "&").getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] signature = mac.doFinal(base.getBytes(StandardCharsets.UTF_8));
    return query + "&oauth_signature=" + encode(Base64.getEncoder().encodeToString(signature));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static long now() {
    return System.currentTimeMillis() / 1000;
  }

  @Test
  void basicAndQueryKeysAreTreatedAsNoKey() throws Exception {
    // When
    ShopClient basic = new ShopClient(http, shop.url(), shop.key(), shop.secret());
    ShopClient.Reply reply = basic.get("/products");
    JsonNode query = get("consumer_key=" + shop.key() + "&consumer_secret=" + shop.secret());

    // Then
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.body().path("code").asText()).isEqualTo("woocommerce_rest_cannot_view");
    assertThat(query).isEqualTo(reply.body());
  }

  @Test
  void garbageForAKeyIsNoKey() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(shop.url() + "/wp-json/wc/v3/orders/1"))
            .header("Authorization", "Basic ***")
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(401);
  }

  @Test
  void aSignedQueryIsLetInOnce() throws Exception {
    // Given
    String query = signed("once", now(), shop.secret());

    // When
    JsonNode first = get(query);
    JsonNode replayed = get(query);

    // Then
    assertThat(first.isArray()).isTrue();
    assertThat(replayed.path("message").asText())
        .isEqualTo("Invalid nonce - nonce has already been used.");
  }

  @Test
  void wrongSignaturesAndOldTimestampsAreRefused() throws Exception {
    assertThat(get(signed("n1", now(), "wrong")).path("message").asText())
        .isEqualTo("Invalid signature - provided signature does not match.");
    assertThat(get(signed("n2", now() - 3_600, shop.secret())).path("message").asText())
        .isEqualTo("Invalid timestamp.");
  }
}
