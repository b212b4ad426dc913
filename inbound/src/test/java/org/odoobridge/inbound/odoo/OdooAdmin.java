package org.odoobridge.inbound.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.odoobridge.core.odoo.OdooCatalogue;
import org.odoobridge.core.runtime.PgSession;
import org.odoobridge.inbound.odoo.rpc.OdooCall;
import org.odoobridge.inbound.odoo.rpc.OdooRpc;

/** What a test sets up and looks at in an Odoo of any release, with all rights. */
public final class OdooAdmin {
  private final OdooRpc rpc;
  private final OdooCatalogue shape;

  /** Taxes are of a country, from 15 on. */
  private final Optional<Integer> country;

  private final List<BiConsumer<String, Integer>> watchers = new CopyOnWriteArrayList<>();

  public OdooAdmin(OdooRpc rpc, PgSession superuser) {
    this.rpc = rpc;
    this.shape =
        superuser.read(
            connection ->
                OdooCatalogue.read(
                    connection,
                    Set.of(
                        "product_template",
                        "account_tax",
                        "stock_move",
                        "stock_quant",
                        "product_pricelist")));
    this.country =
        shape.has("account_tax", "country_id")
            ? superuser.read(OdooAdmin::countryOfTaxes)
            : Optional.empty();
  }

  private static Optional<Integer> countryOfTaxes(Connection connection) throws SQLException {
    try (Statement query = connection.createStatement()) {
      ResultSet row = query.executeQuery("SELECT min(country_id) FROM account_tax");
      return row.next() && row.getInt(1) > 0 ? Optional.of(row.getInt(1)) : Optional.empty();
    }
  }

  public OdooRpc rpc() {
    return rpc;
  }

  public int create(String model, Map<String, ?> values) {
    JsonNode made = rpc.call(OdooCall.create(model, List.of(values)));
    if (!made.path(0).canConvertToInt()) {
      throw new IllegalStateException("no " + model + ": " + made);
    }
    int id = made.path(0).asInt();
    watchers.forEach(watcher -> watcher.accept(model, id));
    return id;
  }

  /** Is told model and id of every record made from now on. */
  public void onMade(BiConsumer<String, Integer> watcher) {
    watchers.add(watcher);
  }

  public void write(String model, int id, Map<String, ?> values) {
    JsonNode written = rpc.call(OdooCall.write(model, List.of(id), values));
    if (!written.asBoolean()) {
      throw new IllegalStateException("not written: " + model + " " + id);
    }
  }

  /** Calls a method of records, whatever it answers. */
  public JsonNode call(String model, String method, List<Integer> ids) {
    return rpc.call(OdooCall.on(model, method, ids));
  }

  /** One record. */
  public JsonNode read(String model, int id, String... fields) {
    return rpc.call(OdooCall.read(model, List.of(id), List.of(fields))).path(0);
  }

  /** Ids of the records whose field has the value. */
  public List<Integer> search(String model, String field, Object value) {
    List<Integer> ids = new ArrayList<>();
    rpc.call(OdooCall.search(model, List.of(List.of(field, "=", value))))
        .forEach(id -> ids.add(id.asInt()));
    return ids;
  }

  /** The record of this name. */
  public int findOrCreate(String model, String name, Map<String, ?> values) {
    List<Integer> found = search(model, "name", name);
    if (!found.isEmpty()) {
      return found.getFirst();
    }
    Map<String, Object> all = new HashMap<>(values);
    all.put("name", name);
    return create(model, all);
  }

  /** A product that is counted. */
  public int storable(String sku) {
    if (shape.has("product_template", "is_storable")) {
      return product(sku, Map.of("type", "consu", "is_storable", true));
    }
    return product(
        sku,
        Map.of(
            shape.has("product_template", "detailed_type") ? "detailed_type" : "type", "product"));
  }

  public int service(String sku) {
    return product(
        sku,
        Map.of(
            shape.has("product_template", "detailed_type") ? "detailed_type" : "type", "service"));
  }

  private int product(String sku, Map<String, ?> type) {
    Map<String, Object> values = new HashMap<>(type);
    values.putAll(Map.of("name", "Product " + sku, "default_code", sku, "list_price", 99));
    values.put("invoice_policy", "order");
    return create("product.product", values);
  }

  /** A percentage on sales. */
  public void tax(String name, int percent, boolean included, int group) {
    Map<String, Object> values = new HashMap<>();
    values.put("amount", percent);
    values.put("amount_type", "percent");
    values.put("type_tax_use", "sale");
    values.put("active", true);
    values.put("sequence", 1);
    values.put("company_id", 1);
    values.put("tax_exigibility", "on_invoice");
    values.put("tax_group_id", group);
    if (shape.has("account_tax", "price_include")) {
      values.put("price_include", included);
    } else {
      values.put("price_include_override", included ? "tax_included" : "tax_excluded");
    }
    country.ifPresent(id -> values.put("country_id", id));
    int unused = findOrCreate("account.tax", name, values);
  }

  /** A pricelist. */
  public void pricelist(String name, int currency) {
    Map<String, Object> values = new HashMap<>(Map.of("currency_id", currency));
    if (shape.has("product_pricelist", "discount_policy")) {
      values.put("discount_policy", "with_discount");
    }
    int unused = findOrCreate("product.pricelist", name, values);
  }

  /** Counts a product in the stock of the first warehouse. */
  public void count(int product, int quantity) {
    int place =
        read("stock.warehouse", search("stock.warehouse", "code", "WH").getFirst(), "lot_stock_id")
            .path("lot_stock_id")
            .path(0)
            .asInt();
    int quant =
        rpc.call(
                OdooCall.create(
                        "stock.quant",
                        List.of(
                            Map.of(
                                "product_id",
                                product,
                                "location_id",
                                place,
                                "inventory_quantity",
                                quantity)))
                    .in(Map.of("inventory_mode", true)))
            .path(0)
            .asInt();
    if (rpc.version().major() >= 15) {
      var unused = rpc.call(OdooCall.on("stock.quant", "action_apply_inventory", List.of(quant)));
    }
  }

  /** Invoices what can be invoiced of an order, and posts the invoice; its id. */
  public int invoice(int order) {
    Map<String, ?> context =
        Map.of("active_model", "sale.order", "active_ids", List.of(order), "active_id", order);
    int wizard =
        rpc.call(
                OdooCall.create(
                        "sale.advance.payment.inv",
                        List.of(Map.of("advance_payment_method", "delivered")))
                    .in(context))
            .path(0)
            .asInt();
    JsonNode unused =
        rpc.call(
            OdooCall.on("sale.advance.payment.inv", "create_invoices", List.of(wizard))
                .in(context));
    JsonNode invoices = read("sale.order", order, "invoice_ids").path("invoice_ids");
    int invoice = invoices.path(invoices.size() - 1).asInt();
    JsonNode unusedPost = rpc.call(OdooCall.on("account.move", "action_post", List.of(invoice)));
    return invoice;
  }

  /** Ships {@code quantity} of every line of an order; a backorder keeps the rest. */
  public boolean shipPart(int order, int quantity) {
    return ship(order, quantity, Map.of("skip_sms", true, "skip_backorder", true));
  }

  /** Ships {@code quantity} of every line of an order. */
  public boolean ship(int order, int quantity) {
    return ship(order, quantity, Map.of("skip_sms", true));
  }

  private boolean ship(int order, int quantity, Map<String, ?> context) {
    int picking = search("stock.picking", "sale_id", order).getFirst();
    Map<String, ?> done =
        shape.has("stock_move", "picked")
            ? Map.of("quantity", quantity, "picked", true)
            : Map.of("quantity_done", quantity);
    search("stock.move", "picking_id", picking).forEach(move -> write("stock.move", move, done));
    return rpc.call(OdooCall.on("stock.picking", "button_validate", List.of(picking)).in(context))
        .asBoolean();
  }
}
