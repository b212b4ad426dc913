package org.odoobridge.app.preflight.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.odoobridge.app.preflight.Check;
import org.odoobridge.app.preflight.Finding;

/** Looks at a WooCommerce shop: address, key, settings, webhooks. Changes nothing there. */
public final class ShopCheck implements Check {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> TOPICS = Set.of("order.created", "order.updated");
  private static final Set<Integer> WORDPRESS_PORTS = Set.of(80, 443, 8080);
  private static final String KEYS = "WooCommerce > Settings > Advanced > REST API";

  private final ShopTarget shop;

  public ShopCheck(ShopTarget shop) {
    this.shop = shop;
  }

  @Override
  public String about() {
    return "shop " + shop.id();
  }

  @Override
  public List<Finding> look() throws InterruptedException {
    List<Finding> findings = new ArrayList<>(transport());
    try (Http http = new Http(shop.timeout())) {
      Http.Answer status = get(http, "system_status?_fields=environment");
      JsonNode environment = json(status).path("environment");
      if (environment.path("version").isMissingNode()) {
        findings.add(refused(status));
        return findings;
      }
      findings.add(
          Finding.ok(
              about(), "WooCommerce " + environment.path("version").asText() + ", the key reads"));
      if (shop.toldStock()) {
        findings.add(writes(http));
        findings.add(managesStock(http));
      }
      if (shop.webhookUrl().isPresent()) {
        findings.addAll(webhooks(http, shop.webhookUrl().get()));
      }
    } catch (IOException e) {
      findings.add(
          Finding.problem(
              about(),
              "no answer from " + shop.url() + ": " + Http.reason(e),
              "correct the url, or see why the shop cannot be reached from here"));
    }
    return findings;
  }

  private List<Finding> transport() {
    if (!"http".equals(shop.url().getScheme())) {
      return List.of();
    }
    return isPrivate(shop.url().getHost())
        ? List.of(
            Finding.note(about(), "plain http: fine for a shop on this machine or network only"))
        : List.of(
            Finding.problem(
                about(),
                "plain http over a public network: the key would be readable, and WooCommerce"
                    + " ignores it",
                "write https:// in the url"));
  }

  private Finding refused(Http.Answer answer) {
    String code = json(answer).path("code").asText("");
    if (answer.status() == 401 && code.equals("woocommerce_rest_authentication_error")) {
      return problem(
          "the key's secret is wrong: " + json(answer).path("message").asText(),
          "make a new key under " + KEYS + " and set key and secret");
    }
    if (answer.status() == 401) {
      return problem(
          "the shop does not know this key, or its user may not see the shop's status",
          "make a key of a shop manager or administrator under "
              + KEYS
              + "; over plain http WooCommerce ignores keys");
    }
    if (answer.status() >= 300 && answer.status() < 400) {
      return problem(
          "the shop redirects to " + answer.location(), "write that address as the shop's url");
    }
    if (answer.status() == 404) {
      return problem(
          "there is no WooCommerce API at " + shop.url() + "/wp-json/wc/v3",
          "correct the url; in WordPress set Settings > Permalinks to anything but 'Plain'");
    }
    return problem(
        "the shop answers HTTP " + answer.status() + " without its version",
        "open " + shop.url() + "/wp-json/wc/v3 in a browser and see what it says");
  }

  /** An empty batch changes nothing, but is refused to a key that may only read. */
  private Finding writes(Http http) throws IOException, InterruptedException {
    Http.Answer answer = http.send("POST", api("products/batch"), headers(), "{}");
    return answer.status() == 200
        ? Finding.ok(about(), "the key writes")
        : problem(
            "the key may only read: " + json(answer).path("message").asText(),
            "set its permissions to Read/Write under " + KEYS);
  }

  private Finding managesStock(Http http) throws IOException, InterruptedException {
    JsonNode setting = json(get(http, "settings/products/woocommerce_manage_stock"));
    return switch (setting.path("value").asText("")) {
      case "yes" -> Finding.ok(about(), "stock management is on");
      case "no" ->
          problem(
              "stock management is off, so stock numbers are ignored",
              "tick WooCommerce > Settings > Products > Inventory > Enable stock management");
      default -> Finding.note(about(), "the shop does not say whether it manages stock");
    };
  }

  private List<Finding> webhooks(Http http, URI target) throws IOException, InterruptedException {
    List<Finding> findings = new ArrayList<>();
    int port = target.getPort() < 0 ? 443 : target.getPort();
    if (!WORDPRESS_PORTS.contains(port)) {
      findings.add(
          problem(
              "WordPress sends webhooks to ports 80, 443 and 8080 only, not to " + port,
              "put a reverse proxy with one of these ports before the bridge"));
    }
    if (isPrivate(target.getHost())) {
      findings.add(
          Finding.warning(
              about(),
              "WordPress refuses to send webhooks to a private address such as "
                  + target.getHost()
                  + " (orders still come by the sweep)",
              "give webhookUrl a public name, or allow the host with the filter"
                  + " http_request_host_is_external"));
    }
    Set<String> missing = new TreeSet<>(TOPICS);
    for (JsonNode hook : json(get(http, "webhooks?per_page=100"))) {
      if (!hook.path("delivery_url").asText().equals(target.toString())) {
        continue;
      }
      String topic = hook.path("topic").asText();
      if (hook.path("status").asText().equals("active")) {
        missing.remove(topic);
      } else {
        findings.add(
            Finding.warning(
                about(),
                "webhook %s (%s) is %s"
                    .formatted(hook.path("id").asText(), topic, hook.path("status").asText()),
                "the running bridge makes it anew; see why deliveries failed in the shop's log"));
      }
    }
    findings.add(
        missing.isEmpty()
            ? Finding.ok(about(), "webhooks for orders are active")
            : Finding.note(
                about(),
                "no active webhook for "
                    + String.join(", ", missing)
                    + " yet; the running bridge makes it"));
    return findings;
  }

  private Http.Answer get(Http http, String path) throws IOException, InterruptedException {
    return http.send("GET", api(path), headers(), "");
  }

  private URI api(String path) {
    String base = shop.url().toString();
    return URI.create((base.endsWith("/") ? base : base + "/") + "wp-json/wc/v3/" + path);
  }

  private Map<String, String> headers() {
    String pair = shop.key().reveal() + ":" + shop.secret().reveal();
    return Map.of(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)),
        "Content-Type",
        "application/json");
  }

  private static JsonNode json(Http.Answer answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static boolean isPrivate(String host) {
    try {
      InetAddress address = InetAddress.getByName(host);
      return address.isLoopbackAddress()
          || address.isSiteLocalAddress()
          || address.isLinkLocalAddress()
          || address.isAnyLocalAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private Finding problem(String message, String remedy) {
    return Finding.problem(about(), message, remedy);
  }
}
