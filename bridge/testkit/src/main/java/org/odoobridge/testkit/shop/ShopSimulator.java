package org.odoobridge.testkit.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.odoobridge.testkit.shop.hook.HookQueue;
import org.odoobridge.testkit.shop.hook.Webhooks;
import org.odoobridge.testkit.shop.order.Coupons;
import org.odoobridge.testkit.shop.order.Customers;
import org.odoobridge.testkit.shop.order.OrderBook;
import org.odoobridge.testkit.shop.order.OrderEndpoints;
import org.odoobridge.testkit.shop.order.OrderJson;
import org.odoobridge.testkit.shop.order.RefundEndpoints;
import org.odoobridge.testkit.shop.order.TaxTable;
import org.odoobridge.testkit.shop.product.Catalog;
import org.odoobridge.testkit.shop.product.Product;
import org.odoobridge.testkit.shop.product.ProductEndpoints;
import org.odoobridge.testkit.shop.product.ProductJson;
import org.odoobridge.testkit.shop.product.StockWrite;
import org.odoobridge.testkit.shop.product.VariationEndpoints;
import org.odoobridge.testkit.shop.rest.Faults;
import org.odoobridge.testkit.shop.rest.Keys;
import org.odoobridge.testkit.shop.rest.RecordedRequest;
import org.odoobridge.testkit.shop.rest.RestServer;
import org.odoobridge.testkit.shop.rest.Settings;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Routes;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;

/**
 * A WooCommerce shop in memory: REST v3, signed webhooks, stock that orders take, and the quirks
 * and failures recorded from real shops. Every method is thread-safe and may block briefly; none
 * may be called on an event loop.
 */
public final class ShopSimulator implements AutoCloseable {
  private static final long BIND_SECONDS = 10;

  private final ShopOptions options;
  private final Site site;
  private final Catalog catalog;
  private final ProductJson productJson;
  private final OrderBook orders;
  private final OrderJson orderJson;
  private final Coupons coupons;
  private final Webhooks webhooks;
  private final HookQueue queue;
  private final Faults faults = new Faults();
  private final RestServer server;

  private ShopSimulator(Vertx vertx, ShopOptions options) {
    this.options = options;
    site =
        new Site(
            options.version(),
            options.zone(),
            options.currency(),
            options.country(),
            options.clock());
    site.pricesIncludeTax(options.pricesIncludeTax());
    catalog = new Catalog(site);
    productJson = new ProductJson(site, catalog);
    TaxTable taxes = new TaxTable(site, options.taxRates());
    coupons = new Coupons(site);
    Customers customers = new Customers(site);
    orders = new OrderBook(site, catalog, taxes, coupons, customers, new Random(options.seed()));
    orderJson = new OrderJson(site, taxes);
    HookBodies bodies = new HookBodies(catalog, productJson, orders, orderJson, customers);
    queue =
        new HookQueue(
            vertx, site, bodies, options.webhookTimeout(), options.allowPrivateReceivers());
    webhooks = new Webhooks(site, queue);
    Routes routes = new Routes();
    new ProductEndpoints(site, catalog, productJson).register(routes);
    new VariationEndpoints(site, catalog, productJson).register(routes);
    new OrderEndpoints(site, orders, orderJson).register(routes);
    new RefundEndpoints(site, orders, orderJson).register(routes);
    taxes.register(routes);
    coupons.register(routes);
    customers.register(routes);
    webhooks.register(routes);
    new Settings(site).register(routes);
    server = new RestServer(vertx, site, routes, keys(), faults, webhooks::greeted);
  }

  private Keys keys() {
    return new Keys(
        List.of(
            new Keys.ApiKey(options.key(), options.secret(), false),
            new Keys.ApiKey(options.key() + "ro", options.secret() + "ro", true)),
        options.strictPlainHttp());
  }

  /** Starts a shop on loopback and returns when it listens. */
  public static ShopSimulator start(Vertx vertx, ShopOptions options) {
    ShopSimulator shop = new ShopSimulator(vertx, options);
    await(shop.server.listen(options.port()));
    return shop;
  }

  private static void await(Future<Void> future) {
    try {
      future.toCompletionStage().toCompletableFuture().get(BIND_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the shop starts or stops", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the shop does not start or stop", e);
    }
  }

  /** Base address, e.g. {@code http://127.0.0.1:40123}, without a trailing slash. */
  public String url() {
    return site.url();
  }

  public String key() {
    return options.key();
  }

  public String secret() {
    return options.secret();
  }

  /** Switches for what goes wrong in answers. */
  public Faults faults() {
    return faults;
  }

  /** Switches for what goes wrong with webhooks, and what was sent. */
  public HookQueue webhooks() {
    return queue;
  }

  /** The failure count of a webhook, which the API does not show. */
  public int webhookFailures(int webhookId) {
    return webhooks.failures(webhookId).orElseThrow();
  }

  /** Adds a simple product that manages its stock; returns its id. */
  public int addSimple(String sku, String name, String price, int stock) {
    ObjectNode body = PhpJson.object().put("name", name).put("sku", sku);
    body.put("regular_price", price).put("manage_stock", true).put("stock_quantity", stock);
    return locked(() -> catalog.create(null, body, StockWrite.Cause.SETUP).id());
  }

  /**
   * One variation of a variable product.
   *
   * @param option what distinguishes it, e.g. a size
   */
  public record Variation(String sku, String option, String price, int stock) {}

  /** Adds a variable product whose variations manage their stock; returns the parent's id. */
  public int addVariable(String sku, String name, Variation... variations) {
    ObjectNode body = PhpJson.object().put("name", name).put("sku", sku).put("type", "variable");
    ObjectNode size = body.putArray("attributes").addObject().put("name", "Size");
    size.put("variation", true).put("visible", true);
    for (Variation variation : variations) {
      size.withArrayProperty("options").add(variation.option());
    }
    return locked(
        () -> {
          Product parent = catalog.create(null, body, StockWrite.Cause.SETUP);
          for (Variation variation : variations) {
            catalog.create(parent, json(variation), StockWrite.Cause.SETUP);
          }
          return parent.id();
        });
  }

  private static ObjectNode json(Variation variation) {
    ObjectNode body = PhpJson.object().put("sku", variation.sku());
    body.put("regular_price", variation.price()).put("manage_stock", true);
    body.put("stock_quantity", variation.stock());
    body.putArray("attributes").addObject().put("name", "Size").put("option", variation.option());
    return body;
  }

  /** An order to be placed as {@code POST /orders} does, without a stock check. */
  public OrderBuilder placeOrder() {
    return new OrderBuilder(body -> locked(() -> orderJson.of(orders.create(body))));
  }

  /** Changes an order as {@code PUT /orders/{id}} does, e.g. its status. */
  public ObjectNode updateOrder(int orderId, JsonNode change) {
    return locked(
        () -> {
          var order = orders.find(orderId).orElseThrow();
          orders.update(order, change);
          return orderJson.of(order);
        });
  }

  /** A shopper pays for some goods at once: all or nothing, and never more than is there. */
  public CheckoutResult checkout(Map<String, Integer> cart) {
    return checkout(
        cart,
        new OrderBuilder(body -> body.deepCopy())
            .customer("Eva", "Käufer", "eva@example.com", "DE"));
  }

  /**
   * The same with the shopper's own address, shipping and coupons; the lines come from the cart.
   *
   * @param details an order without lines, from {@link #placeOrder}
   */
  public CheckoutResult checkout(Map<String, Integer> cart, OrderBuilder details) {
    cart.forEach(details::line);
    ObjectNode body = details.status("processing").body();
    return locked(
        () ->
            catalog
                .missing(cart)
                .<CheckoutResult>map(CheckoutResult.OutOfStock::new)
                .orElseGet(() -> new CheckoutResult.Placed(orders.checkout(body).id())));
  }

  /** Units of a SKU in stock; empty when the product does not count its stock. */
  public OptionalInt stock(String sku) {
    return locked(
        () -> {
          Integer stock = catalog.bySku(sku).orElseThrow(() -> unknown(sku)).stock();
          return stock == null ? OptionalInt.empty() : OptionalInt.of(stock);
        });
  }

  private static NoSuchElementException unknown(String sku) {
    return new NoSuchElementException("no product with SKU " + sku);
  }

  /** Every number a SKU's stock became, in order. */
  public List<StockWrite> stockHistory(String sku) {
    return locked(() -> catalog.stockWrites().stream().filter(w -> w.sku().equals(sku)).toList());
  }

  /** Every stock write of the shop, in order. */
  public List<StockWrite> stockHistory() {
    return locked(catalog::stockWrites);
  }

  /** One product or variation as a read shows it. */
  public ObjectNode product(int id) {
    return locked(() -> productJson.read(catalog.find(id).orElseThrow()));
  }

  /** All products and variations as reads show them, by id. */
  public List<ObjectNode> products() {
    return locked(() -> catalog.all().stream().map(productJson::read).toList());
  }

  /** Somebody in the shop creates a product. */
  public int createProduct(JsonNode fields) {
    return locked(() -> catalog.create(null, fields, StockWrite.Cause.SETUP).id());
  }

  /** Somebody in the shop edits a product or variation. */
  public void editProduct(int id, JsonNode change) {
    locked(
        () -> {
          catalog.update(catalog.find(id).orElseThrow(), change);
          return id;
        });
  }

  /** Somebody in the shop deletes a product for good. */
  public void deleteProduct(int id) {
    locked(
        () -> {
          catalog.delete(catalog.find(id).orElseThrow());
          return id;
        });
  }

  /** A second product gets the same SKU, as old versions let happen; returns its id. */
  public int duplicateProduct(int id) {
    return locked(() -> catalog.duplicate(catalog.find(id).orElseThrow()).id());
  }

  /** All coupons as reads show them, by id; those in the trash, too. */
  public List<ObjectNode> coupons() {
    return locked(coupons::all);
  }

  /** Somebody in the shop creates a coupon; returns its id. */
  public int createCoupon(JsonNode fields) {
    return locked(() -> coupons.create(fields).path("id").asInt());
  }

  /** Somebody in the shop edits a coupon. */
  public void editCoupon(int id, JsonNode change) {
    locked(() -> coupons.update(id, change));
  }

  /** Somebody in the shop deletes a coupon for good. */
  public void deleteCoupon(int id) {
    locked(() -> coupons.delete(id));
  }

  /** Addresses of pictures the shop has fetched, in order. */
  public List<String> fetchedImages() {
    return locked(catalog::fetched);
  }

  /** From these addresses the shop can fetch no picture. */
  public void unreachableImages(Predicate<String> addresses) {
    locked(
        () -> {
          catalog.unreachable(addresses);
          return addresses;
        });
  }

  /** Somebody deletes a picture from the shop's library. */
  public void deleteMedia(int id) {
    locked(
        () -> {
          catalog.forgetMedia(id);
          return id;
        });
  }

  /** Requests in order of arrival. */
  public List<RecordedRequest> requests() {
    return server.requests();
  }

  /** All orders as the API shows them, by id. */
  public List<ObjectNode> orders() {
    return locked(() -> orders.all().stream().map(orderJson::of).toList());
  }

  /** One order as the API shows it. */
  public ObjectNode order(int orderId) {
    return locked(() -> orderJson.of(orders.find(orderId).orElseThrow()));
  }

  /** SKUs of everything that can be sold, by id. */
  public List<String> skus() {
    return locked(
        () ->
            catalog.all().stream()
                .filter(product -> !product.isVariable() && !product.sku().isEmpty())
                .map(Product::sku)
                .toList());
  }

  private <T> T locked(Supplier<T> action) {
    synchronized (site) {
      try {
        return action.get();
      } catch (WooError error) {
        throw new IllegalArgumentException(error.json().toString(), error);
      }
    }
  }

  /** Stops listening; webhooks that still wait are lost. */
  @Override
  public void close() {
    queue.close();
    await(server.close());
  }
}
