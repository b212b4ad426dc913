package org.odoobridge.testkit.odoo.person;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/**
 * What people do in Odoo: count, sell, ship, cancel, return, sell at the till, each the way the
 * server's release wants it. The same calls work on a real server and on the simulator.
 */
public final class OdooPerson {

  private static final Map<String, ?> COUNTING = Map.of("inventory_mode", true);
  private final OdooClient client;
  private final Transfers transfers;
  private final int warehouse;
  private final int stock;

  private OdooPerson(OdooClient client) {
    this.client = client;
    this.transfers = new Transfers(client);
    Map<String, Object> first =
        client.searchRead("stock.warehouse", List.of(), "lot_stock_id").getFirst();
    this.warehouse = OdooClient.number(first.get("id"));
    this.stock = OdooClient.reference(first.get("lot_stock_id"));
  }

  private static final int COUNT_TRIES = 5;

  /** A product or variant. */
  public record Product(int id, int templateId, String sku) {}

  /**
   * A line to sell.
   *
   * @param price of one unit; null = the price list's
   */
  public record Line(Product product, double quantity, @Nullable Double price) {

    public static Line of(Product product, double quantity) {
      return new Line(product, quantity, null);
    }
  }

  /** A warehouse and its stock location. */
  public record Warehouse(int id, int stock) {}

  public static OdooPerson login(String url, String db, String login, String password) {
    return new OdooPerson(OdooClient.login(url, db, login, password));
  }

  public OdooClient client() {
    return client;
  }

  /** The first warehouse. */
  public int warehouse() {
    return warehouse;
  }

  /** Its stock location. */
  public int stock() {
    return stock;
  }

  /** A storable product that the till may sell, too. */
  public Product createProduct(String sku, String name, double price) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.putAll(storable());
    values.put("default_code", sku);
    values.put("list_price", price);
    values.put("available_in_pos", true);
    return product(client.create("product.product", values));
  }

  /** Values that make a product one whose stock is kept. */
  public Map<String, Object> storable() {
    OdooRelease release = client.release();
    if (release.storableFlag()) {
      return Map.of("type", "consu", "is_storable", true);
    }
    return Map.of(release.detailedType() ? "detailed_type" : "type", "product");
  }

  /** A storable product that is bought when an order finds too little of it free. */
  public Product createToOrder(String sku, String name, double price) {
    List<Integer> routes = new ArrayList<>();
    for (String route : List.of("Replenish on Order (MTO)", "Buy")) {
      routes.addAll(
          OdooClient.numbers(
              client.execute(
                  client.release().routeModel(),
                  "search",
                  List.of(List.of(List.of("name", "=", route))),
                  Map.of("context", Map.of("active_test", false)))));
    }
    client.write(client.release().routeModel(), routes, Map.of("active", true));
    int vendor = createCustomer("Vendor", "vendor@example.test");
    Product product = createProduct(sku, name, price);
    client.write(
        "product.product",
        List.of(product.id()),
        Map.of(
            "route_ids", List.of(List.of(6, 0, routes)),
            "seller_ids", List.of(List.of(0, 0, Map.of(client.release().vendorField(), vendor)))));
    return product;
  }

  /** A template with one variant per value; their SKUs are {@code prefix-value}. */
  public List<Product> createVariantProduct(
      String prefix, String name, String attribute, List<String> values) {
    List<List<Object>> commands = new ArrayList<>();
    values.forEach(value -> commands.add(List.of(0, 0, Map.of("name", value))));
    int attributeId =
        client.create(
            "product.attribute",
            Map.of("name", attribute, "create_variant", "always", "value_ids", commands));
    List<Integer> valueIds =
        client.search(
            "product.attribute.value", List.of(List.of("attribute_id", "=", attributeId)));
    Map<String, Object> template = new LinkedHashMap<>(storable());
    template.put("name", name);
    template.put("list_price", 15.0);
    template.put(
        "attribute_line_ids",
        List.of(
            List.of(
                0,
                0,
                Map.of(
                    "attribute_id", attributeId, "value_ids", List.of(List.of(6, 0, valueIds))))));
    int templateId = client.create("product.template", template);
    List<Integer> ids =
        new ArrayList<>(
            client.search("product.product", List.of(List.of("product_tmpl_id", "=", templateId))));
    ids.sort(Comparator.naturalOrder());
    List<Product> products = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      client.write(
          "product.product",
          List.of(ids.get(i)),
          Map.of("default_code", prefix + "-" + values.get(i)));
      products.add(product(ids.get(i)));
    }
    return List.copyOf(products);
  }

  /** The product of an id. */
  public Product product(int id) {
    Map<String, Object> row =
        client
            .searchRead(
                "product.product",
                List.of(List.of("id", "=", id)),
                "product_tmpl_id",
                "default_code")
            .getFirst();
    return new Product(
        id,
        OdooClient.reference(row.get("product_tmpl_id")),
        String.valueOf(row.get("default_code")));
  }

  /** The product of a SKU. */
  public Product product(String sku) {
    return product(
        client.search("product.product", List.of(List.of("default_code", "=", sku))).getFirst());
  }

  public void archive(Product product, boolean archived) {
    client.write("product.product", List.of(product.id()), Map.of("active", !archived));
  }

  /** Counts a product at a location; answers the quant. */
  public int setStock(Product product, int location, double quantity) {
    return setStock(product, location, quantity, 0);
  }

  /** The same for goods that belong to a partner; 0 = to the company. */
  public int setStock(Product product, int location, double quantity, int owner) {
    Map<String, Object> values = new HashMap<>();
    values.put("product_id", product.id());
    values.put("location_id", location);
    values.put("inventory_quantity", quantity);
    if (owner != 0) {
      values.put("owner_id", owner);
    }
    int quant = enter(values, COUNT_TRIES);
    apply(quant);
    return quant;
  }

  /** From release 15 on a count takes effect by a button. */
  private void apply(int quant) {
    if (client.release().appliesInventoryByButton()) {
      Object answer = client.call("stock.quant", "action_apply_inventory", List.of(quant));
      if (answer instanceof Map<?, ?> asked) {
        throw new IllegalStateException("the count was not applied: " + asked.get("res_model"));
      }
    }
  }

  /**
   * Odoo 14 takes the counted quantity out of the values it was given; when it then repeats the
   * call after a concurrent update, it misses it and refuses to create a quant. A person enters the
   * count again.
   */
  private int enter(Map<String, Object> values, int tries) {
    try {
      return OdooClient.number(
          client.execute("stock.quant", "create", List.of(values), Map.of("context", COUNTING)));
    } catch (OdooRefusal refused) {
      if (tries <= 1 || !refused.name().endsWith("AccessError")) {
        throw refused;
      }
      return enter(values, tries - 1);
    }
  }

  /** Counts at the warehouse's stock location. */
  public int setStock(String sku, double quantity) {
    return setStock(product(sku), stock, quantity);
  }

  /** Corrects a known quant. */
  public void recount(int quant, double quantity) {
    client.execute(
        "stock.quant",
        "write",
        List.of(List.of(quant), Map.of("inventory_quantity", quantity)),
        Map.of("context", COUNTING));
    apply(quant);
  }

  /** Counts through the product form's dialog. */
  public void changeQuantity(Product product, double quantity) {
    int wizard =
        client.create(
            "stock.change.product.qty",
            Map.of(
                "product_id", product.id(),
                "product_tmpl_id", product.templateId(),
                "new_quantity", quantity));
    client.call("stock.change.product.qty", "change_product_qty", List.of(wizard));
  }

  public int createCustomer(String name, String email) {
    return client.create("res.partner", Map.of("name", name, "email", email));
  }

  public int createLocation(String name, int parent, String usage) {
    return client.create(
        "stock.location", Map.of("name", name, "location_id", parent, "usage", usage));
  }

  /** A draft order from the first warehouse. */
  public int quote(int customer, List<Line> lines) {
    return quote(customer, lines, warehouse);
  }

  /** A draft order from a warehouse. */
  public int quote(int customer, List<Line> lines, int fromWarehouse) {
    List<List<Object>> commands = new ArrayList<>();
    for (Line line : lines) {
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("product_id", line.product().id());
      values.put("product_uom_qty", line.quantity());
      if (line.price() != null) {
        values.put("price_unit", line.price());
      }
      commands.add(List.of(0, 0, values));
    }
    return client.create(
        "sale.order",
        Map.of("partner_id", customer, "warehouse_id", fromWarehouse, "order_line", commands));
  }

  /** A confirmed order of one line for some customer. */
  public int sell(String sku, double quantity) {
    List<Integer> known =
        client.search("res.partner", List.of(List.of("name", "=", "Walk-in customer")));
    int customer =
        known.isEmpty()
            ? createCustomer("Walk-in customer", "walk-in@example.test")
            : known.getFirst();
    int order = quote(customer, List.of(Line.of(product(sku), quantity)));
    confirm(order);
    return order;
  }

  public void confirm(int... orders) {
    List<Integer> ids = new ArrayList<>();
    for (int order : orders) {
      ids.add(order);
    }
    client.call("sale.order", "action_confirm", ids);
  }

  /** Cancels an order with its open transfers. */
  public void cancel(int order) {
    client.execute(
        "sale.order",
        "action_cancel",
        List.of(List.of(order)),
        Map.of("context", Map.of("disable_cancel_warning", true)));
  }

  /** Locks a confirmed order against changes. */
  public void lock(int order) {
    client.call(
        "sale.order",
        client.release().locksOrders() ? "action_lock" : "action_done",
        List.of(order));
  }

  /** Changes the quantity of an order's line of a product. */
  public void changeLine(int order, Product product, double quantity) {
    List<Integer> lines =
        client.search(
            "sale.order.line",
            List.of(List.of("order_id", "=", order), List.of("product_id", "=", product.id())));
    client.write("sale.order.line", lines, Map.of("product_uom_qty", quantity));
  }

  /** Ships everything of an order, through all steps of its delivery. */
  public void ship(int order) {
    for (int step = 0; step < 3; step++) {
      List<Integer> open = openTransfers(order);
      if (open.isEmpty()) {
        return;
      }
      validate(open.getFirst(), Map.of(), true);
    }
  }

  /**
   * Ships some of an order's first open transfer.
   *
   * @param keepRest whether the rest stays open as a backorder
   */
  public void shipPart(int order, Map<Product, Double> quantities, boolean keepRest) {
    validate(openTransfers(order).getFirst(), quantities, keepRest);
  }

  /** Open transfers of an order, next step first. */
  public List<Integer> openTransfers(int order) {
    return transfers.open(order);
  }

  /** Enters quantities (none = everything) and validates a transfer. */
  public void validate(int transfer, Map<Product, Double> quantities, boolean keepRest) {
    transfers.validate(transfer, quantities, keepRest);
  }

  /** Takes goods of an order's first done delivery back into stock; answers the transfer. */
  public int returnGoods(int order, Product product, double quantity, boolean refund) {
    int transfer = transfers.planReturn(order, product, quantity, refund, stock);
    validate(transfer, Map.of(), true);
    return transfer;
  }

  /** Moves goods between two locations in one transfer; answers it. */
  public int transfer(Product product, int from, int to, double quantity) {
    int transfer = planTransfer(product, from, to, quantity);
    validate(transfer, Map.of(), true);
    return transfer;
  }

  /** The same up to the reservation. */
  public int planTransfer(Product product, int from, int to, double quantity) {
    return transfers.plan(product, from, to, quantity);
  }

  /**
   * A warehouse of its own.
   *
   * @param code at most five letters
   */
  public Warehouse createWarehouse(String name, String code) {
    int id = client.create("stock.warehouse", Map.of("name", name, "code", code));
    Map<String, Object> row =
        client
            .searchRead("stock.warehouse", List.of(List.of("id", "=", id)), "lot_stock_id")
            .getFirst();
    return new Warehouse(id, OdooClient.reference(row.get("lot_stock_id")));
  }

  /** One, two or three steps: {@code ship_only}, {@code pick_ship}, {@code pick_pack_ship}. */
  public void deliverIn(String steps) {
    client.write("stock.warehouse", List.of(warehouse), Map.of("delivery_steps", steps));
  }

  /** Counts what lies between the delivery steps to zero, as fewer steps require. */
  public void clearSteps(Product product) {
    Map<String, Object> row =
        client
            .searchRead(
                "stock.warehouse",
                List.of(List.of("id", "=", warehouse)),
                "wh_output_stock_loc_id",
                "wh_pack_stock_loc_id")
            .getFirst();
    for (String place : List.of("wh_output_stock_loc_id", "wh_pack_stock_loc_id")) {
      for (int quant :
          client.search(
              "stock.quant",
              List.of(
                  List.of("product_id", "=", product.id()),
                  List.of("location_id", "=", OdooClient.reference(row.get(place)))))) {
        recount(quant, 0);
      }
    }
  }

  /** What Odoo's nightly job does: reserve for waiting moves, merge quants. */
  public void runScheduler() {
    client.call(
        client.release().procurementGroups() ? "procurement.group" : "stock.rule", "run_scheduler");
  }
}
