package org.odoobridge.conformance.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;

/**
 * A catalogue in Odoo's tables, an empty simulated shop, and bridges that publish the one there.
 */
public final class CatalogWorld implements AutoCloseable {
  /** Requests a second, as a configuration says; 0 = no limit. */
  public static final int UNLIMITED = 0;

  private static final String SHOP = "shop";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Vertx vertx = Vertx.vertx();
  private final CatalogDatabase odoo;
  private final ShopSimulator shop;
  private final Path directory;
  private @Nullable BridgeProcess bridge;

  public CatalogWorld(int products, int live) throws SQLException, IOException {
    odoo = new CatalogDatabase(products, live);
    shop = ShopSimulator.start(vertx, ShopOptions.defaults());
    for (int i = 1; i <= live; i++) {
      shop.addSimple(CatalogDatabase.liveSku(i), "Live " + i, "10", 0);
    }
    directory = Files.createTempDirectory("bridge-catalog");
  }

  public CatalogDatabase odoo() {
    return odoo;
  }

  public ShopSimulator shop() {
    return shop;
  }

  public BridgeProcess bridge() {
    BridgeProcess present = bridge;
    if (present == null) {
      throw new IllegalStateException("no bridge was started");
    }
    return present;
  }

  /**
   * Starts a bridge and waits until it is ready.
   *
   * @param perSecond the channel's rate
   */
  public BridgeProcess start(boolean dryRun, int perSecond) {
    BridgeYaml yaml =
        new BridgeYaml(Ports.free(), odoo.journalUrl(), odoo.readerUrl())
            .capture("odoo_bridge_catalog", LeastPrivilege.CATALOG.publication())
            .readAs(LeastPrivilege.CATALOG.role())
            .shop(
                SHOP,
                shop.url(),
                shop.key(),
                shop.secret(),
                ("stock: { warehouses: [WH] }, rate: { perSecond: %d, inFlight: 1 },"
                        + " requestLimit: 5s,"
                        + " catalog: { publish: true, dryRun: %b,"
                        + " mediaUrl: \"http://127.0.0.1:1\" },"
                        + " prices: { pricelist: Public Pricelist, currency: EUR }")
                    .formatted(perSecond, dryRun));
    try {
      Path config = Files.createTempFile(directory, "bridge-", ".yaml");
      Files.writeString(config, yaml.toString());
      BridgeProcess started =
          BridgeProcess.start(config, yaml.port(), BridgeYaml.TOKEN, yaml.environment());
      bridge = started;
      return started.awaitReady(Duration.ofMinutes(2));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The products' state as {@code odoo-bridge catalog status} shows it. */
  public JsonNode catalog() {
    return get("/api/channels/" + SHOP + "/catalog");
  }

  /** One page of what publishing would change. */
  public JsonNode plan(int after, int limit) {
    return get("/api/channels/" + SHOP + "/catalog/plan?after=" + after + "&limit=" + limit);
  }

  /** The stock's state. */
  public JsonNode channel() {
    return get("/api/channels").path("channels").path(0);
  }

  public JsonNode get(String path) {
    HttpResponse<String> answer = bridge().send("GET", path, "");
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(path + " gave " + answer.statusCode() + answer.body());
    }
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether every product was compared, and nothing waits to be written. */
  public boolean published() {
    JsonNode status = catalog().path("catalog");
    return status.path("comparison").path("finishedAt").isTextual()
        && status.path("waiting").asInt() == 0
        && status.path("retrying").asInt() == 0;
  }

  /** Whether every number is in the shop, as far as the bridge knows. */
  public boolean stockTold() {
    JsonNode status = channel();
    return status.path("waiting").asInt() == 0 && status.path("parked").asInt() == 0;
  }

  public ConditionFactory await(String what, Duration atMost) {
    return Awaitility.await(what).atMost(atMost).pollInterval(Duration.ofMillis(100));
  }

  /** What the shop has of the catalogue: products and variations with a SKU, by SKU. */
  public Map<String, List<JsonNode>> shown() {
    Map<String, List<JsonNode>> result = new HashMap<>();
    for (JsonNode product : shop.products()) {
      String sku = product.path("sku").asText();
      if (sku.startsWith("C-")) {
        result.computeIfAbsent(sku, key -> new ArrayList<>()).add(product);
      }
    }
    return result;
  }

  /** Products of the shop that have variations. */
  public long variableProducts() {
    return shop.products().stream()
        .filter(product -> product.path("type").asText().equals("variable"))
        .count();
  }

  /** Differences between Odoo and the shop, at most some; empty when there are none. */
  public List<String> differences() throws SQLException {
    List<String> found = new ArrayList<>();
    Map<String, List<JsonNode>> shown = shown();
    Map<String, Integer> stock = odoo.stock();
    stock.forEach(
        (sku, quantity) -> {
          List<JsonNode> rows = shown.getOrDefault(sku, List.of());
          if (rows.size() != 1) {
            found.add(sku + " is in the shop " + rows.size() + " times");
          } else if (rows.getFirst().path("stock_quantity").asInt(-1) != quantity) {
            found.add(sku + ": " + rows.getFirst().path("stock_quantity") + " for " + quantity);
          }
        });
    shown.keySet().stream()
        .filter(sku -> !stock.containsKey(sku))
        .forEach(sku -> found.add(sku + " is not Odoo's"));
    int variable = odoo.products() / CatalogDatabase.VARIABLE_EVERY;
    if (variableProducts() != variable) {
      found.add(variableProducts() + " variable products for " + variable);
    }
    return found.stream().sorted().limit(20).toList();
  }

  /** A figure of the running process in KiB, such as {@code VmHWM}, the peak of resident memory. */
  public long memoryKiB(String figure) {
    try {
      return Files.readAllLines(Path.of("/proc", "" + bridge().pid(), "status")).stream()
          .filter(line -> line.startsWith(figure + ":"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    BridgeProcess present = bridge;
    if (present != null) {
      present.close();
    }
    shop.close();
    odoo.close();
    vertx.close().await();
  }
}
