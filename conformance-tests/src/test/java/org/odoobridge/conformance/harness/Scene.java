package org.odoobridge.conformance.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.net.FaultProxy;
import org.odoobridge.testkit.odoo.contract.Footprint;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.shop.ShopOptions;
import org.odoobridge.testkit.shop.ShopSimulator;
import org.odoobridge.testkit.shop.product.StockWrite;

/**
 * An Odoo, a simulated shop behind a fault proxy and a bridge process between them. Each scene has
 * its own channel id, SKU prefix, slot and journal, so scenes share one Odoo.
 */
public final class Scene implements AutoCloseable {
  public static final String HOOK_SECRET = "scene hook secret";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A JVM that starts beside others may need long. */
  private static final Duration START_PATIENCE = Duration.ofMinutes(3);

  private final String mark = "t" + UUID.randomUUID().toString().substring(0, 7);
  private final OdooHost odoo;
  private final Vertx vertx = Vertx.vertx();
  private final ShopSimulator shop;
  private final FaultProxy shopProxy;
  private final FaultProxy odooProxy;
  private final OdooPerson person;
  private final LeastPrivilege identities;
  private final Optional<Footprint> traces;
  private final BridgeYaml yaml;
  private final Path directory;
  private @Nullable BridgeProcess bridge;

  /**
   * @param stock YAML flow map of the channel's stock rules, e.g. {@code { buffer: 2 }}
   * @param orders YAML flow map of the source's order rules
   */
  public Scene(OdooHost odoo, ShopOptions options, String stock, String orders) {
    this(
        odoo,
        options,
        spot -> "stock: " + stock,
        LeastPrivilege.STOCK,
        orders,
        HOOK_SECRET,
        List.of());
  }

  /** What a channel's configuration may have to name: the scene's mark and the bridge's port. */
  public record Spot(String mark, int port) {}

  /** With a channel of which products are configured, too: YAML flow text by scene. */
  public static Scene withChannel(
      OdooHost odoo, ShopOptions options, Function<Spot, String> channel) {
    return new Scene(
        odoo,
        options,
        channel,
        LeastPrivilege.CATALOG,
        "{ warehouse: WH }",
        HOOK_SECRET,
        List.of());
  }

  /** On the real Odoo, which the caller knows to be switched on. */
  public Scene(ShopOptions options, String stock, String orders) {
    this(OdooHost.real().orElseThrow(), options, stock, orders);
  }

  /** With what a real shop sent instead of a simulated one. */
  public static Scene ofRecordings(
      OdooHost odoo, String hookSecret, List<RecordedDelivery> deliveries) {
    return new Scene(
        odoo,
        ShopOptions.defaults(),
        spot -> "stock: { warehouses: [WH] }",
        LeastPrivilege.STOCK,
        "{ warehouse: WH, shippingSku: SHIPPING }",
        hookSecret,
        deliveries);
  }

  private Scene(
      OdooHost odoo,
      ShopOptions options,
      Function<Spot, String> channel,
      LeastPrivilege reader,
      String orders,
      String hookSecret,
      List<RecordedDelivery> deliveries) {
    this.odoo = odoo;
    try {
      directory = Files.createTempDirectory("odoo-bridge-scene");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    shop = ShopSimulator.start(vertx, options);
    int shopPort =
        deliveries.isEmpty() ? port(shop.url()) : new RecordedShop(vertx, deliveries).port();
    shopProxy = FaultProxy.start(vertx, "127.0.0.1", shopPort);
    URI odooUrl = URI.create(odoo.url());
    odooProxy =
        FaultProxy.start(vertx, odooUrl.getHost(), odooUrl.getPort() < 0 ? 80 : odooUrl.getPort());
    person = OdooPerson.login(odoo.url(), odoo.database(), odoo.login(), odoo.password());
    identities = odoo.foreign() ? reader.marked(mark) : reader;
    traces = odoo.foreign() ? Optional.of(Footprint.of(person)) : Optional.empty();
    traces.ifPresent(footprint -> footprint.externalIds("odoo_bridge", mark + "~"));
    identities.database(odoo.postgres());
    OdooHost.Bot bot = identities.bot(odoo, person.client());
    pricelist("EUR");
    salesTax("VAT 19%", 19);
    int port = Ports.free();
    String shopUrl = "http://127.0.0.1:" + shopProxy.port();
    yaml =
        new BridgeYaml(port, JournalServer.newJournal(), odoo.postgres().urlOf(identities.role()))
            .rpc(
                "http://127.0.0.1:" + odooProxy.port(),
                odoo.database(),
                bot.login(),
                bot.password())
            .capture("scene_" + mark, identities.publication())
            .readAs(identities.role())
            // A request cut off by a kill may still land at the shop: it is looked for after this.
            .shop(
                channel(),
                shopUrl,
                shop.key(),
                shop.secret(),
                "requestLimit: 5s, " + channel.apply(new Spot(mark, port)))
            .orders(
                channel(),
                shopUrl,
                hookSecret,
                "webhookUrl: \"http://127.0.0.1:"
                    + port
                    + "/hooks/woocommerce/"
                    + channel()
                    + "\", orders: "
                    + orders);
  }

  /** The channel's id, unique to this scene. */
  public String channel() {
    return mark;
  }

  /** A SKU of this scene. */
  public String sku(String name) {
    return mark + "-" + name;
  }

  public OdooPerson person() {
    return person;
  }

  public OdooHost odoo() {
    return odoo;
  }

  public ShopSimulator shop() {
    return shop;
  }

  /** Between the bridge and the shop. */
  public FaultProxy shopProxy() {
    return shopProxy;
  }

  /** Between the bridge and Odoo's RPC. */
  public FaultProxy odooProxy() {
    return odooProxy;
  }

  public BridgeYaml yaml() {
    return yaml;
  }

  public String slot() {
    return "scene_" + mark;
  }

  /** Starts the bridge and waits until it is ready. */
  public BridgeProcess start() {
    try {
      Path config = Files.writeString(directory.resolve("bridge.yaml"), yaml.toString());
      BridgeProcess process =
          BridgeProcess.start(config, yaml.port(), BridgeYaml.TOKEN, yaml.environment());
      bridge = process;
      return process.awaitReady(START_PATIENCE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The running bridge. */
  public BridgeProcess bridge() {
    BridgeProcess process = bridge;
    if (process == null) {
      throw new IllegalStateException("the bridge was not started");
    }
    return process;
  }

  /** A storable product in Odoo and in the shop, with stock in Odoo; the shop starts at zero. */
  public OdooPerson.Product product(String name, double stock) {
    shop.addSimple(sku(name), "Scene " + name, "10.00", 0);
    OdooPerson.Product product = person.createProduct(sku(name), "Scene " + name, 10.0);
    if (stock != 0) {
      person.setStock(product, person.stock(), stock);
    }
    return product;
  }

  /** A storable product of exactly this SKU with stock, in Odoo alone; made once per Odoo. */
  public void productOnlyInOdoo(String sku, double stock) {
    if (query("select 1 from product_product where default_code = ? and active", sku).isEmpty()) {
      OdooPerson.Product product = person.createProduct(sku, "Recorded " + sku, 10.0);
      person.setStock(product, person.stock(), stock);
    }
  }

  /** A pricelist in this currency, so that orders in it can be entered; made once per Odoo. */
  private void pricelist(String currency) {
    if (!query(
            "select 1 from product_pricelist p join res_currency c on c.id = p.currency_id where c.name = ? and p.active",
            currency)
        .isEmpty()) {
      return;
    }
    Object id = query("select id from res_currency where name = ?", currency).getFirst().getFirst();
    List<Object> ids = List.of(java.util.Objects.requireNonNull(id, currency));
    person.client().call("res.currency", "write", ids, Map.of("active", true));
    Object made =
        person
            .client()
            .call(
                "product.pricelist",
                "create",
                Map.of("name", currency, "currency_id", ids.getFirst()));
    if (!(made instanceof Number)) {
      throw new IllegalStateException("no pricelist: " + made);
    }
  }

  /** A sales tax in percent, not included in prices; made once per Odoo. */
  private void salesTax(String name, double percent) {
    Object found =
        person
            .client()
            .call(
                "account.tax",
                "search",
                List.of(
                    List.of("type_tax_use", "=", "sale"),
                    List.of("amount_type", "=", "percent"),
                    List.of("amount", "=", percent)));
    if (found instanceof List<?> taxes && taxes.isEmpty()) {
      Object made =
          person
              .client()
              .call(
                  "account.tax",
                  "create",
                  Map.of(
                      "name",
                      name,
                      "type_tax_use",
                      "sale",
                      "amount_type",
                      "percent",
                      "amount",
                      percent));
      if (!(made instanceof Number)) {
        throw new IllegalStateException("no tax: " + made);
      }
    }
  }

  /** A service of exactly this SKU; made once per Odoo. */
  public void service(String sku, String name) {
    if (query("select 1 from product_product where default_code = ? and active", sku).isEmpty()) {
      Object made =
          person
              .client()
              .call(
                  "product.product",
                  "create",
                  Map.of(
                      "name",
                      name,
                      "type",
                      "service",
                      "default_code",
                      sku,
                      "taxes_id",
                      List.of(List.of(6, 0, List.of()))));
      if (!(made instanceof Number)) {
        throw new IllegalStateException("no service: " + made);
      }
    }
  }

  /** Waits until the shop shows this number. */
  public void awaitShopShows(String name, int quantity) {
    await("shop shows " + quantity + " of " + name)
        .untilAsserted(
            () ->
                org.assertj.core.api.Assertions.assertThat(shop.stock(sku(name)).orElse(-1))
                    .isEqualTo(quantity));
  }

  /** Every number the shop was told over REST for this SKU, in order. */
  public List<Integer> told(String name) {
    return shop.stockHistory(sku(name)).stream()
        .filter(write -> write.cause() == StockWrite.Cause.TOLD)
        .map(StockWrite::quantity)
        .toList();
  }

  /** What the console says of this SKU in the shop, e.g. {@code in-step} or {@code parked}. */
  public String stateInConsole(String name) {
    try {
      JsonNode page = JSON.readTree(bridge().send("GET", "/api/stock?limit=500", "").body());
      for (JsonNode row : page.path("rows")) {
        if (row.path("sku").asText().equals(sku(name))) {
          return row.path("channels").path(channel()).path("state").asText();
        }
      }
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public org.awaitility.core.ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(20));
  }

  /**
   * Rows of Odoo's database; read as a superuser, since this is the test's own look at the truth.
   */
  public List<List<@Nullable Object>> query(String sql, Object... arguments) {
    return query(odoo, sql, arguments);
  }

  /** Changes Odoo's database behind its back, as modules of others do. */
  public void execute(String sql, Object... arguments) {
    try (Connection connection =
            DriverManager.getConnection(
                odoo.postgres().jdbcUrl(),
                odoo.postgres().superuser(),
                odoo.postgres().password());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<List<@Nullable Object>> query(OdooHost odoo, String sql, Object... arguments) {
    try (Connection connection =
            DriverManager.getConnection(
                odoo.postgres().jdbcUrl(),
                odoo.postgres().superuser(),
                odoo.postgres().password());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<List<@Nullable Object>> result = new ArrayList<>();
        while (rows.next()) {
          List<@Nullable Object> row = new ArrayList<>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            row.add(rows.getObject(i));
          }
          result.add(row);
        }
        return result;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sale orders that this scene's channel has in Odoo: id, name, state, untaxed, tax, total. */
  public List<List<@Nullable Object>> odooOrders() {
    return query(
        """
        select o.id, o.name, o.state, o.amount_untaxed, o.amount_tax, o.amount_total, d.name
        from ir_model_data d join sale_order o on o.id = d.res_id
        where d.module = 'odoo_bridge' and d.model = 'sale.order' and d.name like ?
        order by o.id
        """,
        channel() + "~order~%");
  }

  @Override
  public void close() {
    if (bridge != null) {
      bridge.close();
    }
    shopProxy.close();
    odooProxy.close();
    shop.close();
    vertx.close().await();
    dropSlot();
    traces.ifPresent(this::remove);
  }

  /** Somebody's Odoo is left as it was found, but for what Odoo keeps. */
  private void remove(Footprint footprint) {
    identities.removeFrom(odoo.postgres());
    Footprint.Left left = footprint.remove();
    System.out.println("kept by " + odoo + ": " + left.kept());
    org.assertj.core.api.Assertions.assertThat(left.unexplained())
        .as("counts before and after")
        .isEmpty();
  }

  private void dropSlot() {
    await("slot free")
        .until(
            () ->
                query("select 1 from pg_replication_slots where slot_name = ? and active", slot())
                    .isEmpty());
    query(
        "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = ?",
        slot());
  }

  private static int port(String url) {
    return java.net.URI.create(url).getPort();
  }
}
