package org.odoobridge.conformance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Sends what a WooCommerce shop would send, byte for byte, signed as it signs. */
public final class HookSender {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;
  private final String secret;

  /** One connection of its own to the webhook address of {@code channel}. */
  public HookSender(BridgeProcess bridge, String channel, String secret) {
    this.url = bridge.url() + "/hooks/woocommerce/" + channel;
    this.secret = secret;
  }

  /** The status with which the bridge answers a correctly signed delivery. */
  public int send(String topic, byte[] body) {
    return send(topic, body, sign(body));
  }

  /** The same with a signature of one's own. */
  public int send(String topic, byte[] body, String signature) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .header("User-Agent", "WooCommerce/11.0.1 Hookshot (WordPress/7.1.4)")
            .header("X-WC-Webhook-Source", "https://shop.example/")
            .header("X-WC-Webhook-Topic", topic)
            .header("X-WC-Webhook-Resource", topic.substring(0, topic.indexOf('.')))
            .header("X-WC-Webhook-Event", topic.substring(topic.indexOf('.') + 1))
            .header("X-WC-Webhook-Signature", signature)
            .header("X-WC-Webhook-ID", "6")
            .header("X-WC-Webhook-Delivery-ID", "0f3d2f3e5b0a4c1d")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
