package org.odoobridge.testkit.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.odoobridge.testkit.shop.hook.HookQueue;
import org.odoobridge.testkit.shop.order.Customers;
import org.odoobridge.testkit.shop.order.OrderBook;
import org.odoobridge.testkit.shop.order.OrderJson;
import org.odoobridge.testkit.shop.product.Catalog;
import org.odoobridge.testkit.shop.product.ProductJson;
import org.odoobridge.testkit.shop.site.PhpJson;
import org.odoobridge.testkit.shop.site.WooError;

/**
 * What a webhook carries: the record as the API reads it now, or the error that reading it gives.
 */
record HookBodies(
    Catalog catalog,
    ProductJson products,
    OrderBook orders,
    OrderJson orderJson,
    Customers customers)
    implements HookQueue.Bodies {

  @Override
  public JsonNode of(String topic, int id) {
    String resource = topic.substring(0, topic.indexOf('.'));
    return switch (resource) {
      case "order" ->
          found(orders.find(id).map(orderJson::of), "woocommerce_rest_shop_order_invalid_id");
      case "product" ->
          found(catalog.find(id).map(products::read), "woocommerce_rest_product_invalid_id");
      case "customer" -> found(customers.shown(id), "woocommerce_rest_invalid_id");
      default -> PhpJson.object().put("id", id);
    };
  }

  private static ObjectNode found(Optional<ObjectNode> record, String code) {
    return record.orElseGet(() -> WooError.of(404, code, "Invalid ID.").json());
  }
}
