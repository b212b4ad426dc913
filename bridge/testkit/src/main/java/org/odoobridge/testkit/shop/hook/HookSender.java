package org.odoobridge.testkit.shop.hook;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.odoobridge.testkit.shop.site.Site;

/** Sends one webhook request with the headers, signature and manners of the real shop. */
final class HookSender {
  private static final Set<Integer> PORTS = Set.of(-1, 80, 443, 8080);

  private final Site site;
  private final HttpClient client;
  private final Duration timeout;
  private final boolean allowPrivateReceivers;

  HookSender(Vertx vertx, Site site, Duration timeout, boolean allowPrivateReceivers) {
    this.site = site;
    this.timeout = timeout;
    this.allowPrivateReceivers = allowPrivateReceivers;
    this.client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));
  }

  /** The status answered; 0 for refused, cut, timed out or not allowed. */
  Future<Integer> deliver(Webhook webhook, byte[] body) {
    MultiMap headers = common();
    headers.add("Content-Type", "application/json");
    headers.add("X-WC-Webhook-Source", site.url() + "/");
    headers.add("X-WC-Webhook-Topic", webhook.topic);
    headers.add("X-WC-Webhook-Resource", webhook.resource());
    headers.add("X-WC-Webhook-Event", webhook.event());
    headers.add("X-WC-Webhook-Signature", signature(body, webhook.secret));
    headers.add("X-WC-Webhook-ID", Integer.toString(webhook.id));
    headers.add("X-WC-Webhook-Delivery-ID", deliveryId(webhook.id));
    return send(webhook.deliveryUrl, headers, body);
  }

  /** The greeting at creation: a form, unsigned. */
  Future<Integer> ping(Webhook webhook) {
    byte[] body = ("webhook_id=" + webhook.id).getBytes(StandardCharsets.UTF_8);
    MultiMap headers = common();
    headers.add("Content-Type", "application/x-www-form-urlencoded");
    return send(webhook.deliveryUrl, headers, body);
  }

  void close() {
    client.close();
  }

  private MultiMap common() {
    return MultiMap.caseInsensitiveMultiMap()
        .add(
            "User-Agent",
            "WooCommerce/"
                + site.version().woocommerce()
                + " Hookshot (WordPress/"
                + site.version().wordpress()
                + ")")
        .add("Accept", "*/*")
        .add("Accept-Encoding", "deflate, gzip, br, zstd");
  }

  private Future<Integer> send(String url, MultiMap headers, byte[] body) {
    try {
      if (!allowPrivateReceivers && !isPublic(URI.create(url))) {
        return Future.succeededFuture(0);
      }
      RequestOptions options =
          new RequestOptions()
              .setMethod(HttpMethod.POST)
              .setAbsoluteURI(url)
              .setHeaders(headers.add("Connection", "close"))
              .setIdleTimeout(timeout.toMillis())
              .setFollowRedirects(false);
      return client
          .request(options)
          .compose((HttpClientRequest request) -> request.send(Buffer.buffer(body)))
          .compose(response -> response.end().map(end -> response.statusCode()))
          .otherwise(0);
    } catch (IllegalArgumentException | VertxException notAnAddress) {
      // Registered all the same, as any text is: it just never arrives.
      return Future.succeededFuture(0);
    }
  }

  /** WordPress refuses private addresses and unusual ports, without saying so at registration. */
  private static boolean isPublic(URI uri) {
    String host = Objects.requireNonNullElse(uri.getHost(), "localhost");
    return PORTS.contains(uri.getPort())
        && !host.equals("localhost")
        && !host.matches("(127|10)\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*");
  }

  static String signature(byte[] body, String secret) {
    return Base64.getEncoder()
        .encodeToString(mac("HmacSHA256", secret.getBytes(StandardCharsets.UTF_8), body));
  }

  /** One value per webhook and second, as the real one: not unique. */
  private String deliveryId(int webhookId) {
    String text = webhookId + ":" + site.now().getEpochSecond();
    byte[] salt = site.url().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(mac("HmacMD5", salt, text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] mac(String algorithm, byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, algorithm));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm + " is part of every JDK", e);
    }
  }
}
