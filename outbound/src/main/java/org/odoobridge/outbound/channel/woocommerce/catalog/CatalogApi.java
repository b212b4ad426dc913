package org.odoobridge.outbound.channel.woocommerce.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.odoobridge.outbound.channel.woocommerce.ShopFailure;
import org.odoobridge.outbound.channel.woocommerce.ShopHttp;

/** The calls of WooCommerce's REST API v3 that products need; each throws {@link ShopFailure}. */
final class CatalogApi {
  /** Code of an item that is too large for the shop by itself. */
  static final String TOO_LARGE = "request-too-large";

  private static final int PAGE = 100;

  /** SKUs a question: their products fill one page, with room for some that have one twice. */
  private static final int SKUS = 80;

  private static final int MOST_PAGES = 10;
  private static final int LONGEST_QUERY = 3_000;
  private static final String FIELDS =
      "&_fields=id,parent_id,type,sku,status,global_unique_id,attributes,meta_data";
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  private final ShopHttp shop;

  CatalogApi(ShopHttp shop) {
    this.shop = shop;
  }

  /** Items' answers in the order sent. */
  record BatchAnswer(List<JsonNode> created, List<JsonNode> updated) {}

  /** WooCommerce's version, such as {@code 9.9.5}; empty when the key may not ask. */
  Optional<String> version() {
    ShopHttp.Reply reply =
        shop.exchange(HttpMethod.GET, "/system_status?_fields=environment", null);
    if (reply.status() == 401 || reply.status() == 403 || reply.status() == 404) {
      return Optional.empty();
    }
    String version = shop.understood(reply).path("environment").path("version").asText("");
    return version.isEmpty() ? Optional.empty() : Optional.of(version);
  }

  /** Products and variations with any of these SKUs; perhaps some others too. */
  List<JsonNode> bySku(Collection<String> skus) {
    List<JsonNode> found = new ArrayList<>();
    StringBuilder list = new StringBuilder();
    int inList = 0;
    for (String sku : skus) {
      if (sku.indexOf(',') >= 0) {
        // The shop splits ?sku= at commas; a partial match is the only other way to ask.
        found.addAll(pages("/products?search_sku=" + ShopHttp.encoded(sku) + FIELDS));
        continue;
      }
      if (inList == SKUS || list.length() > LONGEST_QUERY) {
        found.addAll(pages("/products?sku=" + list + FIELDS));
        list.setLength(0);
        inList = 0;
      }
      list.append(inList == 0 ? "" : "%2C").append(ShopHttp.encoded(sku));
      inList++;
    }
    if (inList > 0) {
      found.addAll(pages("/products?sku=" + list + FIELDS));
    }
    return found;
  }

  /** Products with these ids, at most 100; those that are gone are left out. */
  List<JsonNode> byId(Collection<Long> ids) {
    String list = ids.stream().map(String::valueOf).collect(Collectors.joining("%2C"));
    return ids.isEmpty() ? List.of() : pages("/products?include=" + list + FIELDS + ",images");
  }

  /** Products created after {@code since}, the newest 1,000. */
  List<JsonNode> createdAfter(Instant since) {
    return pages(
        "/products?after=" + SECONDS.format(since) + "&dates_are_gmt=true&orderby=date" + FIELDS);
  }

  List<JsonNode> variations(long parent) {
    return pages(
        "/products/" + parent + "/variations?_fields=id,sku,status,attributes,image&orderby=id");
  }

  private List<JsonNode> pages(String query) {
    List<JsonNode> all = new ArrayList<>();
    for (int page = 1; page <= MOST_PAGES; page++) {
      JsonNode list =
          shop.call(HttpMethod.GET, query + "&per_page=" + PAGE + "&page=" + page, null);
      if (!list.isArray()) {
        throw ShopHttp.notUnderstood("a list was expected");
      }
      list.forEach(all::add);
      if (list.size() < PAGE) {
        return all;
      }
    }
    return all;
  }

  /** Writes products, at most 100; halves what is too large for the shop or its web server. */
  BatchAnswer products(List<ObjectNode> create, List<ObjectNode> update) {
    return batch("/products/batch", create, update)
        .orElseThrow(
            () ->
                ShopHttp.notUnderstood(
                    "the shop has no products/batch: is this WooCommerce's address?"));
  }

  /** The same with variations; empty when their parent is gone. */
  Optional<BatchAnswer> variations(long parent, List<ObjectNode> create, List<ObjectNode> update) {
    return batch("/products/" + parent + "/variations/batch", create, update);
  }

  /** Creates terms; answers in the order sent, or empty when the shop has no such taxonomy. */
  Optional<List<JsonNode>> terms(String path, List<ObjectNode> create) {
    return batch(path + "/batch", create, List.of()).map(BatchAnswer::created);
  }

  /** All global attributes. */
  List<JsonNode> attributes() {
    List<JsonNode> all = new ArrayList<>();
    shop.call(HttpMethod.GET, "/products/attributes?_fields=id,name,slug", null).forEach(all::add);
    return all;
  }

  /** Creates a global attribute; the answer may be a refusal. */
  JsonNode createAttribute(String name, String slug) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", name).put("slug", slug);
    ShopHttp.Reply reply = shop.exchange(HttpMethod.POST, "/products/attributes", bytes(body));
    if (reply.status() == 400 && reply.json().isPresent()) {
      return JsonNodeFactory.instance.objectNode().set("error", reply.json().get());
    }
    return shop.understood(reply);
  }

  private Optional<BatchAnswer> batch(
      String path, List<ObjectNode> create, List<ObjectNode> update) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (!create.isEmpty()) {
      body.putArray("create").addAll(create);
    }
    if (!update.isEmpty()) {
      body.putArray("update").addAll(update);
    }
    ShopHttp.Reply reply = shop.exchangeOnce(HttpMethod.POST, path, bytes(body));
    if (reply.status() == 413) {
      return halves(path, create, update);
    }
    boolean woo = reply.code().startsWith("woocommerce_") || reply.code().equals("rest_no_route");
    if (reply.status() == 404 && woo) {
      return Optional.empty();
    }
    JsonNode answer = shop.understood(reply);
    return Optional.of(
        new BatchAnswer(
            items(answer, "create", create.size()), items(answer, "update", update.size())));
  }

  private Optional<BatchAnswer> halves(
      String path, List<ObjectNode> create, List<ObjectNode> update) {
    if (create.size() + update.size() <= 1) {
      ObjectNode error = JsonNodeFactory.instance.objectNode();
      error
          .putObject("error")
          .put("code", TOO_LARGE)
          .put("message", "the shop's server takes no request of this size")
          .putObject("data")
          .put("status", 413);
      return Optional.of(
          new BatchAnswer(
              create.isEmpty() ? List.of() : List.of(error),
              update.isEmpty() ? List.of() : List.of(error)));
    }
    int createHalf = create.size() / 2;
    int updateHalf = (update.size() + 1) / 2;
    Optional<BatchAnswer> first =
        batch(path, create.subList(0, createHalf), update.subList(0, updateHalf));
    Optional<BatchAnswer> second =
        batch(
            path,
            create.subList(createHalf, create.size()),
            update.subList(updateHalf, update.size()));
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new BatchAnswer(
            joined(first.get().created(), second.get().created()),
            joined(first.get().updated(), second.get().updated())));
  }

  private static List<JsonNode> joined(List<JsonNode> one, List<JsonNode> other) {
    List<JsonNode> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  private static List<JsonNode> items(JsonNode answer, String kind, int sent) {
    List<JsonNode> items = new ArrayList<>();
    answer.path(kind).forEach(items::add);
    if (items.size() != sent) {
      throw ShopHttp.notUnderstood(
          "the shop answered for " + items.size() + " of " + sent + " items");
    }
    return items;
  }

  private static Buffer bytes(ObjectNode body) {
    return Buffer.buffer(body.toString().getBytes(StandardCharsets.UTF_8));
  }
}
