package org.odoobridge.outbound.channel.woocommerce;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.odoobridge.core.config.Secret;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Problem;
import org.odoobridge.core.work.Problem.TechnicalKind;
import org.odoobridge.outbound.channel.ChannelHttp;
import org.odoobridge.outbound.channel.HttpAnswer;
import org.odoobridge.outbound.channel.NoAnswer;
import org.odoobridge.outbound.delivery.Timers;
import org.odoobridge.outbound.delivery.TokenBucket;

/** The few calls of WooCommerce's REST API v3 that stock needs; each throws {@link ShopFailure}. */
final class ShopApi {
  /** What the query's SKUs may add to the URL; servers refuse lines of 8 kB. */
  private static final int LONGEST_QUERY = 3_000;

  private static final int PAGE = 100;
  private static final int MOST_PAGES = 5;
  private static final String PRODUCTS = "/wp-json/wc/v3/products";
  private static final String FIELDS =
      "&_fields=id,parent_id,type,sku,manage_stock,stock_quantity&per_page=" + PAGE;
  private static final JsonFactory JSON = new JsonFactory();

  /** One number to write. */
  record Update(long id, long quantity) {}

  private final ChannelHttp http;
  private final TokenBucket bucket;
  private final Timers timers;
  private final String authorization;

  ShopApi(ChannelHttp http, Secret key, Secret secret, TokenBucket bucket, Timers timers) {
    this.http = http;
    this.bucket = bucket;
    this.timers = timers;
    this.authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    (key.reveal() + ":" + secret.reveal()).getBytes(StandardCharsets.UTF_8));
  }

  /** Products and variations with any of these SKUs, with their stock; perhaps some others too. */
  List<JsonNode> find(List<Sku> skus) {
    List<JsonNode> found = new ArrayList<>();
    StringBuilder list = new StringBuilder();
    int inList = 0;
    for (Sku sku : skus) {
      if (sku.value().indexOf(',') >= 0) {
        // The shop splits ?sku= at commas; a partial match is the only other way to ask.
        found.addAll(pages("search_sku=" + encoded(sku.value())));
        continue;
      }
      if (inList == PAGE / 2 || list.length() > LONGEST_QUERY) {
        found.addAll(pages("sku=" + list));
        list.setLength(0);
        inList = 0;
      }
      list.append(inList == 0 ? "" : "%2C").append(encoded(sku.value()));
      inList++;
    }
    if (inList > 0) {
      found.addAll(pages("sku=" + list));
    }
    return found;
  }

  private List<JsonNode> pages(String query) {
    List<JsonNode> all = new ArrayList<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      JsonNode list = call(HttpMethod.GET, PRODUCTS + "?" + query + FIELDS + "&page=" + page, null);
      if (!list.isArray()) {
        throw notUnderstood("a list of products was expected");
      }
      list.forEach(all::add);
      if (list.size() < PAGE) {
        return all;
      }
    }
    return all;
  }

  /**
   * Writes stock, at most 100 numbers; answers for each in the order sent.
   *
   * @param parent 0 for products, else the variable product whose variations these are
   * @return empty when the parent itself is gone
   */
  Optional<List<JsonNode>> update(long parent, List<Update> updates) {
    String path = parent == 0 ? PRODUCTS : PRODUCTS + "/" + parent + "/variations";
    HttpAnswer answer = exchange(HttpMethod.POST, path + "/batch", body(updates));
    Optional<JsonNode> json = TolerantJson.parse(answer.body());
    boolean woo = json.isPresent() && json.get().path("code").asText("").startsWith("woocommerce_");
    if (answer.status() == 404 && parent != 0 && woo) {
      return Optional.empty();
    }
    JsonNode list = understood(answer, json).path("update");
    if (!list.isArray()) {
      throw notUnderstood("the answer has no list of updates");
    }
    List<JsonNode> items = new ArrayList<>();
    list.forEach(items::add);
    return Optional.of(items);
  }

  private JsonNode call(HttpMethod method, String path, @Nullable Buffer body) {
    HttpAnswer answer = exchange(method, path, body);
    return understood(answer, TolerantJson.parse(answer.body()));
  }

  private HttpAnswer exchange(HttpMethod method, String path, @Nullable Buffer body) {
    bucket.spend(1);
    try {
      return http.exchange(
          method,
          path,
          Map.of(
              "authorization",
              authorization,
              "content-type",
              "application/json",
              "accept",
              "application/json"),
          body);
    } catch (NoAnswer e) {
      boolean writes = !method.equals(HttpMethod.GET);
      throw new ShopFailure(e.problem(), writes && e.reached() == NoAnswer.Reached.MAYBE);
    }
  }

  private JsonNode understood(HttpAnswer answer, Optional<JsonNode> json) {
    Optional<Problem.Technical> technical = answer.technical(timers.now());
    if (technical.isPresent()) {
      Problem.Technical problem = technical.get();
      String said = said(json);
      throw new ShopFailure(
          new Problem.Technical(problem.kind(), problem.detail() + said, problem.retryAfter()),
          answer.mayStillRun());
    }
    if (!answer.ok()) {
      throw notUnderstood("the shop answered " + answer.status() + said(json) + hint(answer));
    }
    return json.orElseThrow(() -> notUnderstood("the shop's answer is not JSON"));
  }

  private static String said(Optional<JsonNode> json) {
    String code = json.map(node -> node.path("code").asText("")).orElse("");
    return code.isEmpty() ? "" : " (" + code + ")";
  }

  private static String hint(HttpAnswer answer) {
    return answer.status() == 404
        ? ": no WooCommerce REST API at this address; are pretty permalinks on?"
        : "";
  }

  private static ShopFailure notUnderstood(String detail) {
    return new ShopFailure(Problem.Technical.of(TechnicalKind.PROTOCOL, detail), false);
  }

  private static Buffer body(List<Update> updates) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(64 * updates.size() + 32);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("update");
      for (Update update : updates) {
        json.writeStartObject();
        json.writeNumberField("id", update.id());
        json.writeBooleanField("manage_stock", true);
        json.writeNumberField("stock_quantity", update.quantity());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return Buffer.buffer(out.toByteArray());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
