package org.odoobridge.outbound.channel.woocommerce.coupon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.odoobridge.outbound.channel.woocommerce.ShopFailure;
import org.odoobridge.outbound.channel.woocommerce.ShopHttp;

/** The calls of WooCommerce's REST API v3 that coupons need; each throws {@link ShopFailure}. */
final class CouponApi {
  private final ShopHttp shop;

  CouponApi(ShopHttp shop) {
    this.shop = shop;
  }

  /** Values by id of one group of the shop's settings. */
  Map<String, String> settings(String group) {
    JsonNode list = shop.call(HttpMethod.GET, "/settings/" + group + "?_fields=id,value", null);
    Map<String, String> values = new HashMap<>();
    list.forEach(one -> values.put(one.path("id").asText(), one.path("value").asText("")));
    return values;
  }

  /** The coupon that shoppers get by this code: a published one. */
  Optional<JsonNode> byCode(String code) {
    JsonNode list =
        shop.call(HttpMethod.GET, "/coupons?per_page=5&code=" + ShopHttp.encoded(code), null);
    for (JsonNode one : list) {
      if (one.path("code").asText("").equalsIgnoreCase(code)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }

  /** Coupons with these ids, at most 100; older shops list only published ones. */
  List<JsonNode> byId(Collection<Long> ids) {
    String list = ids.stream().map(String::valueOf).collect(Collectors.joining("%2C"));
    List<JsonNode> found = new ArrayList<>();
    shop.call(HttpMethod.GET, "/coupons?per_page=100&include=" + list, null).forEach(found::add);
    return found;
  }

  /** One coupon, whatever its status; empty when there is none. */
  Optional<JsonNode> one(long id) {
    ShopHttp.Reply reply = shop.exchange(HttpMethod.GET, "/coupons/" + id, null);
    return reply.status() == 404 && !reply.code().equals("rest_no_route")
        ? Optional.empty()
        : Optional.of(shop.understood(reply));
  }

  /** Items' answers in the order sent: first those created, then those updated. */
  List<JsonNode> batch(List<ObjectNode> create, List<ObjectNode> update) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (!create.isEmpty()) {
      body.putArray("create").addAll(create);
    }
    if (!update.isEmpty()) {
      body.putArray("update").addAll(update);
    }
    ShopHttp.Reply reply =
        shop.exchangeOnce(
            HttpMethod.POST,
            "/coupons/batch",
            Buffer.buffer(body.toString().getBytes(StandardCharsets.UTF_8)));
    JsonNode answer = shop.understood(reply);
    List<JsonNode> items = new ArrayList<>();
    answer.path("create").forEach(items::add);
    if (items.size() != create.size()) {
      throw ShopHttp.notUnderstood(
          "the shop answered for " + items.size() + " of " + create.size() + " new coupons");
    }
    answer.path("update").forEach(items::add);
    if (items.size() != create.size() + update.size()) {
      throw ShopHttp.notUnderstood(
          "the shop answered for "
              + (items.size() - create.size())
              + " of "
              + update.size()
              + " coupons");
    }
    return items;
  }
}
