package org.odoobridge.testkit.shop.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.shop.site.MetaData;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Site;

/** One order; guarded by the site's monitor. */
public final class Order {
  /** Statuses in which the shop has taken the goods from stock. */
  static final List<String> TAKES_STOCK = List.of("processing", "completed", "on-hold");

  static final List<String> STATUSES =
      List.of(
          "auto-draft",
          "pending",
          "processing",
          "on-hold",
          "completed",
          "cancelled",
          "refunded",
          "failed",
          "checkout-draft");

  final int id;
  final Instant created;
  final boolean pricesIncludeTax;
  final String key;
  final MetaData meta;
  final ObjectNode billing = PhpJson.object();
  final ObjectNode shipping = PhpJson.object();
  final List<Item.Goods> goods = new ArrayList<>();
  final List<Item.Shipping> shippingLines = new ArrayList<>();
  final List<Item.Fee> fees = new ArrayList<>();
  final List<Item.Discount> discounts = new ArrayList<>();
  final List<Refund> refunds = new ArrayList<>();

  /** Ids of the tax rows, by rate. */
  final Map<Integer, Integer> taxItems = new TreeMap<>();

  String status = "pending";
  Instant modified;
  @Nullable Instant paid;
  @Nullable Instant completed;
  int customerId;
  String currency;
  String paymentMethod = "";
  String paymentMethodTitle = "";
  String transactionId = "";
  String createdVia = "rest-api";
  String customerNote = "";
  String customerIp = "";
  String cartHash = "";
  boolean stockTaken;
  boolean counted;

  Order(Site site, String key) {
    this.id = site.nextPost();
    this.created = site.now();
    this.modified = created;
    this.pricesIncludeTax = site.pricesIncludeTax();
    this.currency = site.currency();
    this.key = key;
    this.meta = new MetaData(site);
  }

  public int id() {
    return id;
  }

  public String status() {
    return status;
  }

  /** Shipping address first, then billing; the shop's own country when neither is given. */
  String taxCountry(String home) {
    return Stream.of(shipping, billing)
        .map(address -> address.path("country").asText(""))
        .filter(country -> !country.isEmpty())
        .findFirst()
        .orElse(home);
  }

  BigDecimal shippingTotal() {
    return sum(shippingLines.stream().map(line -> line.total));
  }

  BigDecimal shippingTax() {
    return sum(shippingLines.stream().map(Item::totalTax));
  }

  BigDecimal cartTax() {
    return sum(Stream.concat(goods.stream(), fees.stream()).map(Item::totalTax));
  }

  BigDecimal discountTotal() {
    return sum(goods.stream().map(line -> line.subtotal.subtract(line.total)));
  }

  BigDecimal discountTax() {
    return sum(goods.stream().map(line -> line.subtotalTax().subtract(line.totalTax())));
  }

  BigDecimal totalTax() {
    return cartTax().add(shippingTax());
  }

  BigDecimal total() {
    Stream<BigDecimal> net = Stream.concat(goods.stream(), fees.stream()).map(item -> item.total);
    return Money.cents(sum(net).add(shippingTotal()).add(totalTax()));
  }

  BigDecimal refunded() {
    return sum(refunds.stream().map(refund -> refund.amount));
  }

  static BigDecimal sum(Stream<BigDecimal> amounts) {
    return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
