package org.odoobridge.inbound.order;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.odoobridge.core.model.ChannelId;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.core.model.Sku;
import org.odoobridge.core.work.Problem;
import org.odoobridge.inbound.order.ChannelOrder.Address;
import org.odoobridge.inbound.order.ChannelOrder.Charge;
import org.odoobridge.inbound.order.ChannelOrder.Coupon;
import org.odoobridge.inbound.order.ChannelOrder.Customer;
import org.odoobridge.inbound.order.ChannelOrder.Line;
import org.odoobridge.inbound.order.ChannelOrder.Payment;
import org.odoobridge.inbound.order.ChannelOrder.Refund;
import org.odoobridge.inbound.order.ChannelOrder.TaxLine;
import org.odoobridge.inbound.order.ChannelOrder.TaxShare;
import org.odoobridge.inbound.order.ChannelOrder.Totals;

/**
 * Reads WooCommerce's REST and webhook order bodies (v3; seen: 8.9, 10.9, 11.0). Only what the
 * bridge uses is looked at; unknown and newer fields are left alone.
 */
public final class WooOrderParser {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final String REMEDY =
      "look at the stored body and at the shop's plugins that change orders, then redrive";

  private WooOrderParser() {}

  /** Reads one body; never throws for what the body holds. */
  public static ParsedOrder parse(ChannelId channel, byte[] body) {
    JsonNode root;
    try {
      root = JSON.readTree(body);
    } catch (IOException e) {
      return unreadable("malformed-json", "the body is not JSON");
    }
    if (root == null || !root.isObject()) {
      return unreadable("malformed-json", "the body is not a JSON object");
    }
    if (root.has("code") && root.path("data").has("status")) {
      return new ParsedOrder.Nothing(
          "the shop sent an error instead of the order: " + root.path("code").asText());
    }
    if (root.has("id") && root.size() == 1) {
      return new ParsedOrder.Deleted(root.path("id").asText());
    }
    try {
      return new ParsedOrder.Order(order(channel, new Field("", root)));
    } catch (Field.Unusable e) {
      return unreadable("unreadable-order", String.valueOf(e.getMessage()));
    }
  }

  private static ChannelOrder order(ChannelId channel, Field at) {
    String id = at.at("id").requiredText();
    return new ChannelOrder(
        new OrderKey(channel, id),
        at.at("number").text().isEmpty() ? id : at.at("number").text(),
        at.at("date_modified_gmt")
            .utc()
            .map(time -> OptionalLong.of(time.toEpochMilli()))
            .orElse(OptionalLong.empty()),
        at.at("status").requiredText(),
        at.at("currency").requiredText(),
        at.at("prices_include_tax").node().asBoolean(false),
        at.at("date_created_gmt")
            .utc()
            .orElseThrow(() -> new Field.Unusable("date_created_gmt is missing")),
        customer(at),
        address(at.at("billing")),
        address(at.at("shipping")),
        at.at("line_items").each(WooOrderParser::line),
        at.at("shipping_lines").each(line -> charge(line, "method_title")),
        at.at("fee_lines").each(line -> charge(line, "name")),
        at.at("coupon_lines").each(WooOrderParser::coupon),
        at.at("tax_lines").each(WooOrderParser::taxLine),
        new Totals(
            at.at("total").requiredAmount(),
            at.at("total_tax").requiredAmount(),
            at.at("discount_total").amount()),
        new Payment(
            at.at("payment_method").text(),
            at.at("payment_method_title").text(),
            at.at("transaction_id").text(),
            at.at("date_paid_gmt").utc()),
        at.at("refunds").each(WooOrderParser::refund),
        at.at("customer_note").text(),
        meta(at.at("meta_data")));
  }

  private static Customer customer(Field at) {
    String id = at.at("customer_id").text();
    return new Customer(
        id.isEmpty() || id.equals("0") ? Optional.empty() : Optional.of(id),
        at.at("billing").at("email").text());
  }

  private static Address address(Field at) {
    return new Address(
        at.at("first_name").text(),
        at.at("last_name").text(),
        at.at("company").text(),
        at.at("address_1").text(),
        at.at("address_2").text(),
        at.at("postcode").text(),
        at.at("city").text(),
        at.at("state").text(),
        at.at("country").text(),
        at.at("phone").text());
  }

  private static Line line(Field at) {
    String sku = at.at("sku").text();
    boolean known =
        at.at("product_id").node().asLong(0) != 0 || at.at("variation_id").node().asLong(0) != 0;
    return new Line(
        at.at("id").requiredText(),
        sku.isEmpty() ? Optional.empty() : Optional.of(new Sku(sku)),
        known,
        at.at("name").text(),
        at.at("quantity").requiredAmount(),
        at.at("total").requiredAmount(),
        at.at("total_tax").amount(),
        taxes(at));
  }

  private static Charge charge(Field at, String nameField) {
    return new Charge(
        at.at("id").requiredText(),
        at.at(nameField).text(),
        at.at("total").requiredAmount(),
        at.at("total_tax").amount(),
        taxes(at));
  }

  /** An empty total means that the rate does not apply to the line. */
  private static List<TaxShare> taxes(Field line) {
    return line
        .at("taxes")
        .each(
            tax ->
                tax.at("total")
                    .optionalAmount()
                    .map(amount -> new TaxShare(tax.at("id").requiredText(), amount)))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Coupon coupon(Field at) {
    return new Coupon(
        at.at("code").text(), at.at("discount").amount(), at.at("discount_tax").amount());
  }

  private static TaxLine taxLine(Field at) {
    return new TaxLine(
        at.at("rate_id").requiredText(),
        at.at("rate_code").text(),
        at.at("label").text(),
        at.at("rate_percent").optionalAmount(),
        at.at("compound").node().asBoolean(false),
        at.at("tax_total").amount().add(at.at("shipping_tax_total").amount()));
  }

  private static Refund refund(Field at) {
    return new Refund(at.at("id").text(), at.at("reason").text(), at.at("total").amount());
  }

  private static Map<String, String> meta(Field at) {
    Map<String, String> meta = new HashMap<>();
    for (JsonNode entry : at.node()) {
      if (entry.path("value").isValueNode() && !entry.path("key").asText("").isEmpty()) {
        meta.put(entry.path("key").asText(), entry.path("value").asText());
      }
    }
    return meta;
  }

  private static ParsedOrder unreadable(String code, String detail) {
    return new ParsedOrder.Unreadable(new Problem.Business(code, detail, REMEDY));
  }
}
