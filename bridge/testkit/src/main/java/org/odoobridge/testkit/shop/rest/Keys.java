package org.odoobridge.testkit.shop.rest;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.odoobridge.testkit.shop.site.WooError;

/**
 * The shop's API keys and who a request comes from. On plain http a real shop ignores Basic and
 * query keys; the simulator accepts them unless it is strict, as it listens on loopback only.
 */
public final class Keys {
  /** One consumer key; a read-only one may not write. */
  public record ApiKey(String key, String secret, boolean readOnly) {}

  private final List<ApiKey> keys;
  private final boolean strict;
  private final OAuth1 oauth = new OAuth1();

  public Keys(List<ApiKey> keys, boolean strict) {
    this.keys = List.copyOf(keys);
    this.strict = strict;
  }

  /** Throws what WooCommerce answers to a request without sufficient rights. */
  void check(RecordedRequest request, String url, long nowSeconds) {
    Optional<ApiKey> key = identify(request, url, nowSeconds);
    if (key.isEmpty()) {
      throw anonymous(request);
    }
    if (key.get().readOnly() && request.writes()) {
      throw WooError.of(
          401,
          "woocommerce_rest_authentication_error",
          "The API key provided does not have write permissions.");
    }
  }

  private Optional<ApiKey> identify(RecordedRequest request, String url, long nowSeconds) {
    String consumer = request.query().get("oauth_consumer_key");
    if (consumer != null) {
      Optional<ApiKey> key = find(consumer);
      key.ifPresent(known -> oauth.verify(request, url, known.secret(), nowSeconds));
      return key;
    }
    if (strict || request.query().containsKey("rest_route")) {
      return Optional.empty();
    }
    List<String> pair = credentials(request);
    Optional<ApiKey> key = find(pair.get(0));
    key.filter(known -> !known.secret().equals(pair.get(1)))
        .ifPresent(
            known -> {
              throw WooError.of(
                  401, "woocommerce_rest_authentication_error", "Consumer secret is invalid.");
            });
    return key;
  }

  private static List<String> credentials(RecordedRequest request) {
    String header = request.headers().getOrDefault("authorization", "");
    if (header.startsWith("Basic ")) {
      String pair = decoded(header.substring(6));
      int colon = pair.indexOf(':');
      return colon < 0
          ? List.of(pair, "")
          : List.of(pair.substring(0, colon), pair.substring(colon + 1));
    }
    return List.of(
        request.query().getOrDefault("consumer_key", ""),
        request.query().getOrDefault("consumer_secret", ""));
  }

  /** What is not Base64 is no key. */
  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException garbage) {
      return "";
    }
  }

  private Optional<ApiKey> find(String consumer) {
    return keys.stream().filter(key -> key.key().equals(consumer)).findFirst();
  }

  private static WooError anonymous(RecordedRequest request) {
    boolean item = request.path().matches(".*/\\d+");
    return switch (request.method()) {
      case "GET" ->
          refuse(
              "cannot_view",
              item ? "Sorry, you cannot view this resource." : "Sorry, you cannot list resources.");
      case "DELETE" ->
          refuse("cannot_delete", "Sorry, you are not allowed to delete this resource.");
      default ->
          request.path().endsWith("/batch")
              ? refuse(
                  "cannot_batch", "Sorry, you are not allowed to batch manipulate this resource.")
              : item
                  ? refuse("cannot_edit", "Sorry, you are not allowed to edit this resource.")
                  : refuse("cannot_create", "Sorry, you are not allowed to create resources.");
    };
  }

  private static WooError refuse(String code, String message) {
    return WooError.of(401, "woocommerce_rest_" + code, message);
  }
}
