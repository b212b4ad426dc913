package org.odoobridge.testkit.shop.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signatures that real shops accepted. */
class OAuth1Test {
  private static final String SITE = "http://127.0.0.1:8080";
  private static final String SECRET = "cs_1ab0000000000000000000000000000000000rw1";

  private static RecordedRequest request(Map<String, String> query) {
    return new RecordedRequest(1, 0, "GET", "/wp-json/wc/v3/products", query, Map.of(), "");
  }

  @Test
  void signsAsAcceptedWithSha256() {
    Map<String, String> query =
        Map.of(
            "per_page", "1",
            "oauth_consumer_key", "ck_1ab0000000000000000000000000000000000rw1",
            "oauth_nonce", "vsVNpNNcBAWYNtPA",
            "oauth_signature_method", "HMAC-SHA256",
            "oauth_timestamp", "1795519434");
    assertThat(OAuth1.signature(request(query), SITE, SECRET, "HmacSHA256"))
        .isEqualTo("PXxb8ONoaN1sILIS3LCpw+78IEWOwzGEcokc6GBjXUw=");
  }

  @Test
  void signsAsAcceptedWithSha1() {
    Map<String, String> query =
        Map.of(
            "per_page", "1",
            "oauth_consumer_key", "ck_1ab0000000000000000000000000000000000rw1",
            "oauth_nonce", "nZhlzRgxJSiARRcz",
            "oauth_signature_method", "HMAC-SHA1",
            "oauth_timestamp", "1795519434");
    assertThat(OAuth1.signature(request(query), SITE, SECRET, "HmacSHA1"))
        .isEqualTo("P7IFQWYzIPEnDsdP9rnFQn5qCAQ=");
  }
}
