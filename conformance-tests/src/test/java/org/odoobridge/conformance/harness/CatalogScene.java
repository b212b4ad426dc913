package org.odoobridge.conformance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.odoobridge.testkit.odoo.person.OdooClient;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;

/**
 * A scene whose shops show Odoo's products: one speaks English and has plain prices, one speaks
 * French and crosses the sales price out. Products are those below a category of the scene's own.
 */
public final class CatalogScene implements AutoCloseable {
  public static final String FRENCH = "fr_FR";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Scene scene;
  private final Vertx vertx = Vertx.vertx();
  private final ShopSimulator frenchShop;
  private final ShopRest rest;
  private final ShopRest frenchRest;
  private final OdooClient client;
  private final String currency;
  private final List<Integer> taxes = new ArrayList<>();

  /**
   * @param more YAML flow text of the English channel, such as {@code drift: {}}; may be empty
   */
  public CatalogScene(OdooHost odoo, String more) {
    this(odoo, "", more);
  }

  /**
   * @param catalog the same of its section {@code catalog}
   */
  public CatalogScene(OdooHost odoo, String catalog, String more) {
    this.currency = currency(odoo);
    scene =
        Scene.withChannel(
            odoo,
            ShopOptions.defaults(),
            spot ->
                channel(spot, "en_US" + (catalog.isEmpty() ? "" : ", " + catalog), "")
                    + (more.isEmpty() ? "" : ", " + more));
    client = scene.person().client();
    frenchShop = ShopSimulator.start(vertx, ShopOptions.defaults());
    rest = new ShopRest(scene.shop().url(), scene.shop().key(), scene.shop().secret());
    frenchRest = new ShopRest(frenchShop.url(), frenchShop.key(), frenchShop.secret());
    scene
        .yaml()
        .shop(
            french(),
            frenchShop.url(),
            frenchShop.key(),
            frenchShop.secret(),
            "raiseAfterSweep: false, "
                + channel(
                    new Scene.Spot(scene.channel(), scene.yaml().port()),
                    FRENCH,
                    ", regularPricelist: sales-price"));
    furnish();
  }

  private String channel(Scene.Spot spot, String language, String prices) {
    return "stock: { warehouses: [WH] }, catalog: { publish: true, language: "
        + language
        + ", mediaUrl: \"http://127.0.0.1:"
        + spot.port()
        + "\", selection: { categories: ["
        + spot.mark()
        + "] }, categories: { roots: ["
        + spot.mark()
        + "] }, taxClasses: { \"T19 "
        + spot.mark()
        + "\": standard, \"T7 "
        + spot.mark()
        + "\": reduced-rate } }, prices: { pricelist: \"Prices "
        + spot.mark()
        + "\", currency: "
        + currency
        + prices
        + " }";
  }

  private static String currency(OdooHost odoo) {
    return Scene.query(
            odoo,
            "select c.name from res_company o join res_currency c on c.id = o.currency_id order by o.id limit 1")
        .getFirst()
        .getFirst()
        .toString();
  }

  /** What the configuration names must be there before the bridge starts. */
  private void furnish() {
    Object languages =
        client.execute(
            "res.lang",
            "search",
            List.of(List.of(List.of("code", "=", FRENCH))),
            Map.of("context", Map.of("active_test", false)));
    client.call(
        "res.lang", "write", java.util.Objects.requireNonNull(languages), Map.of("active", true));
    create("product.category", Map.of("name", scene.channel()));
    tax("T19", 19);
    tax("T7", 7);
    create(
        "product.pricelist",
        Map.of(
            "name",
            "Prices " + scene.channel(),
            "currency_id",
            client.search("res.currency", List.of(List.of("name", "=", currency))).getFirst()));
  }

  private void tax(String name, int percent) {
    Map<String, Object> values = new HashMap<>();
    values.put("name", name + " " + scene.channel());
    values.put("type_tax_use", "sale");
    values.put("amount_type", "percent");
    values.put("amount", percent);
    taxes.add(create("account.tax", values));
  }

  public Scene scene() {
    return scene;
  }

  public OdooClient odoo() {
    return client;
  }

  /** Id of the French shop's channel; the English one has the scene's. */
  public String french() {
    return scene.channel() + "-fr";
  }

  public ShopSimulator frenchShop() {
    return frenchShop;
  }

  /** A name that no other scene uses. */
  public String named(String name) {
    return name + " " + scene.channel();
  }

  public int create(String model, Map<String, ?> values) {
    return client.create(model, values);
  }

  /** Writes what the French see. */
  public void inFrench(String model, int id, Map<String, ?> values) {
    client.execute(
        model, "write", List.of(List.of(id), values), Map.of("context", Map.of("lang", FRENCH)));
  }

  /** A category below the scene's own. */
  public int category(String name) {
    return category(name, one("product.category", "name", scene.channel()));
  }

  public int category(String name, int parent) {
    return create("product.category", Map.of("name", name, "parent_id", parent));
  }

  public int taxOf(String name) {
    return one("account.tax", "name", named(name));
  }

  public int pricelist() {
    return one("product.pricelist", "name", named("Prices"));
  }

  public int one(String model, String field, Object value) {
    return client.search(model, List.of(List.of(field, "=", value))).getFirst();
  }

  /** Active variants of a template, oldest first. */
  public List<Integer> variants(int template) {
    return client
        .search("product.product", List.of(List.of("product_tmpl_id", "=", template)))
        .stream()
        .sorted()
        .toList();
  }

  public ShopRest rest(ShopSimulator shop) {
    return shop == frenchShop ? frenchRest : rest;
  }

  /** Products of this SKU as a shop's API shows them. */
  public List<JsonNode> bySku(ShopSimulator shop, String sku) {
    return list(rest(shop).call("GET", "/products?sku=" + sku, "")).toList();
  }

  /** The one product made for a template, in whatever state, as a shop's API shows it. */
  public JsonNode product(ShopSimulator shop, int template) {
    List<JsonNode> found =
        list(rest(shop).call("GET", "/products?per_page=100&status=any", ""))
            .filter(product -> markOf(product).equals(String.valueOf(template)))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(
          found.size() + " products are template " + template + "'s; " + parked());
    }
    return found.getFirst();
  }

  /** What waits for a person, for the message of a test that fails. */
  public String parked() {
    return parked(scene.channel()) + parked(french());
  }

  private String parked(String channel) {
    return scene.bridge().send("GET", "/api/channels/" + channel + "/catalog", "").body();
  }

  private static String markOf(JsonNode product) {
    for (JsonNode meta : product.path("meta_data")) {
      if (meta.path("key").asText().equals("_odoo_bridge_template")) {
        return meta.path("value").asText();
      }
    }
    return "";
  }

  /** How a template waits for a person in the English shop; missing when it does not. */
  public JsonNode parked(int template) {
    try {
      JsonNode answer =
          JSON.readTree(
              scene
                  .bridge()
                  .send("GET", "/api/channels/" + scene.channel() + "/catalog", "")
                  .body());
      return list(answer.path("parked"))
          .filter(one -> one.path("template").asInt() == template)
          .findFirst()
          .orElse(MissingNode.getInstance());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A product's variation of this SKU as a shop's API shows it. */
  public JsonNode variation(ShopSimulator shop, JsonNode product, String sku) {
    List<JsonNode> found =
        list(rest(shop)
                .call(
                    "GET",
                    "/products/" + product.path("id").asInt() + "/variations?per_page=100",
                    ""))
            .filter(one -> one.path("sku").asText().equals(sku))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " variations have the SKU " + sku + "; " + parked());
    }
    return found.getFirst();
  }

  private static Stream<JsonNode> list(JsonNode answer) {
    if (!answer.isArray()) {
      throw new AssertionError("no list: " + answer);
    }
    return StreamSupport.stream(answer.spliterator(), false);
  }

  /** Hashes of the pictures a shop has fetched, in order, as their addresses say. */
  public List<String> pictures(ShopSimulator shop) {
    return shop.fetchedImages().stream()
        .map(address -> address.replaceAll(".*/media/([0-9a-f]{40})\\.png", "$1"))
        .toList();
  }

  /**
   * What a shop that fetched this picture was given. The simulated shop notes addresses only; so
   * that they are true is looked at here.
   */
  public byte[] offered(ShopSimulator shop, Picture picture) {
    String address =
        shop.fetchedImages().stream()
            .filter(one -> one.contains(picture.sha1()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("not fetched: " + picture.sha1()));
    HttpResponse<byte[]> answer = get(address);
    String type = answer.headers().firstValue("content-type").orElse("");
    if (answer.statusCode() != 200 || !type.equals("image/png")) {
      throw new AssertionError(address + " answers " + answer.statusCode() + " with " + type);
    }
    return answer.body();
  }

  /** What the bridge answers to somebody without a token. */
  public HttpResponse<byte[]> media(String name) {
    return get(scene.bridge().url() + "/media/" + name);
  }

  private static HttpResponse<byte[]> get(String address) {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(URI.create(address)).build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    // Other scenes of this Odoo find their taxes by percentage.
    odoo().write("account.tax", taxes, Map.of("active", false));
    scene.close();
    frenchShop.close();
    vertx.close().await();
  }
}
