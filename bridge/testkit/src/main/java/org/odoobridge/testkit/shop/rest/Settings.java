package org.odoobridge.testkit.shop.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.shop.site.Answer;
import org.odoobridge.testkit.shop.site.Call;
import org.odoobridge.testkit.shop.site.Links;
import org.odoobridge.testkit.shop.site.Listing;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Routes;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;

/** What a client asks a shop about itself: versions, tax and currency settings, gateways. */
public final class Settings {
  private final Site site;

  public Settings(Site site) {
    this.site = site;
  }

  public void register(Routes routes) {
    routes.read("/system_status", call -> Answer.ok(systemStatus()));
    routes.read("/data/currencies/current", call -> Answer.ok(currency()));
    routes.read("/payment_gateways", this::gateways);
    for (Map.Entry<String, Map<String, String>> group : groups().entrySet()) {
      routes.read("/settings/" + group.getKey(), call -> Answer.ok(group(group.getKey())));
      for (String id : group.getValue().keySet()) {
        String path = "/settings/" + group.getKey();
        routes.add(
            path + "/" + id,
            "GET, POST, PUT, PATCH",
            Map.of(
                "GET",
                call -> Answer.ok(setting(group.getKey(), id)),
                "PUT",
                call -> change(group.getKey(), id, call),
                "POST",
                call -> change(group.getKey(), id, call)));
      }
    }
  }

  private Map<String, Map<String, String>> groups() {
    Map<String, String> tax = new LinkedHashMap<>();
    tax.put("woocommerce_prices_include_tax", site.pricesIncludeTax() ? "yes" : "no");
    tax.put("woocommerce_tax_based_on", "shipping");
    tax.put("woocommerce_shipping_tax_class", "inherit");
    tax.put("woocommerce_tax_round_at_subtotal", "no");
    tax.put("woocommerce_tax_classes", "");
    tax.put("woocommerce_tax_display_shop", "excl");
    tax.put("woocommerce_tax_display_cart", "excl");
    tax.put("woocommerce_price_display_suffix", "");
    tax.put("woocommerce_tax_total_display", "itemized");
    Map<String, String> general = new LinkedHashMap<>();
    general.put("woocommerce_default_country", site.homeCountry());
    general.put("woocommerce_calc_taxes", "yes");
    general.put("woocommerce_enable_coupons", "yes");
    general.put("woocommerce_currency", site.currency());
    general.put("woocommerce_price_decimal_sep", ".");
    general.put("woocommerce_price_num_decimals", "2");
    return Map.of("tax", tax, "general", general);
  }

  private ArrayNode group(String group) {
    ArrayNode settings = PhpJson.array();
    groups().getOrDefault(group, Map.of()).keySet().forEach(id -> settings.add(setting(group, id)));
    return settings;
  }

  private ObjectNode setting(String group, String id) {
    String value = groups().getOrDefault(group, Map.of()).getOrDefault(id, "");
    ObjectNode json = PhpJson.object().put("id", id);
    json.put("label", id.replace("woocommerce_", "").replace('_', ' '));
    json.put("description", "").put("type", "text").put("default", "");
    json.put("tip", "").put("value", value);
    json.set(
        "_links", Links.of(site, "/settings/" + group, 0, List.of("GET", "POST", "PUT", "PATCH")));
    ((ObjectNode) json.at("/_links/self/0")).put("href", site.api("/settings/" + group + "/" + id));
    return json;
  }

  private Answer change(String group, String id, Call call) {
    if (!id.equals("woocommerce_prices_include_tax")) {
      throw WooError.of(
          400, "rest_setting_value_invalid", "The simulator changes no setting but the tax mode.");
    }
    site.pricesIncludeTax(call.param("value").equals("yes"));
    return Answer.ok(setting(group, id));
  }

  private ObjectNode systemStatus() {
    ObjectNode json = PhpJson.object();
    ObjectNode environment = json.putObject("environment");
    environment.put("home_url", site.url()).put("site_url", site.url());
    environment.put("version", site.version().woocommerce());
    environment.put("wp_version", site.version().wordpress()).put("wp_multisite", false);
    environment.put("wp_cron", false).put("wp_environment_type", "production");
    environment.put("language", "en_US").put("php_version", "8.2.36");
    environment.put("php_max_execution_time", 300).put("default_timezone", "UTC");
    json.putObject("database").put("wc_database_version", site.version().woocommerce());
    ObjectNode plugin = json.putArray("active_plugins").addObject();
    plugin.put("plugin", "woocommerce/woocommerce.php").put("name", "WooCommerce");
    plugin.put("version", site.version().woocommerce());
    ObjectNode settings = json.putObject("settings");
    settings.put("api_enabled", false).put("force_ssl", false).put("currency", site.currency());
    settings.put("number_of_decimals", 2).put("HPOS_enabled", true);
    json.putObject("security").put("secure_connection", false).put("hide_errors", true);
    return json;
  }

  private String currencyName() {
    return switch (site.currency()) {
      case "EUR" -> "Euro";
      case "USD" -> "United States (US) dollar";
      case "GBP" -> "Pound sterling";
      default -> site.currency();
    };
  }

  private ObjectNode currency() {
    ObjectNode json = PhpJson.object().put("code", site.currency());
    json.put("name", currencyName()).put("symbol", site.currencySymbolHtml());
    ObjectNode links = json.putObject("_links");
    ObjectNode self = links.putArray("self").addObject();
    self.put("href", site.api("/data/currencies/" + site.currency()));
    self.putObject("targetHints").putArray("allow").add("GET");
    links.putArray("collection").addObject().put("href", site.api("/data/currencies"));
    return json;
  }

  private Answer gateways(Call call) {
    Map<String, String> titles = new LinkedHashMap<>();
    titles.put("bacs", "Direct bank transfer");
    titles.put("cheque", "Check payments");
    titles.put("cod", "Cash on delivery");
    Answer page =
        new Listing(site, call)
            .page(
                List.copyOf(titles.entrySet()), entry -> gateway(entry.getKey(), entry.getValue()));
    return site.version().modern() ? page : Answer.ok(page.body());
  }

  private ObjectNode gateway(String id, String title) {
    ObjectNode json = PhpJson.object().put("id", id).put("title", title);
    json.put("description", "").put("order", 0).put("enabled", id.equals("cod"));
    json.put("method_title", title).put("method_description", "");
    json.putArray("method_supports").add("products");
    json.putObject("settings");
    json.set("_links", Links.of(site, "/payment_gateways", 0, List.of("GET", "POST", "PUT")));
    ((ObjectNode) json.at("/_links/self/0")).put("href", site.api("/payment_gateways/" + id));
    return json;
  }
}
