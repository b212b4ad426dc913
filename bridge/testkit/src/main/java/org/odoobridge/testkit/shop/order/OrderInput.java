package org.odoobridge.testkit.shop.order;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.odoobridge.testkit.shop.product.Catalog;
import org.odoobridge.testkit.shop.product.Product;
import org.odoobridge.testkit.shop.site.Schema;
import org.odoobridge.testkit.shop.site.Site;
import org.odoobridge.testkit.shop.site.WooError;

/** Writes a request's fields and items onto an order. */
final class OrderInput {
  static final Schema SCHEMA =
      new Schema()
          .oneOf("status", Order.STATUSES)
          .integers("customer_id", "parent_id")
          .booleans("set_paid")
          .strings("payment_method", "payment_method_title", "transaction_id", "customer_note")
          .check("billing", (param, value) -> email(value))
          .check("line_items", (param, value) -> quantities(value));

  private static final List<String> BILLING =
      List.of(
          "first_name",
          "last_name",
          "company",
          "address_1",
          "address_2",
          "city",
          "state",
          "postcode",
          "country",
          "email",
          "phone");

  private final Site site;
  private final Catalog catalog;
  private final OrderMath math;
  private final Coupons coupons;

  OrderInput(Site site, Catalog catalog, OrderMath math, Coupons coupons) {
    this.site = site;
    this.catalog = catalog;
    this.math = math;
    this.coupons = coupons;
  }

  private static Optional<WooError> email(JsonNode billing) {
    String email = billing.path("email").asText("");
    return email.isEmpty() || email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")
        ? Optional.empty()
        : Optional.of(
            WooError.invalidParam(
                "billing", "rest_invalid_email", "Invalid email address.", false));
  }

  private static Optional<WooError> quantities(JsonNode lines) {
    for (int i = 0; i < lines.size(); i++) {
      JsonNode quantity = lines.path(i).path("quantity");
      if (!quantity.isMissingNode() && !Schema.isInteger(quantity)) {
        String message = "line_items[" + i + "][quantity] is not of type integer.";
        return Optional.of(WooError.invalidParam("line_items", "rest_invalid_type", message, true));
      }
    }
    return Optional.empty();
  }

  /** Header fields and addresses. */
  void header(Order order, JsonNode sent) {
    address(order.billing, sent.path("billing"), BILLING);
    address(
        order.shipping,
        sent.path("shipping"),
        BILLING.stream().filter(f -> !f.equals("email")).toList());
    text(sent, "payment_method", value -> order.paymentMethod = value);
    text(sent, "payment_method_title", value -> order.paymentMethodTitle = value);
    text(sent, "transaction_id", value -> order.transactionId = value);
    text(sent, "customer_note", value -> order.customerNote = value);
    text(sent, "currency", value -> order.currency = value);
    if (site.version().modern()) {
      text(sent, "created_via", value -> order.createdVia = value);
    }
    if (sent.hasNonNull("customer_id")) {
      order.customerId = sent.path("customer_id").asInt();
    }
    order.meta.apply(sent.path("meta_data"));
  }

  /** Items of a request; returns true when one of them changed an amount. */
  boolean items(Order order, JsonNode sent, LineChanges changes) {
    for (JsonNode line : sent.path("line_items")) {
      goods(order, line, changes);
    }
    for (JsonNode line : sent.path("shipping_lines")) {
      Item.Shipping item =
          existing(order.shippingLines, line)
              .orElseGet(() -> add(order.shippingLines, new Item.Shipping(site)));
      text(line, "method_title", value -> item.title = value);
      text(line, "method_id", value -> item.method = value);
      amount(line, "total", value -> item.total = value);
      item.meta.apply(line.path("meta_data"));
    }
    for (JsonNode line : sent.path("fee_lines")) {
      Item.Fee item =
          existing(order.fees, line).orElseGet(() -> add(order.fees, new Item.Fee(site)));
      text(line, "name", value -> item.name = value);
      text(line, "tax_class", value -> item.taxClass = value);
      text(line, "tax_status", value -> item.taxStatus = value);
      amount(line, "total", value -> item.total = value);
      item.meta.apply(line.path("meta_data"));
    }
    return sent.has("line_items") || sent.has("shipping_lines") || sent.has("fee_lines");
  }

  private void goods(Order order, JsonNode line, LineChanges changes) {
    Optional<Item.Goods> existing = existing(order.goods, line);
    if (existing.isPresent()) {
      Item.Goods item = existing.get();
      if (line.has("quantity") && line.path("quantity").asInt() == 0) {
        order.goods.remove(item);
        changes.removed(item);
        return;
      }
      amounts(item, line);
      changes.resized(item);
      return;
    }
    Item.Goods item = new Item.Goods(site, product(line));
    item.quantity = line.has("quantity") ? line.path("quantity").asInt() : 1;
    item.product.ifPresent(
        product -> {
          item.name = product.title();
          item.taxClass = product.taxClass();
          item.subtotal = math.net(order, product, item.quantity);
          item.total = item.subtotal;
          options(item, product);
        });
    amounts(item, line);
    order.goods.add(item);
    changes.resized(item);
  }

  private static void amounts(Item.Goods item, JsonNode line) {
    text(line, "name", value -> item.name = value);
    if (line.has("quantity")) {
      item.quantity = line.path("quantity").asInt();
    }
    amount(line, "subtotal", value -> item.subtotal = value);
    amount(line, "total", value -> item.total = value);
    item.meta.apply(line.path("meta_data"));
  }

  private static void options(Item.Goods item, Product product) {
    if (product.isVariation()) {
      for (JsonNode attribute : product.attributes()) {
        item.meta.put(
            attribute.path("slug").asText(),
            TextNode.valueOf(attribute.path("option").asText()),
            attribute.path("name").asText());
      }
    }
  }

  /** The product a line names; empty when it does not exist, which WooCommerce accepts. */
  private Optional<Product> product(JsonNode line) {
    int id = line.path("variation_id").asInt();
    if (id == 0) {
      id = line.path("product_id").asInt();
    }
    if (id != 0) {
      return catalog.find(id);
    }
    if (line.path("sku").asText("").isEmpty()) {
      throw WooError.of(
          400, "woocommerce_rest_required_product_reference", "Product ID or SKU is required.");
    }
    return catalog.bySku(line.path("sku").asText());
  }

  private static <T extends Item> T add(List<T> items, T item) {
    items.add(item);
    return item;
  }

  private static <T extends Item> Optional<T> existing(List<T> items, JsonNode line) {
    int id = line.path("id").asInt();
    if (id == 0) {
      return Optional.empty();
    }
    return Optional.of(
        items.stream()
            .filter(item -> item.id == id)
            .findFirst()
            .orElseThrow(
                () ->
                    WooError.of(
                        400,
                        "woocommerce_rest_invalid_item_id",
                        "Order item ID provided is not associated with order.")));
  }

  /** Coupons by code; an unknown one fails the call, and on newer shops leaves a draft behind. */
  boolean coupons(Order order, JsonNode sent) {
    for (JsonNode line : sent.path("coupon_lines")) {
      String code = line.path("code").asText("");
      if (line.has("id") || order.discounts.stream().anyMatch(d -> d.coupon.code().equals(code))) {
        continue;
      }
      Coupon coupon = coupons.find(code).orElseThrow(() -> unknownCoupon(order, code));
      refuseOver(order, coupon);
      coupon.usageCount++;
      order.discounts.add(new Item.Discount(site, coupon));
      return true;
    }
    return false;
  }

  /** What the shop says is from its source, not recorded. */
  private void refuseOver(Order order, Coupon coupon) {
    if (coupon.usedUp() || coupon.expiredAt(site.now())) {
      String said =
          coupon.usedUp() ? "Coupon usage limit has been reached." : "This coupon has expired.";
      WooError refused = WooError.of(400, "woocommerce_rest_invalid_coupon", said);
      throw site.version().modern()
          ? refused.with("new_draft_order_id", IntNode.valueOf(order.id))
          : refused;
    }
  }

  private WooError unknownCoupon(Order order, String code) {
    if (!site.version().modern()) {
      return WooError.of(
          400, "woocommerce_rest_invalid_coupon", "Coupon \"" + code + "\" does not exist!");
    }
    return WooError.of(
            400,
            "woocommerce_rest_invalid_coupon",
            "Coupon &quot;" + code + "&quot; cannot be applied because it does not exist.")
        .with("new_draft_order_id", IntNode.valueOf(order.id));
  }

  private static void address(ObjectNode address, JsonNode sent, List<String> fields) {
    for (String field : fields) {
      if (sent.hasNonNull(field)) {
        address.put(field, sent.path(field).asText());
      } else if (!address.has(field)) {
        address.put(field, "");
      }
    }
  }

  private static void text(JsonNode sent, String field, Consumer<String> set) {
    if (sent.hasNonNull(field)) {
      set.accept(sent.path(field).asText());
    }
  }

  private static void amount(JsonNode sent, String field, Consumer<BigDecimal> set) {
    if (sent.hasNonNull(field)) {
      set.accept(Money.of(sent.path(field)));
    }
  }

  /** Told of each goods line a request touched, so that stock can follow. */
  interface LineChanges {
    void resized(Item.Goods line);

    void removed(Item.Goods line);
  }
}
