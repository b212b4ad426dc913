package org.odoobridge.testkit.shop.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.odoobridge.testkit.shop.product.Catalog;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;

/** All orders and what happens to them: creation, changes, payment, cancelling, deletion. */
public final class OrderBook {
  private static final String KEY_LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final Site site;
  private final OrderMath math;
  private final OrderInput input;
  private final OrderStock stock;
  private final Notes notes;
  private final Customers customers;
  private final RandomGenerator random;
  private final Map<Integer, Order> byId = new TreeMap<>();

  public OrderBook(
      Site site,
      Catalog catalog,
      TaxTable taxes,
      Coupons coupons,
      Customers customers,
      RandomGenerator random) {
    this.site = site;
    this.math = new OrderMath(site, taxes);
    this.input = new OrderInput(site, catalog, math, coupons);
    this.stock = new OrderStock(catalog);
    this.notes = new Notes(site);
    this.customers = customers;
    this.random = random;
  }

  OrderStock stock() {
    return stock;
  }

  Notes notes() {
    return notes;
  }

  public Optional<Order> find(int id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Collection<Order> all() {
    return List.copyOf(byId.values());
  }

  /** Creates an order from a request; no stock check is made, as over the real API. */
  public Order create(JsonNode sent) {
    return create(sent, "rest-api");
  }

  private Order create(JsonNode sent, String via) {
    requireCustomer(sent);
    Order order = new Order(site, "wc_order_" + letters());
    order.createdVia = via;
    input.header(order, sent);
    input.items(order, sent, stock.none());
    math.taxes(order);
    if (couponsFailLater(order, sent)) {
      math.discount(order);
    }
    byId.put(order.id, order);
    if (via.equals("store-api")) {
      site.happened("order.updated", order.id);
      site.happened("order.created", order.id);
    } else {
      site.happened("order.created", order.id);
      site.happened("order.updated", order.id);
    }
    status(order, sent);
    return order;
  }

  private boolean couponsFailLater(Order order, JsonNode sent) {
    try {
      return input.coupons(order, sent);
    } catch (WooError unknown) {
      if (site.version().modern()) {
        order.status = "checkout-draft";
        byId.put(order.id, order);
      }
      throw unknown;
    }
  }

  /** A shopper's own order: the shop already knows that every line is in stock. */
  public Order checkout(JsonNode sent) {
    return create(sent, "store-api");
  }

  public void update(Order order, JsonNode sent) {
    requireCustomer(sent);
    boolean trashed = order.status.equals("trash");
    input.header(order, sent);
    // 8.9 leaves the stock alone when lines change after the sale.
    OrderInput.LineChanges changes = site.version().modern() ? stock.changes(order) : stock.none();
    boolean amounts = input.items(order, sent, changes);
    if (input.coupons(order, sent)) {
      math.discount(order);
    }
    if (amounts || sent.has("billing") || sent.has("shipping")) {
      math.taxes(order);
    }
    order.modified = site.now();
    if (!trashed) {
      site.happened("order.updated", order.id);
    }
    status(order, sent);
  }

  private void requireCustomer(JsonNode sent) {
    int id = sent.path("customer_id").asInt();
    if (id != 0 && !customers.knows(id)) {
      throw WooError.of(400, "woocommerce_rest_invalid_customer_id", "Customer ID is invalid.");
    }
  }

  private void status(Order order, JsonNode sent) {
    if (sent.hasNonNull("status")) {
      move(order, sent.path("status").asText());
    }
    if (sent.path("set_paid").asBoolean()
        && List.of("pending", "failed", "on-hold", "cancelled").contains(order.status)) {
      boolean goods = order.goods.stream().anyMatch(line -> line.product.isPresent());
      move(order, goods ? "processing" : "completed");
    }
  }

  /** Changes the status with all that follows: dates, stock, notes, happenings. */
  void move(Order order, String to) {
    String from = order.status;
    if (from.equals(to)) {
      return;
    }
    order.status = to;
    order.modified = site.now();
    if (List.of("processing", "completed").contains(to) && order.paid == null) {
      order.paid = site.now();
    }
    if (to.equals("completed")) {
      order.completed = site.now();
    }
    stock.follow(order);
    notes.add(order.id, statusNote(from, to), false);
    site.happened("action.woocommerce_order_status_changed", order.id);
    if (to.equals("processing") && order.customerId != 0) {
      customers.paid(order.customerId);
    }
  }

  private static String statusNote(String from, String to) {
    return "Order status changed from " + title(from) + " to " + title(to) + ".";
  }

  private static String title(String status) {
    String words = status.equals("pending") ? "pending payment" : status.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  void trash(Order order) {
    order.meta.put("_wp_trash_meta_status", "wc-" + order.status);
    order.meta.put("_wp_trash_meta_time", Long.toString(site.now().getEpochSecond()));
    order.status = "trash";
    order.modified = site.now();
    site.happened("order.deleted", order.id);
  }

  /** Gone for good: no stock comes back and no webhook tells. */
  void delete(Order order) {
    byId.remove(order.id);
  }

  private String letters() {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < 13; i++) {
      letters.append(KEY_LETTERS.charAt(random.nextInt(KEY_LETTERS.length())));
    }
    return letters.toString();
  }
}
