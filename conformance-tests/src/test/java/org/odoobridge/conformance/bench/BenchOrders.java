package org.odoobridge.conformance.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.inbound.odoo.rpc.OdooCall;
import org.odoobridge.inbound.odoo.rpc.OdooRpc;
import org.odoobridge.inbound.order.ChannelOrder;
import org.odoobridge.inbound.order.ParsedOrder;
import org.odoobridge.inbound.order.WooOrderParser;

/** Paid orders of new customers: two products and shipping, 19 % tax, in Odoo's own currency. */
final class BenchOrders {
  static final String SHIPPING = "BENCH-SHIPPING";
  static final String TAX = "Bench 19%";
  private static final List<String> SKUS = List.of("BENCH-MUG", "BENCH-SHOE");

  private final OdooRpc rpc;
  private final ChannelId channel =
      new ChannelId("bench" + UUID.randomUUID().toString().substring(0, 8));
  private String currency = "";
  private int made;

  BenchOrders(OdooRpc rpc) {
    this.rpc = rpc;
  }

  ChannelId channel() {
    return channel;
  }

  /** Makes the products and the tax that the orders name, once per database. */
  void prepareOdoo() {
    JsonNode pricelist =
        rpc.call(
                OdooCall.of("product.pricelist", "search_read")
                    .with("domain", List.of())
                    .option("fields", List.of("currency_id"))
                    .option("limit", 1))
            .path(0);
    currency = pricelist.path("currency_id").path(1).asText();
    findOrCreate("account.tax", "name", TAX, Map.of("amount", 19, "type_tax_use", "sale"));
    for (String sku : SKUS) {
      findOrCreate("product.product", "default_code", sku, Map.of("name", sku, "type", "product"));
    }
    findOrCreate(
        "product.product", "default_code", SHIPPING, Map.of("name", SHIPPING, "type", "service"));
  }

  /** Orders that nobody has seen before. */
  List<ChannelOrder> next(int count) {
    List<ChannelOrder> orders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      orders.add(parsed(body(++made)));
    }
    return orders;
  }

  /** What a connector does that writes orders as a person would. */
  void enterTheUsualWay(ChannelOrder order) {
    String email = order.customer().email();
    JsonNode known =
        rpc.call(OdooCall.search("res.partner", List.of(List.of("email", "=", email))));
    int partner =
        known.isEmpty()
            ? create("res.partner", Map.of("name", order.billing().fullName(), "email", email))
            : known.path(0).asInt();
    int id =
        create("sale.order", Map.of("partner_id", partner, "client_order_ref", order.number()));
    for (ChannelOrder.Line line : order.lines()) {
      int product = product(line.sku().orElseThrow().value());
      addLine(id, product, line.quantity().doubleValue(), line.total().doubleValue());
    }
    for (ChannelOrder.Charge charge : order.shippingLines()) {
      addLine(id, product(SHIPPING), 1, charge.total().doubleValue());
    }
    rpc.call(OdooCall.on("sale.order", "action_confirm", List.of(id)));
  }

  private void addLine(int order, int product, double quantity, double total) {
    create(
        "sale.order.line",
        Map.of(
            "order_id", order,
            "product_id", product,
            "product_uom_qty", quantity,
            "price_unit", total / quantity));
  }

  private int product(String sku) {
    return rpc.call(OdooCall.search("product.product", List.of(List.of("default_code", "=", sku))))
        .path(0)
        .asInt();
  }

  private int create(String model, Map<String, ?> values) {
    return rpc.call(OdooCall.create(model, List.of(values))).path(0).asInt();
  }

  private void findOrCreate(String model, String key, String value, Map<String, ?> others) {
    JsonNode found = rpc.call(OdooCall.count(model, List.of(List.of(key, "=", value))));
    if (found.asInt() == 0) {
      Map<String, Object> values = new HashMap<>(others);
      values.put(key, value);
      create(model, values);
    }
  }

  private ChannelOrder parsed(String body) {
    ParsedOrder parsed = WooOrderParser.parse(channel, body.getBytes(StandardCharsets.UTF_8));
    if (parsed instanceof ParsedOrder.Order order) {
      return order.order();
    }
    throw new IllegalStateException("not an order: " + parsed);
  }

  /** As WooCommerce words it, without what the bridge does not read. */
  private String body(int id) {
    return """
    {"id":%1$d,"number":"%1$d","status":"processing","currency":"%2$s","prices_include_tax":false,
     "date_created_gmt":"2026-11-24T11:27:01","date_modified_gmt":"2026-11-24T11:27:01",
     "total":"210.51","total_tax":"33.61","customer_id":0,
     "billing":{"first_name":"Bench","last_name":"%1$d","address_1":"Weg 1","city":"Berlin",
       "postcode":"10115","country":"DE","email":"%3$s.%1$d@example.com"},
     "line_items":[
      {"id":1,"name":"Mug","product_id":1,"quantity":2,"sku":"BENCH-MUG","total":"22.00",
       "total_tax":"4.18","taxes":[{"id":1,"total":"4.18"}]},
      {"id":2,"name":"Shoe","product_id":2,"quantity":3,"sku":"BENCH-SHOE","total":"150.00",
       "total_tax":"28.50","taxes":[{"id":1,"total":"28.50"}]}],
     "shipping_lines":[{"id":3,"method_title":"DHL","total":"4.90","total_tax":"0.93",
       "taxes":[{"id":1,"total":"0.93"}]}],
     "tax_lines":[{"rate_id":1,"rate_code":"DE-19","label":"VAT","rate_percent":19,
       "tax_total":"32.68","shipping_tax_total":"0.93"}]}
    """
        .formatted(id, currency, channel);
  }
}
