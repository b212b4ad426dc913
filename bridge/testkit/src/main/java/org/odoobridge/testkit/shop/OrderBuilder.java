package org.odoobridge.testkit.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import org.odoobridge.testkit.shop.site.PhpJson;

/** An order in the making, placed with the same request body that {@code POST /orders} takes. */
public final class OrderBuilder {
  private final Function<JsonNode, ObjectNode> place;
  private final ObjectNode body = PhpJson.object();

  OrderBuilder(Function<JsonNode, ObjectNode> place) {
    this.place = place;
    body.put("payment_method", "bacs").put("payment_method_title", "Bank transfer");
  }

  public OrderBuilder line(String sku, int quantity) {
    array("line_items").addObject().put("sku", sku).put("quantity", quantity);
    return this;
  }

  /** A line whose net amounts differ from the product's price. */
  public OrderBuilder line(String sku, int quantity, String subtotal, String total) {
    ObjectNode line = array("line_items").addObject().put("sku", sku).put("quantity", quantity);
    line.put("subtotal", subtotal).put("total", total);
    return this;
  }

  /** A shipping line with its net amount. */
  public OrderBuilder shipping(String title, String total) {
    ObjectNode line = array("shipping_lines").addObject().put("method_id", "flat_rate");
    line.put("method_title", title).put("total", total);
    return this;
  }

  /** A fee line with its net amount. */
  public OrderBuilder fee(String name, String total) {
    array("fee_lines").addObject().put("name", name).put("total", total);
    return this;
  }

  public OrderBuilder coupon(String code) {
    array("coupon_lines").addObject().put("code", code);
    return this;
  }

  /** Billing and shipping address of a guest. */
  public OrderBuilder customer(String firstName, String lastName, String email, String country) {
    for (String kind : new String[] {"billing", "shipping"}) {
      ObjectNode address = body.putObject(kind);
      address.put("first_name", firstName).put("last_name", lastName);
      address.put("address_1", "Hauptstr. 1").put("city", "Köln").put("postcode", "50667");
      address.put("country", country);
    }
    ((ObjectNode) body.path("billing")).put("email", email).put("phone", "+49 221 1");
    return this;
  }

  public OrderBuilder status(String status) {
    body.put("status", status);
    return this;
  }

  public OrderBuilder paid() {
    body.put("set_paid", true);
    return this;
  }

  public OrderBuilder note(String text) {
    body.put("customer_note", text);
    return this;
  }

  public OrderBuilder meta(String key, String value) {
    array("meta_data").addObject().put("key", key).put("value", value);
    return this;
  }

  /** The request body as built so far. */
  public ObjectNode body() {
    return body.deepCopy();
  }

  /** Places the order without a stock check; the answer is the order as the API shows it. */
  public ObjectNode place() {
    return place.apply(body);
  }

  private ArrayNode array(String field) {
    return body.withArrayProperty(field);
  }
}
