package org.odoobridge.testkit.shop.hook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.odoobridge.testkit.shop.site.Answer;
import org.odoobridge.testkit.shop.site.Call;
import org.odoobridge.testkit.shop.site.Links;
import org.odoobridge.testkit.shop.site.Listing;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Routes;
import org.odoobridge.testkit.shop.site.Schema;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;

/** {@code /webhooks}, and which webhook hears of which happening. */
public final class Webhooks {
  private static final List<String> STATUSES = List.of("active", "paused", "disabled");
  private static final Map<String, List<String>> HOOKS =
      Map.ofEntries(
          Map.entry("order.created", List.of("woocommerce_new_order")),
          Map.entry(
              "order.updated", List.of("woocommerce_update_order", "woocommerce_order_refunded")),
          Map.entry("order.deleted", List.of("wp_trash_post", "woocommerce_trash_order")),
          Map.entry("order.restored", List.of("untrashed_post", "woocommerce_untrash_order")),
          Map.entry(
              "product.created",
              List.of(
                  "woocommerce_process_product_meta",
                  "woocommerce_new_product",
                  "woocommerce_new_product_variation")),
          Map.entry(
              "product.updated",
              List.of(
                  "woocommerce_process_product_meta",
                  "woocommerce_update_product",
                  "woocommerce_update_product_variation")),
          Map.entry("product.deleted", List.of("wp_trash_post")),
          Map.entry("product.restored", List.of("untrashed_post")),
          Map.entry(
              "customer.created",
              List.of("user_register", "woocommerce_created_customer", "woocommerce_new_customer")),
          Map.entry("customer.updated", List.of("profile_update", "woocommerce_update_customer")),
          Map.entry("customer.deleted", List.of("delete_user")),
          Map.entry(
              "coupon.created",
              List.of("woocommerce_process_shop_coupon_meta", "woocommerce_new_coupon")),
          Map.entry(
              "coupon.updated",
              List.of("woocommerce_process_shop_coupon_meta", "woocommerce_update_coupon")),
          Map.entry("coupon.deleted", List.of("wp_trash_post")),
          Map.entry("coupon.restored", List.of("untrashed_post")));

  private final Site site;
  private final HookQueue queue;
  private final Map<Integer, Webhook> byId = new TreeMap<>();
  private Future<?> lastPing = Future.succeededFuture();
  private int last;

  public Webhooks(Site site, HookQueue queue) {
    this.site = site;
    this.queue = queue;
    site.listen(this::happened);
  }

  public void register(Routes routes) {
    routes
        .collection("/webhooks", this::list, this::create)
        .item("/webhooks/{id}", this::get, this::update, this::delete);
  }

  /** Completes when the greeting of the newest webhook was answered or failed; never fails. */
  public Future<?> greeted() {
    synchronized (site) {
      return lastPing;
    }
  }

  /** The failure count of a webhook, which the API does not show; empty when unknown. */
  public Optional<Integer> failures(int id) {
    synchronized (site) {
      return Optional.ofNullable(byId.get(id)).map(webhook -> webhook.failures);
    }
  }

  private void happened(String topic, int id) {
    for (Webhook webhook : byId.values()) {
      if (webhook.status.equals("active") && webhook.topic.equals(topic)) {
        queue.offer(webhook, id);
      }
    }
  }

  private Answer list(Call call) {
    List<Webhook> found =
        byId.values().stream()
            .filter(
                hook ->
                    !call.has("status")
                        || call.param("status").equals("all")
                        || hook.status.equals(call.param("status")))
            .sorted((a, b) -> Integer.compare(b.id, a.id))
            .toList();
    return new Listing(site, call).page(found, this::json);
  }

  private Answer create(Call call) {
    JsonNode sent = call.body();
    if (!sent.hasNonNull("delivery_url")) {
      throw missing("delivery_url");
    }
    if (!known(sent.path("topic").asText(""))) {
      throw invalidTopic();
    }
    Webhook webhook = new Webhook(site, ++last);
    webhook.name = "Webhook created on " + site.local(site.now());
    webhook.secret = "generated-" + webhook.id + "-" + site.now().toEpochMilli();
    apply(webhook, sent);
    byId.put(webhook.id, webhook);
    if (webhook.status.equals("active")) {
      lastPing = queue.ping(webhook);
    }
    return Answer.created(json(webhook), site.api("/webhooks/" + webhook.id));
  }

  private static WooError missing(String param) {
    ArrayNode params = PhpJson.array().add(param);
    return WooError.of(400, "rest_missing_callback_param", "Missing parameter(s): " + param)
        .with("params", params);
  }

  private static WooError invalidTopic() {
    return WooError.of(
        400,
        "woocommerce_rest_shop_webhook_invalid_topic",
        "Webhook topic is required and must be valid.");
  }

  private static boolean known(String topic) {
    return HOOKS.containsKey(topic) || topic.matches("action\\.\\w+");
  }

  private static void apply(Webhook webhook, JsonNode sent) {
    new Schema().oneOf("status", STATUSES).verify(sent);
    webhook.name = sent.path("name").asText(webhook.name);
    webhook.status = sent.path("status").asText(webhook.status);
    webhook.topic = sent.path("topic").asText(webhook.topic);
    webhook.deliveryUrl = sent.path("delivery_url").asText(webhook.deliveryUrl);
    webhook.secret = sent.path("secret").asText(webhook.secret);
  }

  private Answer get(Call call) {
    return Answer.ok(json(find(call)));
  }

  private Answer update(Call call) {
    Webhook webhook = find(call);
    if (call.body().has("topic") && !known(call.body().path("topic").asText(""))) {
      throw invalidTopic();
    }
    apply(webhook, call.body());
    webhook.modified = site.now();
    return Answer.ok(json(webhook));
  }

  private Answer delete(Call call) {
    Webhook webhook = find(call);
    if (!call.flag("force")) {
      throw WooError.of(
          501, "woocommerce_rest_trash_not_supported", "Webhooks do not support trashing.");
    }
    byId.remove(webhook.id);
    return Answer.ok(json(webhook));
  }

  private Webhook find(Call call) {
    return Optional.ofNullable(byId.get(call.id()))
        .orElseThrow(
            () -> WooError.of(404, "woocommerce_rest_shop_webhook_invalid_id", "Invalid ID."));
  }

  private ObjectNode json(Webhook webhook) {
    ObjectNode json = PhpJson.object().put("id", webhook.id).put("name", webhook.name);
    json.put("status", webhook.status).put("topic", webhook.topic);
    json.put("resource", webhook.resource()).put("event", webhook.event());
    ArrayNode hooks = json.putArray("hooks");
    HOOKS.getOrDefault(webhook.topic, List.of(webhook.event())).forEach(hooks::add);
    json.put("delivery_url", webhook.deliveryUrl);
    json.put("date_created", site.local(webhook.created));
    json.put("date_created_gmt", Site.gmt(webhook.created));
    json.put("date_modified", site.local(webhook.modified));
    json.put("date_modified_gmt", Site.gmt(webhook.modified));
    json.set("_links", Links.of(site, "/webhooks", webhook.id, Links.ALL));
    return json;
  }
}
