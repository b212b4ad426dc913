package org.odoobridge.inbound.sweep;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;

/**
 * WooCommerce REST v3 with Basic authentication. Over plain http a real shop ignores Basic, so an
 * address that is neither https nor loopback is refused.
 */
public final class WooShopReader implements ShopReader, ShopWriter, AutoCloseable {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final Pattern NOISE =
      Pattern.compile("\\uFEFF|\\s*<.*?>\\s*(?=[\\[{])", Pattern.DOTALL);
  private static final String API = "/wp-json/wc/v3";

  private final ShopAccess access;
  private final Clock clock;
  private final WebClient client;

  public WooShopReader(Vertx vertx, ShopAccess access, Clock clock) {
    this.access = access;
    this.clock = clock;
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setConnectTimeout((int) Math.min(access.timeout().toMillis(), 10_000))
                .setFollowRedirects(false)
                .setUserAgent("odoo-bridge"));
  }

  @Override
  public Page changedOrders(String status, Instant after, int page) {
    Map<String, String> query = new TreeMap<>();
    query.put("status", status);
    query.put("modified_after", SECONDS.format(after.truncatedTo(ChronoUnit.SECONDS)));
    query.put("dates_are_gmt", "true");
    query.put("orderby", "modified");
    query.put("order", "asc");
    query.put("per_page", Integer.toString(PAGE));
    query.put("page", Integer.toString(page));
    HttpResponse<Buffer> answer = ok(call(HttpMethod.GET, "/orders", query, null));
    return new Page(list(answer), shopTime(answer));
  }

  @Override
  public Optional<JsonNode> order(String id) {
    HttpResponse<Buffer> answer = call(HttpMethod.GET, "/orders/" + id, Map.of(), null);
    if (answer.statusCode() == 404 && code(answer).endsWith("_invalid_id")) {
      return Optional.empty();
    }
    JsonNode order = json(ok(answer));
    if (!order.path("id").asText().equals(id)) {
      throw protocol("order " + id + " was asked for, another answer came");
    }
    return Optional.of(order);
  }

  @Override
  public List<String> existing(Collection<String> ids) {
    List<String> found = new ArrayList<>();
    for (String status : List.of("any", "trash")) {
      Map<String, String> query = new TreeMap<>();
      query.put("include", String.join(",", ids));
      query.put("status", status);
      query.put("per_page", Integer.toString(PAGE));
      query.put("_fields", "id");
      list(ok(call(HttpMethod.GET, "/orders", query, null)))
          .forEach(order -> found.add(order.path("id").asText()));
    }
    return found;
  }

  @Override
  public List<JsonNode> refunds(String id) {
    List<JsonNode> refunds = new ArrayList<>();
    for (int page = 1; ; page++) {
      Map<String, String> query =
          Map.of("per_page", Integer.toString(PAGE), "page", Integer.toString(page));
      HttpResponse<Buffer> answer = call(HttpMethod.GET, "/orders/" + id + "/refunds", query, null);
      if (answer.statusCode() == 404) {
        return List.of();
      }
      List<JsonNode> found = list(ok(answer));
      refunds.addAll(found);
      if (found.size() < PAGE) {
        return refunds;
      }
    }
  }

  @Override
  public Map<String, Set<String>> refundIds(Collection<String> ids) {
    Map<String, Set<String>> found = new TreeMap<>();
    for (String status : List.of("any", "trash")) {
      Map<String, String> query = new TreeMap<>();
      query.put("include", String.join(",", ids));
      query.put("status", status);
      query.put("per_page", Integer.toString(PAGE));
      query.put("_fields", "id,refunds");
      for (JsonNode order : list(ok(call(HttpMethod.GET, "/orders", query, null)))) {
        Set<String> refunds = new TreeSet<>();
        order.path("refunds").forEach(refund -> refunds.add(refund.path("id").asText()));
        found.put(order.path("id").asText(), refunds);
      }
    }
    return found;
  }

  @Override
  public void note(String order, String text) {
    ok(
        call(
            HttpMethod.POST,
            "/orders/" + order + "/notes",
            Map.of(),
            JSON.createObjectNode().put("note", text).put("customer_note", false)));
  }

  @Override
  public List<Webhook> webhooks() {
    Map<String, String> query = Map.of("per_page", Integer.toString(PAGE));
    return list(ok(call(HttpMethod.GET, "/webhooks", query, null))).stream()
        .map(
            hook ->
                new Webhook(
                    hook.path("id").asText(),
                    hook.path("topic").asText(),
                    hook.path("status").asText(),
                    hook.path("delivery_url").asText()))
        .toList();
  }

  @Override
  public void createWebhook(String topic, String deliveryUrl, String secret) {
    Map<String, String> hook =
        Map.of(
            "name", "odoo-bridge " + topic,
            "topic", topic,
            "delivery_url", deliveryUrl,
            "secret", secret,
            "status", "active");
    ok(call(HttpMethod.POST, "/webhooks", Map.of(), JSON.valueToTree(hook)));
  }

  @Override
  public void deleteWebhook(String id) {
    ok(call(HttpMethod.DELETE, "/webhooks/" + id, Map.of("force", "true"), null));
  }

  @Override
  public void close() {
    client.close();
  }

  private HttpResponse<Buffer> call(
      HttpMethod method, String path, Map<String, String> query, @Nullable JsonNode body) {
    HttpRequest<Buffer> request =
        client
            .requestAbs(method, access.url() + API + path)
            .basicAuthentication(access.key().reveal(), access.secret().reveal())
            .timeout(access.timeout().toMillis());
    query.forEach(request::addQueryParam);
    try {
      var answer =
          body == null
              ? request.send()
              : request
                  .putHeader("Content-Type", "application/json")
                  .sendBuffer(Buffer.buffer(body.toString()));
      return answer.await(access.timeout().toMillis() + 1000, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw failure(
          TechnicalKind.TIMEOUT, "no answer within " + access.timeout(), Optional.empty());
    } catch (Exception e) { // await hands on whatever the network threw
      throw network(e);
    }
  }

  private HttpResponse<Buffer> ok(HttpResponse<Buffer> answer) {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return answer;
    }
    Optional<Duration> retryAfter = retryAfter(answer);
    String detail = "the shop answered " + status + " " + code(answer);
    if (status == 401 || status == 403) {
      throw failure(TechnicalKind.UNAUTHORIZED, detail, retryAfter);
    }
    if (status == 429 || (status == 503 && retryAfter.isPresent())) {
      throw failure(TechnicalKind.THROTTLED, detail, retryAfter);
    }
    throw failure(
        status >= 500 ? TechnicalKind.SERVER_ERROR : TechnicalKind.PROTOCOL, detail, retryAfter);
  }

  private static List<JsonNode> list(HttpResponse<Buffer> answer) {
    JsonNode json = json(answer);
    if (!json.isArray()) {
      throw protocol("the shop answered no list");
    }
    List<JsonNode> items = new ArrayList<>();
    json.forEach(items::add);
    return items;
  }

  private static JsonNode json(HttpResponse<Buffer> answer) {
    Buffer body = answer.body();
    if (body == null) {
      throw protocol("the shop answered without a body");
    }
    try {
      return JSON.readTree(json(body.toString(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw protocol("the shop's answer is not JSON");
    }
  }

  /**
   * The JSON in an answer: a plugin's file saved with a byte order mark puts that before every
   * answer, and a shop that shows PHP's warnings puts their HTML there.
   */
  private static String json(String body) {
    Matcher noise = NOISE.matcher(body);
    return noise.lookingAt() ? body.substring(noise.end()) : body;
  }

  private static String code(HttpResponse<Buffer> answer) {
    try {
      Buffer body = answer.body();
      return body == null
          ? ""
          : JSON.readTree(json(body.toString(StandardCharsets.UTF_8))).path("code").asText("");
    } catch (IOException e) {
      return ""; // an error page; the status says enough
    }
  }

  private Instant shopTime(HttpResponse<Buffer> answer) {
    String date = answer.getHeader("Date");
    if (date == null) {
      return clock.instant();
    }
    try {
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return clock.instant();
    }
  }

  private static Optional<Duration> retryAfter(HttpResponse<Buffer> answer) {
    String text = answer.getHeader("Retry-After");
    try {
      return text == null
          ? Optional.empty()
          : Optional.of(Duration.ofSeconds(Long.parseLong(text.strip())));
    } catch (NumberFormatException e) {
      return Optional.empty(); // a date; our own schedule is good enough
    }
  }

  private static ShopFailure network(Exception cause) {
    String what = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
      return failure(TechnicalKind.CONNECTION_REFUSED, what, Optional.empty());
    }
    if (cause instanceof HttpClosedException || cause instanceof IOException) {
      return failure(TechnicalKind.SERVER_ERROR, what, Optional.empty());
    }
    return failure(TechnicalKind.TIMEOUT, what, Optional.empty());
  }

  private static ShopFailure protocol(String detail) {
    return failure(TechnicalKind.PROTOCOL, detail, Optional.empty());
  }

  private static ShopFailure failure(
      TechnicalKind kind, String detail, Optional<Duration> retryAfter) {
    return new ShopFailure(new Problem.Technical(kind, detail, retryAfter));
  }
}
