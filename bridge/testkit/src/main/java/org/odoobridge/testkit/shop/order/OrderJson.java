package org.odoobridge.testkit.shop.order;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.odoobridge.testkit.shop.site.Links;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.Site;

/** How the REST API and webhooks show an order. */
public final class OrderJson {
  private final Site site;
  private final ItemJson items;

  public OrderJson(Site site, TaxTable taxes) {
    this.site = site;
    this.items = new ItemJson(site, taxes);
  }

  ItemJson items() {
    return items;
  }

  public ObjectNode of(Order order) {
    return of(order, 2);
  }

  /** The order with that many decimals in its amounts. */
  ObjectNode of(Order order, int decimals) {
    ObjectNode json = PhpJson.object();
    json.put("id", order.id).put("parent_id", 0).put("status", order.status);
    json.put("currency", order.currency).put("version", site.version().woocommerce());
    json.put("prices_include_tax", order.pricesIncludeTax);
    json.put("date_created", site.local(order.created));
    json.put("date_modified", site.local(order.modified));
    totals(json, order, decimals);
    json.put("customer_id", order.customerId).put("order_key", order.key);
    json.set("billing", order.billing.deepCopy());
    json.set("shipping", order.shipping.deepCopy());
    json.put("payment_method", order.paymentMethod);
    json.put("payment_method_title", order.paymentMethodTitle);
    json.put("transaction_id", order.transactionId);
    json.put("customer_ip_address", order.customerIp).put("customer_user_agent", "");
    json.put("created_via", order.createdVia).put("customer_note", order.customerNote);
    json.put("date_completed", site.local(order.completed));
    json.put("date_paid", site.local(order.paid));
    json.put("cart_hash", order.cartHash).put("number", Integer.toString(order.id));
    json.set("meta_data", order.meta.json());
    lines(json, order, decimals);
    ending(json, order);
    return json;
  }

  private static void totals(ObjectNode json, Order order, int decimals) {
    json.put("discount_total", Money.text(Money.cents(order.discountTotal()), decimals));
    json.put("discount_tax", Money.text(order.discountTax(), decimals));
    json.put("shipping_total", Money.text(order.shippingTotal(), decimals));
    json.put("shipping_tax", Money.text(order.shippingTax(), decimals));
    json.put("cart_tax", Money.text(order.cartTax(), decimals));
    json.put("total", Money.text(order.total(), decimals));
    json.put("total_tax", Money.text(order.totalTax(), decimals));
  }

  private void lines(ObjectNode json, Order order, int decimals) {
    ArrayNode goods = json.putArray("line_items");
    order.goods.forEach(line -> goods.add(items.goods(line, decimals)));
    json.set(
        "tax_lines",
        items.taxLines(order.taxItems, order.goods, order.fees, order.shippingLines, decimals));
    ArrayNode shipping = json.putArray("shipping_lines");
    order.shippingLines.forEach(line -> shipping.add(items.shipping(line, decimals)));
    ArrayNode fees = json.putArray("fee_lines");
    order.fees.forEach(line -> fees.add(items.fee(line, decimals)));
    ArrayNode coupons = json.putArray("coupon_lines");
    order.discounts.forEach(line -> coupons.add(items.discount(line)));
    ArrayNode refunds = json.putArray("refunds");
    for (int i = order.refunds.size() - 1; i >= 0; i--) {
      Refund refund = order.refunds.get(i);
      ObjectNode shown = refunds.addObject().put("id", refund.id).put("reason", refund.reason);
      shown.put("total", "-" + Money.text(refund.amount, decimals));
      if (site.version().modern()) {
        shown.put(
            "total_tax",
            Money.text(Order.sum(refund.goods.stream().map(Item::totalTax)), decimals));
      }
    }
  }

  private void ending(ObjectNode json, Order order) {
    boolean open = List.of("pending", "failed").contains(order.status);
    json.put(
        "payment_url",
        site.url() + "/checkout/order-pay/" + order.id + "/?pay_for_order=true&key=" + order.key);
    json.put("is_editable", List.of("pending", "on-hold", "auto-draft").contains(order.status));
    json.put("needs_payment", open && order.total().signum() > 0);
    json.put("needs_processing", order.goods.stream().anyMatch(line -> line.product.isPresent()));
    json.put("date_created_gmt", Site.gmt(order.created));
    json.put("date_modified_gmt", Site.gmt(order.modified));
    json.put("date_completed_gmt", Site.gmt(order.completed));
    json.put("date_paid_gmt", Site.gmt(order.paid));
    json.put("currency_symbol", site.currencySymbol());
    ObjectNode links = Links.of(site, "/orders", order.id, Links.ALL);
    if (site.version().modern()) {
      links
          .putArray("email_templates")
          .addObject()
          .put("embeddable", true)
          .put("href", site.api("/orders/" + order.id + "/actions/email_templates"));
    }
    if (order.customerId != 0) {
      links
          .putArray("customer")
          .addObject()
          .put("href", site.api("/customers/" + order.customerId));
    }
    json.set("_links", links);
  }

  /** How the REST API shows a refund; with the order's id on the route over all orders. */
  ObjectNode refund(Refund refund, boolean withParent) {
    ObjectNode json = PhpJson.object().put("id", refund.id);
    if (withParent) {
      json.put("parent_id", refund.order.id);
    }
    json.put("date_created", site.local(refund.created));
    json.put("date_created_gmt", Site.gmt(refund.created));
    json.put("amount", Money.text(refund.amount, 2)).put("reason", refund.reason);
    json.put("refunded_by", 1).put("refunded_payment", false);
    json.set("meta_data", refund.meta.json());
    ArrayNode goods = json.putArray("line_items");
    refund.goods.forEach(line -> goods.add(items.goods(line, 2)));
    json.putArray("shipping_lines");
    json.set("tax_lines", items.taxLines(refund.taxItems, refund.goods, List.of(), List.of(), 2));
    json.putArray("fee_lines");
    String collection = "/orders/" + refund.order.id + "/refunds";
    ObjectNode links = Links.of(site, collection, refund.id, List.of("GET", "DELETE"));
    links.putArray("up").addObject().put("href", site.api("/orders/" + refund.order.id));
    json.set("_links", links);
    return json;
  }
}
