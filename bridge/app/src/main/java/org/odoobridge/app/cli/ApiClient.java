package org.odoobridge.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls the admin API of a running bridge; every way it can fail becomes a CommandFailure. */
final class ApiClient {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final URI base;
  private final String token;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  ApiClient(String url, String token) {
    this.base = baseOf(url);
    this.token = token;
  }

  private static URI baseOf(String url) {
    try {
      URI uri = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
      if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw badUrl(url);
    }
    throw badUrl(url);
  }

  private static CommandFailure badUrl(String url) {
    return new CommandFailure(
        ExitCode.USAGE, "'" + url + "' is not an address", "write --url http://127.0.0.1:8080");
  }

  /** GET with query parameters; empty values are left out. */
  JsonNode get(String path, Map<String, String> query) {
    String text =
        query.entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
            .collect(Collectors.joining("&"));
    return send(request(text.isEmpty() ? path : path + "?" + text).GET().build());
  }

  /** POST of a JSON object. */
  JsonNode post(String path, Map<String, String> body) {
    try {
      return send(
          request(path)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
              .build());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts is always JSON", e);
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(TIMEOUT)
            .header("Accept", "application/json")
            .header("X-Actor", "cli");
    return token.isEmpty() ? builder : builder.header("Authorization", "Bearer " + token);
  }

  private JsonNode send(HttpRequest request) {
    HttpResponse<String> response;
    try {
      response = http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE,
          "no bridge answers at " + base + " (" + reason(e) + ")",
          "start it with 'odoo-bridge run', or give its address with --url or ODOO_BRIDGE_URL");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.PROBLEM, "interrupted", "");
    }
    if (response.statusCode() == 401) {
      throw new CommandFailure(
          ExitCode.PROBLEM,
          token.isEmpty() ? "the bridge wants a token" : "the bridge refuses this token",
          "give the value behind bridge.token with ODOO_BRIDGE_TOKEN or --token");
    }
    JsonNode body = body(response);
    if (response.statusCode() >= 400) {
      throw new CommandFailure(
          ExitCode.PROBLEM,
          body.path("detail").asText(body.path("title").asText("HTTP " + response.statusCode())),
          body.path("remedy").asText(""));
    }
    return body;
  }

  private JsonNode body(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (JsonProcessingException e) {
      throw new CommandFailure(
          ExitCode.PROBLEM,
          "the answer of " + base + " (HTTP " + response.statusCode() + ") is not a bridge's",
          "check the address: is something else listening there?");
    }
  }

  private static String reason(IOException e) {
    if (e instanceof ConnectException) {
      return "connection refused";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
