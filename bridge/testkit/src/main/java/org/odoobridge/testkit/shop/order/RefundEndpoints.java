package org.odoobridge.testkit.shop.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.shop.site.Answer;
import org.odoobridge.testkit.shop.site.Call;
import org.odoobridge.testkit.shop.site.Listing;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Routes;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;

/**
 * {@code /orders/{id}/refunds} and, on newer shops, {@code /refunds}. {@code api_refund} and {@code
 * api_restock} default to true; no gateway here can move money back, so the first must be false.
 */
public final class RefundEndpoints {
  private final Site site;
  private final OrderBook book;
  private final OrderJson json;

  public RefundEndpoints(Site site, OrderBook book, OrderJson json) {
    this.site = site;
    this.book = book;
    this.json = json;
  }

  public void register(Routes routes) {
    routes.collection("/orders/{id}/refunds", this::list, this::create);
    routes.add(
        "/orders/{id}/refunds/{id}",
        "GET, DELETE",
        Map.of("GET", call -> Answer.ok(json.refund(find(call), false)), "DELETE", this::delete));
    if (site.version().modern()) {
      routes.read("/refunds", this::listAll);
    }
  }

  private Answer list(Call call) {
    return page(call, order(call).refunds, false);
  }

  private Answer listAll(Call call) {
    List<Refund> all = book.all().stream().flatMap(order -> order.refunds.stream()).toList();
    return page(call, all, true);
  }

  private Answer page(Call call, List<Refund> refunds, boolean withParent) {
    List<Refund> newest =
        refunds.stream()
            .sorted(Comparator.comparing((Refund refund) -> refund.id).reversed())
            .toList();
    return new Listing(site, call).page(newest, refund -> json.refund(refund, withParent));
  }

  private Answer create(Call call) {
    Order order = order(call);
    JsonNode sent = call.body();
    ArrayNode lines = PhpJson.array();
    sent.path("line_items").forEach(lines::add);
    BigDecimal amount = sent.hasNonNull("amount") ? Money.of(sent.path("amount")) : sum(lines);
    BigDecimal left = order.total().subtract(order.refunded());
    if (amount.signum() < 0 || amount.compareTo(left) > 0) {
      throw WooError.refund("Invalid refund amount.");
    }
    Refund refund = new Refund(site, order, Money.cents(amount), sent.path("reason").asText(""));
    if (sent.path("api_refund").asBoolean(true)) {
      throw WooError.refund(
          order.paymentMethod.isEmpty()
              ? "The payment gateway for this order does not exist."
              : "The payment gateway for this order does not support automatic refunds.");
    }
    lines.forEach(line -> refund.goods.add(goods(order, line)));
    refund.goods.stream()
        .flatMap(line -> line.taxes.keySet().stream())
        .forEach(id -> refund.taxItems.computeIfAbsent(id, key -> site.nextOrderItem()));
    boolean full = amount.compareTo(left) == 0 && amount.signum() > 0;
    if (site.version().modern()) {
      refund.meta.put("_refund_type", full ? "full" : "partial");
    }
    order.refunds.add(refund);
    if (sent.path("api_restock").asBoolean(true)) {
      restock(order, refund);
    }
    order.modified = site.now();
    site.happened("order.updated", order.id);
    if (full) {
      book.move(order, "refunded");
    }
    site.happened("action.woocommerce_refund_created", refund.id);
    site.happened("action.woocommerce_order_refunded", order.id);
    return Answer.created(
        json.refund(refund, false), site.api("/orders/(?P<order_id>[\\d]+)/refunds/" + refund.id));
  }

  private static BigDecimal sum(ArrayNode lines) {
    List<BigDecimal> parts = new ArrayList<>();
    for (JsonNode line : lines) {
      parts.add(Money.of(line.path("refund_total")));
      line.path("refund_tax").forEach(tax -> parts.add(Money.of(tax.path("refund_total"))));
    }
    return Order.sum(parts.stream());
  }

  private Item.Goods goods(Order order, JsonNode sent) {
    Item.Goods sold = line(order, sent.path("id").asInt());
    Item.Goods line = new Item.Goods(site, sold.product);
    line.name = sold.name;
    line.taxClass = sold.taxClass;
    line.quantity = -sent.path("quantity").asInt();
    line.total = Money.of(sent.path("refund_total")).negate();
    line.subtotal = line.total;
    for (JsonNode tax : sent.path("refund_tax")) {
      line.taxes.put(tax.path("id").asInt(), Money.of(tax.path("refund_total")).negate());
    }
    line.subtotalTaxes.putAll(line.taxes);
    line.meta.put("_refunded_item_id", Integer.toString(sold.id));
    return line;
  }

  private static Item.Goods line(Order order, int id) {
    return order.goods.stream()
        .filter(line -> line.id == id)
        .findFirst()
        .orElseThrow(() -> WooError.refund("Invalid refund line."));
  }

  private void restock(Order order, Refund refund) {
    for (Item.Goods line : refund.goods) {
      int soldId = Integer.parseInt(line.meta.text("_refunded_item_id"));
      book.stock().restock(line(order, soldId), -line.quantity);
    }
  }

  private Answer delete(Call call) {
    Refund refund = find(call);
    if (!call.flag("force")) {
      throw WooError.of(
          501,
          "woocommerce_rest_trash_not_supported",
          "The Order refund does not support trashing.");
    }
    // The order's date_modified stays and no webhook tells: a sweep cannot see this.
    refund.order.refunds.remove(refund);
    return Answer.ok(json.refund(refund, false));
  }

  private Order order(Call call) {
    return book.find(call.ids().get(0))
        .orElseThrow(
            () -> WooError.of(404, "woocommerce_rest_invalid_order_id", "Invalid order ID."));
  }

  private Refund find(Call call) {
    return order(call).refunds.stream()
        .filter(refund -> refund.id == call.id())
        .findFirst()
        .orElseThrow(
            () -> WooError.of(404, "woocommerce_rest_shop_order_refund_invalid_id", "Invalid ID."));
  }
}
