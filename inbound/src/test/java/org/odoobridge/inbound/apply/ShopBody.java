package org.odoobridge.inbound.apply;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.inbound.order.ChannelOrder;
import org.odoobridge.inbound.order.ParsedOrder;
import org.odoobridge.inbound.order.Recordings;
import org.odoobridge.inbound.order.WooOrderParser;
import org.odoobridge.inbound.order.WooRefundParser;
import org.odoobridge.inbound.refund.RefundSource;
import org.odoobridge.inbound.refund.RefundSplit;

/**
 * An order of a recorded shop with lines of the test's own, at 19 % on everything: what a shop says
 * after each of its edits.
 */
public final class ShopBody {
  private static final BigDecimal RATE = new BigDecimal("0.19");

  private final ChannelId channel;
  private final String id;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private final ObjectNode body;
  private final Map<String, ObjectNode> refunds = new LinkedHashMap<>();
  private final Map<String, Integer> restocked = new LinkedHashMap<>();
  private String status = "processing";
  private Instant modified = Instant.parse("2026-11-24T12:00:00Z");

  private record Line(String kind, String sku, int quantity, BigDecimal net) {}

  private ShopBody(ChannelId channel, String id) {
    this.channel = channel;
    this.id = id;
    this.body = Recordings.webhook("wc-11.0.1", "044").json().deepCopy();
    ((ObjectNode) body.path("billing")).put("email", id + "@example.com");
    body.putArray("coupon_lines");
  }

  public static ShopBody in(ChannelId channel) {
    return new ShopBody(channel, String.valueOf(UUID.randomUUID().getMostSignificantBits() >>> 20));
  }

  /** An order that a shop knows by this id. */
  public static ShopBody in(ChannelId channel, int id) {
    return new ShopBody(channel, String.valueOf(id));
  }

  public String id() {
    return id;
  }

  /** A product's line, or what it is now. */
  public ShopBody line(String line, String sku, int quantity, String net) {
    lines.put(line, new Line("line_items", sku, quantity, new BigDecimal(net)));
    return this;
  }

  public ShopBody shipping(String line, String net) {
    lines.put(line, new Line("shipping_lines", "", 1, new BigDecimal(net)));
    return this;
  }

  public ShopBody without(String line) {
    lines.remove(line);
    return this;
  }

  public ShopBody status(String now) {
    status = now;
    return this;
  }

  public ShopBody street(String street) {
    ((ObjectNode) body.path("billing")).put("address_1", street);
    ((ObjectNode) body.path("shipping")).put("address_1", street);
    return this;
  }

  /** A refund for nothing in particular. */
  public ShopBody refund(String refund, String amount) {
    ObjectNode json = body.objectNode();
    json.put("id", Long.parseLong(refund)).put("amount", amount).put("reason", "Kulanz");
    json.put("date_created_gmt", Instant.parse("2026-11-24T13:00:00Z").toString().replace("Z", ""));
    for (String list : new String[] {"line_items", "shipping_lines", "fee_lines"}) {
      json.putArray(list);
    }
    refunds.put(refund, json);
    return this;
  }

  /** Pieces and money of a line go back with a refund of its own, or of the same id. */
  public ShopBody refund(String refund, String line, int quantity, String net, boolean restock) {
    if (!refunds.containsKey(refund)) {
      refund(refund, "0.00");
    }
    ObjectNode json = Optional.ofNullable(refunds.get(refund)).orElseThrow();
    Line sold = Optional.ofNullable(lines.get(line)).orElseThrow();
    BigDecimal amount = new BigDecimal(net);
    json.put(
        "amount",
        new BigDecimal(json.path("amount").asText()).add(amount).add(tax(amount)).toPlainString());
    ObjectNode item = ((ArrayNode) json.path(sold.kind())).addObject();
    item.put("id", 9000 + refunds.size() * 100 + Long.parseLong(line)).put("quantity", -quantity);
    item.put("total", amount.negate().toPlainString());
    item.put("total_tax", tax(amount).negate().toPlainString());
    item.putArray("taxes")
        .addObject()
        .put("id", 1)
        .put("total", tax(amount).negate().toPlainString());
    item.putArray("meta_data").addObject().put("key", "_refunded_item_id").put("value", line);
    if (restock) {
      restocked.merge(line, quantity, Integer::sum);
    }
    return this;
  }

  /** Somebody forgot the tax of what goes back. */
  public ShopBody untaxedRefund(String refund, String line, int quantity, String net) {
    refund(refund, line, quantity, net, true);
    ObjectNode json = Optional.ofNullable(refunds.get(refund)).orElseThrow();
    json.put("amount", net);
    ObjectNode item = (ObjectNode) json.path("line_items").path(0);
    item.put("total_tax", "0.00").putArray("taxes");
    return this;
  }

  /** Deletes a refund; the shop forgets nothing of what it restocked. */
  public ShopBody withoutRefund(String refund) {
    refunds.remove(refund);
    return this;
  }

  /** What the shop answers when it is asked for the order's refunds. */
  public RefundSource.Answer refunds() {
    return switch (WooRefundParser.parse(List.copyOf(refunds.values()))) {
      case WooRefundParser.Parsed.Refunds parsed ->
          new RefundSource.Answer.Given(
              new RefundSplit.Snapshot(parsed.refunds(), WooRefundParser.restocked(json())));
      case WooRefundParser.Parsed.Unreadable unreadable ->
          new RefundSource.Answer.Unreadable(unreadable.problem());
    };
  }

  public BigDecimal gross() {
    return lines.values().stream()
        .map(line -> line.net().add(tax(line.net())))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static BigDecimal tax(BigDecimal net) {
    return net.multiply(RATE).setScale(2, RoundingMode.HALF_UP);
  }

  /** The order as the shop says it now; each call is a second later than the one before. */
  public ObjectNode json() {
    modified = modified.plusSeconds(1);
    ObjectNode json = body.deepCopy();
    json.put("id", Long.parseLong(id)).put("number", id).put("status", status);
    json.put("date_modified_gmt", modified.toString().replace("Z", ""));
    for (String list : new String[] {"line_items", "shipping_lines", "fee_lines"}) {
      json.putArray(list);
    }
    BigDecimal tax = BigDecimal.ZERO;
    for (Map.Entry<String, Line> entry : lines.entrySet()) {
      Line line = entry.getValue();
      tax = tax.add(tax(line.net()));
      ObjectNode node = ((ArrayNode) json.path(line.kind())).addObject();
      node.put("id", Long.parseLong(entry.getKey()));
      node.put("name", "Line " + entry.getKey()).put("method_title", "DHL");
      node.put("product_id", 67).put("variation_id", 0).put("sku", line.sku());
      node.put("quantity", line.quantity()).put("total", line.net().toPlainString());
      node.put("total_tax", tax(line.net()).toPlainString());
      node.putArray("taxes").addObject().put("id", 1).put("total", tax(line.net()).toPlainString());
      ArrayNode meta = node.putArray("meta_data");
      if (restocked.containsKey(entry.getKey())) {
        meta.addObject()
            .put("key", "_restock_refunded_items")
            .put("value", String.valueOf(restocked.get(entry.getKey())));
      }
    }
    ArrayNode named = json.putArray("refunds");
    refunds
        .values()
        .forEach(
            refund ->
                named
                    .addObject()
                    .put("id", refund.path("id").asLong())
                    .put("reason", refund.path("reason").asText())
                    .put("total", "-" + refund.path("amount").asText()));
    json.put("total", gross().toPlainString()).put("total_tax", tax.toPlainString());
    ObjectNode rate = (ObjectNode) json.path("tax_lines").path(0);
    rate.put("tax_total", tax.toPlainString()).put("shipping_tax_total", "0.00");
    return json;
  }

  public ChannelOrder order() {
    return parse(json());
  }

  ChannelOrder parse(ObjectNode json) {
    return ((ParsedOrder.Order)
            WooOrderParser.parse(channel, json.toString().getBytes(StandardCharsets.UTF_8)))
        .order();
  }
}
