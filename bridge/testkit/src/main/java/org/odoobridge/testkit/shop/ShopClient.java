package org.odoobridge.testkit.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.odoobridge.testkit.shop.site.PhpJson;

/** A shop's public REST API seen from outside, in direct style: works against a real shop too. */
final class ShopClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** One answer; the body is missing when it was not JSON. */
  record Reply(int status, JsonNode body, HttpHeaders headers) {
    boolean ok() {
      return status >= 200 && status < 300;
    }
  }

  private final HttpClient http;
  private final String url;
  private final String authorization;

  ShopClient(HttpClient http, String url, String key, String secret) {
    this.http = http;
    this.url = url;
    byte[] pair = (key + ":" + secret).getBytes(StandardCharsets.UTF_8);
    this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  Reply get(String path) throws IOException, InterruptedException {
    return send("GET", path, HttpRequest.BodyPublishers.noBody());
  }

  Reply call(String method, String path, JsonNode body) throws IOException, InterruptedException {
    return send(method, path, HttpRequest.BodyPublishers.ofByteArray(PhpJson.bytes(body)));
  }

  private Reply send(String method, String path, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/wp-json/wc/v3" + path))
            .timeout(TIMEOUT)
            .header("Authorization", authorization)
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    JsonNode json =
        PhpJson.parse(response.body())
            .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    return new Reply(response.statusCode(), json, response.headers());
  }
}
