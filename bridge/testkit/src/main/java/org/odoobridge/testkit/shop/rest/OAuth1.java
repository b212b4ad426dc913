package org.odoobridge.testkit.shop.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.odoobridge.testkit.shop.site.WooError;

/** One-legged OAuth 1.0a (RFC 5849, no token): the only key check a shop makes on plain http. */
final class OAuth1 {
  private static final long WINDOW_SECONDS = 15 * 60L;

  private final Set<String> nonces = new HashSet<>();

  void verify(RecordedRequest request, String url, String secret, long nowSeconds) {
    String method = request.query().getOrDefault("oauth_signature_method", "");
    String expected =
        signature(request, url, secret, method.equals("HMAC-SHA1") ? "HmacSHA1" : "HmacSHA256");
    if (!expected.equals(request.query().get("oauth_signature"))) {
      throw refuse("Invalid signature - provided signature does not match.");
    }
    String stamp = request.query().getOrDefault("oauth_timestamp", "0");
    if (!stamp.matches("\\d{1,12}")
        || Math.abs(nowSeconds - Long.parseLong(stamp)) > WINDOW_SECONDS) {
      throw refuse("Invalid timestamp.");
    }
    synchronized (nonces) {
      if (!nonces.add(stamp + request.query().get("oauth_nonce"))) {
        throw refuse("Invalid nonce - nonce has already been used.");
      }
    }
  }

  static String signature(RecordedRequest request, String url, String secret, String algorithm) {
    TreeMap<String, String> params = new TreeMap<>();
    request
        .query()
        .forEach(
            (name, value) -> {
              if (!name.equals("oauth_signature")) {
                params.put(encode(name), encode(value));
              }
            });
    String joined =
        params.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining("&"));
    String base = request.method() + "&" + encode(url + request.path()) + "&" + encode(joined);
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec((secret + "&").getBytes(StandardCharsets.UTF_8), algorithm));
      return Base64.getEncoder().encodeToString(mac.doFinal(base.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(algorithm + " is part of every JDK", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }

  private static WooError refuse(String message) {
    return WooError.of(401, "woocommerce_rest_authentication_error", message);
  }
}
