package org.odoobridge.testkit.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StockReceiverTest {
  /** The specification's published example. */
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String TIMESTAMP = "1614265330";
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private final Vertx vertx = Vertx.vertx();
  private final StockReceiver receiver = StockReceiver.start(vertx, SECRET);
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    receiver.close();
    http.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private HttpResponse<String> post(String signature, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(receiver.url()))
            .header("webhook-id", ID)
            .header("webhook-timestamp", TIMESTAMP)
            .header("webhook-signature", signature)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void signsThePublishedExample() {
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    assertThat(StandardWebhooks.sign(SECRET, ID, TIMESTAMP, body)).isEqualTo(SIGNATURE);
  }

  @Test
  void keepsEachDeliveryAndSaysWhetherItsSignatureIsRight() throws Exception {
    // When
    post("v1,b3RoZXI= " + SIGNATURE, BODY);
    post(SIGNATURE, BODY + " ");

    // Then
    assertThat(receiver.deliveries())
        .extracting(StockDelivery::verified, StockDelivery::id)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(true, ID),
            org.assertj.core.groups.Tuple.tuple(false, ID));
    assertThat(receiver.deliveries().get(0).body().toString()).isEqualTo(BODY);
  }

  @Test
  void answersAsProgrammedThenAsBefore() throws Exception {
    // Given
    receiver.reply(
        StockReceiver.Reply.status(429).retryAfter(Duration.ofSeconds(2)),
        StockReceiver.Reply.gone().after(Duration.ofMillis(20)));

    // When
    HttpResponse<String> first = post(SIGNATURE, BODY);
    HttpResponse<String> second = post(SIGNATURE, BODY);
    HttpResponse<String> third = post(SIGNATURE, BODY);

    // Then
    assertThat(first.statusCode()).isEqualTo(429);
    assertThat(first.headers().firstValue("Retry-After")).hasValue("2");
    assertThat(second.statusCode()).isEqualTo(410);
    assertThat(third.statusCode()).isEqualTo(204);
  }

  @Test
  void waitsForADelivery() throws Exception {
    // Given
    Thread sender = Thread.startVirtualThread(() -> postQuietly());

    // When
    var found = receiver.await(StockDelivery::verified, Duration.ofSeconds(10));

    // Then
    assertThat(found).isPresent();
    sender.join();
  }

  private void postQuietly() {
    try {
      post(SIGNATURE, BODY);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
