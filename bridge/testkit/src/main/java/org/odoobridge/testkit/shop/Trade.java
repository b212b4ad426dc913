package org.odoobridge.testkit.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.odoobridge.testkit.shop.ShopClient.Reply;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Background trade in one shop: random orders at a random pace, some put on hold, cancelled or
 * refunded later. It uses nothing but the shop's public REST API, so the shop may be a real one,
 * and like a shopper it buys only what is in stock.
 */
public final class Trade implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Trade.class);
  private static final int OPEN_ORDERS = 50;
  private static final int CATALOG_PAGES = 20;
  private static final int CATALOG_LIFE = 200;
  private static final String[] FIRST = {"Anna", "Jörg", "Eva", "Paul", "Mia", "Noah"};
  private static final String[] LAST = {"O'Neill", "Süß", "Käufer", "Meyer", "Łukasik", "Roy"};

  /**
   * How lively the trade is.
   *
   * @param ordersPerSecond mean of a Poisson process
   * @param onHold share of orders that wait for payment, 0 to 1
   * @param cancelled chance per step that an open order is cancelled
   * @param refunded chance per step that an open order is refunded in part
   */
  public record Pace(double ordersPerSecond, double onHold, double cancelled, double refunded) {
    public static Pace of(double ordersPerSecond) {
      return new Pace(ordersPerSecond, 0.15, 0.08, 0.05);
    }
  }

  /** What was done so far; failed counts refused or broken requests. */
  public record Count(int placed, int paid, int cancelled, int refunded, int soldOut, int failed) {}

  private record Article(int productId, int variationId) {}

  private final ShopClient client;
  private final Pace pace;
  private final Random random;
  private final Deque<Integer> open = new ArrayDeque<>();
  private final List<Article> catalog = new ArrayList<>();
  private int untilReload;
  private volatile Count count = new Count(0, 0, 0, 0, 0, 0);
  private volatile boolean stopped;
  private Optional<Thread> thread = Optional.empty();

  public Trade(HttpClient http, String url, String key, String secret, Pace pace, long seed) {
    this.client = new ShopClient(http, url, key, secret);
    this.pace = pace;
    this.random = new Random(seed);
  }

  /** Starts trading on a virtual thread until {@link #close}. */
  public Trade start() {
    thread = Optional.of(Thread.ofVirtual().name("trade").start(this::run));
    return this;
  }

  public Count count() {
    return count;
  }

  private void run() {
    while (!stopped) {
      try {
        Thread.sleep(gap());
        step();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Time to the next order: exponential, as of independent shoppers. */
  Duration gap() {
    double seconds = -Math.log(1 - random.nextDouble()) / pace.ordersPerSecond();
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  /** One order, and now and then something that happens to an earlier one. */
  void step() throws InterruptedException {
    try {
      reloadCatalog();
      place();
      if (random.nextDouble() < pace.cancelled()) {
        cancel();
      }
      if (random.nextDouble() < pace.refunded()) {
        refund();
      }
    } catch (IOException e) {
      fail("the shop does not answer", e.toString());
    }
  }

  private void reloadCatalog() throws IOException, InterruptedException {
    if (--untilReload > 0 && !catalog.isEmpty()) {
      return;
    }
    untilReload = CATALOG_LIFE;
    catalog.clear();
    for (int page = 1; page <= CATALOG_PAGES; page++) {
      Reply reply =
          client.get(
              "/products?status=publish&per_page=100&_fields=id,type,variations&page=" + page);
      for (JsonNode product : reply.body()) {
        int id = product.path("id").asInt();
        if (product.path("type").asText().equals("simple")) {
          catalog.add(new Article(id, 0));
        }
        product.path("variations").forEach(it -> catalog.add(new Article(id, it.asInt())));
      }
      if (reply.body().size() < 100) {
        return;
      }
    }
  }

  private void place() throws IOException, InterruptedException {
    ObjectNode order = PhpJson.object();
    int lines = 1 + random.nextInt(3);
    for (int i = 0; i < lines && !catalog.isEmpty(); i++) {
      addLine(order, catalog.get(random.nextInt(catalog.size())));
    }
    if (order.path("line_items").isEmpty()) {
      update(new Count(0, 0, 0, 0, 1, 0));
      return;
    }
    person(order);
    boolean hold = random.nextDouble() < pace.onHold();
    if (hold) {
      order.put("status", "on-hold").put("payment_method", "bacs");
      order.put("payment_method_title", "Bank transfer");
    } else {
      order.put("set_paid", true).put("payment_method", "cod");
      order.put("payment_method_title", "Cash on delivery");
    }
    ObjectNode freight = order.putArray("shipping_lines").addObject();
    freight.put("method_id", "flat_rate").put("method_title", "Parcel").put("total", "4.90");
    Reply reply = client.call("POST", "/orders", order);
    if (!reply.ok()) {
      fail("the order was refused", reply.status() + " " + reply.body());
      return;
    }
    open.add(reply.body().path("id").asInt());
    if (open.size() > OPEN_ORDERS) {
      open.remove();
    }
    update(new Count(1, hold ? 0 : 1, 0, 0, 0, 0));
  }

  private void addLine(ObjectNode order, Article article) throws IOException, InterruptedException {
    String path =
        article.variationId() == 0
            ? "/products/" + article.productId()
            : "/products/" + article.productId() + "/variations/" + article.variationId();
    JsonNode product = client.get(path + "?_fields=id,stock_quantity,stock_status").body();
    int quantity = 1 + random.nextInt(2);
    JsonNode stock = product.path("stock_quantity");
    boolean there =
        stock.isInt()
            ? stock.asInt() >= quantity
            : product.path("stock_status").asText().equals("instock");
    boolean already = false;
    for (JsonNode line : order.path("line_items")) {
      already |=
          line.path("product_id").asInt() == article.productId()
              && line.path("variation_id").asInt() == article.variationId();
    }
    if (there && !already) {
      ObjectNode line = order.withArrayProperty("line_items").addObject();
      line.put("product_id", article.productId()).put("quantity", quantity);
      if (article.variationId() != 0) {
        line.put("variation_id", article.variationId());
      }
    }
  }

  private void person(ObjectNode order) {
    String first = FIRST[random.nextInt(FIRST.length)];
    String last = LAST[random.nextInt(LAST.length)];
    for (String kind : new String[] {"billing", "shipping"}) {
      ObjectNode address = order.putObject(kind);
      address.put("first_name", first).put("last_name", last);
      address.put("address_1", "Hauptstr. " + (1 + random.nextInt(90)));
      address.put("postcode", "50667").put("city", "Köln").put("country", "DE");
    }
    String mail = "shopper" + random.nextInt(500) + "@example.com";
    ((ObjectNode) order.path("billing")).put("email", mail);
  }

  private void cancel() throws IOException, InterruptedException {
    Integer id = open.poll();
    if (id != null) {
      ObjectNode change = PhpJson.object().put("status", "cancelled");
      if (done(client.call("PUT", "/orders/" + id, change))) {
        update(new Count(0, 0, 1, 0, 0, 0));
      }
    }
  }

  /** One piece of the first line comes back; the money goes back outside the shop. */
  private void refund() throws IOException, InterruptedException {
    Integer id = open.poll();
    if (id == null) {
      return;
    }
    JsonNode order = client.get("/orders/" + id).body();
    JsonNode line = order.path("line_items").path(0);
    double quantity = Math.max(1, line.path("quantity").asInt());
    ObjectNode refund = PhpJson.object().put("reason", "Returned");
    refund.put("api_refund", false).put("api_restock", true);
    ObjectNode back = refund.putArray("line_items").addObject();
    back.put("id", line.path("id").asInt()).put("quantity", 1);
    back.put("refund_total", cents(line.path("total").asDouble() / quantity));
    ObjectNode tax = back.putArray("refund_tax").addObject();
    tax.put("id", line.path("taxes").path(0).path("id").asInt());
    tax.put("refund_total", cents(line.path("total_tax").asDouble() / quantity));
    if (done(client.call("POST", "/orders/" + id + "/refunds", refund))) {
      update(new Count(0, 0, 0, 1, 0, 0));
    }
  }

  private static double cents(double amount) {
    return Math.floor(amount * 100) / 100;
  }

  private boolean done(Reply reply) {
    if (!reply.ok()) {
      fail("the change was refused", reply.status() + " " + reply.body());
    }
    return reply.ok();
  }

  private void fail(String what, String why) {
    LOG.atWarn().setMessage("trade.failed").addKeyValue("problem", what).log();
    LOG.atDebug().setMessage("trade.failed").addKeyValue("problem", why).log();
    update(new Count(0, 0, 0, 0, 0, 1));
  }

  /** Only the trading thread counts. */
  private void update(Count more) {
    Count old = count;
    count =
        new Count(
            old.placed() + more.placed(),
            old.paid() + more.paid(),
            old.cancelled() + more.cancelled(),
            old.refunded() + more.refunded(),
            old.soldOut() + more.soldOut(),
            old.failed() + more.failed());
  }

  /** Stops and waits until the step under way is over, at most ten seconds. */
  @Override
  public void close() {
    stopped = true;
    thread.ifPresent(
        running -> {
          running.interrupt();
          try {
            running.join(Duration.ofSeconds(10));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
