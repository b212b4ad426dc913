package org.odoobridge.testkit.odoo.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.person.OdooClient;
import org.odoobridge.testkit.odoo.person.OdooRefusal;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/**
 * The operations that were recorded on real servers of 17, 18 and 19, call by call, as far as the
 * simulator has the models: each by the name it was recorded under.
 */
final class RecordedStory extends Calls {

  private static final String[] MOVE = {
    "product_id", "product_uom_qty", "quantity", "picked", "state"
  };
  private static final int TAX = 1;

  private final OdooRelease release;
  private final int stock;
  private int mug;
  private int mugTemplate;
  private int small;
  private int medium;
  private int shirt;
  private int mugQuant;
  private int customer;
  private int invoiceAddress;
  private int shipAddress;
  private int first;
  private int second;
  private int third;
  private int fourth;
  private int firstDelivery;
  private int back;

  /** One operation; what it answers is compared. */
  interface Operation {
    @Nullable Object run();
  }

  RecordedStory(OdooClient odoo) {
    super(odoo);
    this.release = odoo.release();
    this.stock =
        reference(
            odoo.searchRead("stock.warehouse", List.of(), "lot_stock_id").getFirst(),
            "lot_stock_id");
  }

  Map<String, Operation> operations() {
    Map<String, Operation> all = new LinkedHashMap<>();
    products(all);
    counts(all);
    orders(all);
    transfers(all);
    returns(all);
    new RecordedTill(odoo).operations(all);
    all.put("two concurrent action_confirm of one SO", this::confirmTwice);
    return all;
  }

  private void products(Map<String, Operation> all) {
    all.put("product.create storable", this::createMug);
    all.put("product.template w/ 2 variants", this::createShirt);
    all.put(
        "write list_price",
        () -> write("product.template", mugTemplate, Map.of("list_price", 12.5)));
    all.put(
        "write variant sku/barcode",
        () -> write("product.product", small, Map.of("default_code", "SHIRT-S", "weight", 0.3)));
    all.put(
        "write name only (TOAST check)",
        () -> write("product.template", mugTemplate, Map.of("name", "Mug blue")));
    all.put("archive product", () -> write("product.product", medium, Map.of("active", false)));
    all.put("unarchive product", () -> write("product.product", medium, Map.of("active", true)));
  }

  private Map<String, Object> storable() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("invoice_policy", "order");
    if (release.storableFlag()) {
      values.put("type", "consu");
      values.put("is_storable", true);
    } else {
      values.put("detailed_type", "product");
    }
    return values;
  }

  private Object createMug() {
    Map<String, Object> values = storable();
    values.put("name", "Mug 1");
    values.put("list_price", 10.0);
    values.put("standard_price", 4.0);
    values.put("default_code", "MUG");
    values.put("barcode", "1795520878728");
    mugTemplate = odoo.create("product.template", values);
    Map<String, Object> row =
        read(
                "product.template",
                List.of(mugTemplate),
                "name",
                "type",
                release.storableFlag() ? "is_storable" : "detailed_type",
                "invoice_policy",
                "taxes_id",
                "uom_id")
            .getFirst();
    mug = only("product.product", "product_tmpl_id", mugTemplate);
    row.put("product_variant_id", List.of(mug, "[MUG] Mug 1"));
    return row;
  }

  private Object createShirt() {
    int attribute =
        odoo.create(
            "product.attribute",
            Map.of(
                "name",
                "Size1",
                "create_variant",
                "always",
                "value_ids",
                List.of(List.of(0, 0, Map.of("name", "S")), List.of(0, 0, Map.of("name", "M")))));
    List<Integer> values =
        odoo.search("product.attribute.value", List.of(List.of("attribute_id", "=", attribute)));
    Map<String, Object> template = storable();
    template.put("name", "Shirt");
    template.put("list_price", 20.0);
    template.put(
        "attribute_line_ids",
        List.of(
            List.of(
                0,
                0,
                Map.of("attribute_id", attribute, "value_ids", List.of(List.of(6, 0, values))))));
    shirt = odoo.create("product.template", template);
    List<Map<String, Object>> variants =
        odoo.searchRead(
            "product.product",
            List.of(List.of("product_tmpl_id", "=", shirt)),
            "combination_indices",
            "product_template_attribute_value_ids",
            "lst_price");
    List<Integer> ids = variants.stream().map(v -> number(v.get("id"))).sorted().toList();
    small = ids.get(0);
    medium = ids.get(1);
    return variants;
  }

  private void counts(Map<String, Operation> all) {
    all.put(
        "inventory set p1=20 (create quant + apply)",
        () -> {
          Map<String, @Nullable Object> counted = count(mug, 20);
          mugQuant = number(counted.get("quant"));
          return counted;
        });
    all.put("inventory set p2=8", () -> count(small, 8));
    all.put("inventory set p3=5", () -> count(medium, 5));
    all.put(
        "inventory adjust p1 20->25 (write + apply)",
        () -> {
          odoo.execute(
              "stock.quant",
              "write",
              List.of(List.of(mugQuant), Map.of("inventory_quantity", 25)),
              Map.of("context", Map.of("inventory_mode", true)));
          return odoo.call("stock.quant", "action_apply_inventory", List.of(mugQuant));
        });
    all.put(
        "read qty_available",
        () ->
            read(
                "product.product",
                List.of(mug, small),
                "qty_available",
                "free_qty",
                "virtual_available"));
  }

  private Map<String, @Nullable Object> count(int product, int quantity) {
    int quant =
        number(
            odoo.execute(
                "stock.quant",
                "create",
                List.of(
                    Map.of(
                        "product_id", product,
                        "location_id", stock,
                        "inventory_quantity", quantity)),
                Map.of("context", Map.of("inventory_mode", true))));
    Map<String, @Nullable Object> counted = new LinkedHashMap<>();
    counted.put("quant", quant);
    counted.put("ret", odoo.call("stock.quant", "action_apply_inventory", List.of(quant)));
    return counted;
  }

  private void orders(Map<String, Operation> all) {
    all.put("partner create", () -> customer = odoo.create("res.partner", buyer()));
    all.put(
        "partner child addresses",
        () -> {
          invoiceAddress = odoo.create("res.partner", address("invoice", "Ann Inv"));
          shipAddress = odoo.create("res.partner", address("delivery", "Ann Ship"));
          return List.of(invoiceAddress, shipAddress);
        });
    all.put(
        "partner update",
        () ->
            write("res.partner", customer, Map.of("street", "11 Main", "email", "b@example.com")));
    all.put(
        "sale.order create 2 lines",
        () -> {
          first = order(List.of(line(mug, 3, 12.5, 10), line(small, 2, 20, 0)));
          return order(
              first, "name", "state", "amount_untaxed", "amount_tax", "amount_total", "locked");
        });
    all.put("sale.order line qty change (draft)", this::raise);
    all.put(
        "sale.order action_confirm",
        () -> {
          confirm(first);
          return order(
              first,
              "state",
              "locked",
              "picking_ids",
              "delivery_status",
              "invoice_status",
              "date_order");
        });
    all.put(
        "quant after reserve",
        () ->
            odoo.searchRead(
                "stock.quant",
                List.of(
                    List.of("product_id", "in", List.of(mug, small)),
                    List.of("location_id", "=", stock)),
                "product_id",
                "quantity",
                "reserved_quantity",
                "available_quantity"));
    all.put(
        "read picking+moves",
        () -> List.of(deliveries(first), moves(number(deliveries(first).getFirst().get("id")))));
  }

  private static Map<String, Object> buyer() {
    return Map.of(
        "name", "Ann Buyer",
        "email", "ann@example.com",
        "phone", "+15551234",
        "street", "1 Main",
        "city", "Austin",
        "zip", "78701",
        "ref", "woo-1");
  }

  private Map<String, Object> address(String type, String name) {
    return Map.of("parent_id", customer, "type", type, "name", name, "street", "2 Bill");
  }

  private Object raise() {
    int line = odoo.search("sale.order.line", List.of(List.of("order_id", "=", first))).getFirst();
    return write(
        "sale.order",
        first,
        Map.of("order_line", List.of(List.of(1, line, Map.of("product_uom_qty", 4)))));
  }

  private void transfers(Map<String, Operation> all) {
    all.put(
        "picking button_validate full",
        () -> {
          firstDelivery = number(deliveries(first).getFirst().get("id"));
          write("stock.picking", firstDelivery, Map.of("carrier_tracking_ref", "TRK1"));
          return Arrays.asList(
              validate(firstDelivery, Map.of()),
              read(
                      "stock.picking",
                      List.of(firstDelivery),
                      "state",
                      "date_done",
                      "carrier_tracking_ref")
                  .getFirst());
        });
    all.put(
        "so2 create+confirm",
        () -> {
          second = confirmed(List.of(line(mug, 5, 12.5, 0), line(small, 2, 20, 0)));
          return deliveries(second);
        });
    all.put(
        "partial: write move.quantity=2 picked",
        () -> {
          int transfer = open(second);
          write("stock.move", move(transfer, mug), Map.of("quantity", 2, "picked", true));
          write("stock.move", move(transfer, small), Map.of("quantity", 0));
          return moves(transfer);
        });
    all.put("partial: button_validate (expect wizard)", () -> validate(open(second), Map.of()));
    all.put("partial: backorder wizard process", this::backorder);
    all.put(
        "2nd partial: button_validate ctx skip_backorder (auto backorder)",
        () -> {
          int transfer = open(second);
          write("stock.move", move(transfer, mug), Map.of("quantity", 1, "picked", true));
          return Arrays.asList(
              validate(transfer, Map.of("skip_backorder", true)), deliveries(second));
        });
    all.put(
        "3rd: validate, NO backorder (cancel rest)",
        () -> {
          int transfer = open(second);
          write("stock.move", move(transfer, small), Map.of("quantity", 2, "picked", true));
          return Arrays.asList(
              validate(
                  transfer,
                  Map.of(
                      "skip_backorder", true, "picking_ids_not_to_backorder", List.of(transfer))),
              deliveries(second));
        });
    all.put("split shipment: action_split_transfer", this::split);
    all.put(
        "split: validate all pickings",
        () -> {
          deliveries(third).stream()
              .filter(row -> !List.of("done", "cancel").contains(row.get("state")))
              .forEach(row -> validate(number(row.get("id")), Map.of("skip_backorder", true)));
          return deliveries(third);
        });
    all.put(
        "so4 create+confirm",
        () -> {
          fourth = confirmed(List.of(line(mug, 2, 12.5, 0)));
          return deliveries(fourth);
        });
    all.put(
        "sale.order action_cancel",
        () ->
            Arrays.asList(
                odoo.call("sale.order", "action_cancel", List.of(fourth)),
                order(fourth, "state", "locked"),
                deliveries(fourth)));
    all.put(
        "sale.order action_cancel ctx disable_cancel_warning (if not cancelled)",
        () ->
            "cancel".equals(order(fourth, "state").get("state"))
                ? "already"
                : odoo.execute(
                    "sale.order",
                    "action_cancel",
                    List.of(List.of(fourth)),
                    Map.of("context", Map.of("disable_cancel_warning", true))));
    all.put(
        "sale.order action_draft (reset)",
        () ->
            Arrays.asList(
                odoo.call("sale.order", "action_draft", List.of(fourth)), order(fourth, "state")));
    all.put(
        "sale.order action_lock",
        () ->
            Arrays.asList(
                odoo.call("sale.order", "action_lock", List.of(first)),
                order(first, "state", "locked")));
  }

  private Object backorder() {
    int transfer = open(second);
    Map<String, Object> context =
        Map.of("context", Map.of("button_validate_picking_ids", List.of(transfer)));
    Object wizard =
        odoo.execute(
            "stock.backorder.confirmation",
            "create",
            List.of(Map.of("pick_ids", List.of(List.of(6, 0, List.of(transfer))))),
            context);
    Object answer =
        odoo.execute(
            "stock.backorder.confirmation",
            "process",
            List.of(List.of(Objects.requireNonNull(wizard))),
            context);
    List<Map<String, Object>> rows = deliveries(second);
    return Arrays.asList(
        answer, rows, rows.stream().map(row -> moves(number(row.get("id")))).toList());
  }

  private Object split() {
    third = confirmed(List.of(line(mug, 3, 12.5, 0), line(small, 1, 20, 0)));
    int transfer = open(third);
    write("stock.move", move(transfer, mug), Map.of("quantity", 1, "picked", true));
    Object answer;
    try {
      answer = odoo.call("stock.picking", "action_split_transfer", List.of(transfer));
    } catch (OdooRefusal refused) {
      answer = "split: " + refused.name() + ": " + refused.getMessage();
    }
    return Arrays.asList(answer, deliveries(third));
  }

  private void returns(Map<String, Operation> all) {
    all.put("return: stock.return.picking", this::takeBack);
    all.put(
        "return: validate",
        () -> {
          List<Map<String, Object>> moves =
              read(
                  "stock.move",
                  odoo.search("stock.move", List.of(List.of("picking_id", "=", back))),
                  "product_id",
                  "product_uom_qty",
                  "quantity",
                  "picked",
                  "state",
                  "to_refund");
          moves.forEach(
              move ->
                  write(
                      "stock.move",
                      number(move.get("id")),
                      Map.of("quantity", move.getOrDefault("product_uom_qty", 0), "picked", true)));
          return Arrays.asList(
              moves,
              validate(back, Map.of()),
              read("stock.picking", List.of(back), "state").getFirst(),
              odoo.searchRead(
                  "sale.order.line",
                  List.of(List.of("order_id", "=", first)),
                  "product_id",
                  "qty_delivered"));
        });
    all.put(
        "quants end",
        () ->
            odoo.searchRead(
                "stock.quant",
                List.of(List.of("product_id", "in", List.of(mug, small))),
                "product_id",
                "location_id",
                "quantity",
                "reserved_quantity"));
  }

  private Object takeBack() {
    Map<String, Object> context =
        Map.of(
            "context",
            Map.of(
                "active_model",
                "stock.picking",
                "active_id",
                firstDelivery,
                "active_ids",
                List.of(firstDelivery)));
    int wizard =
        number(
            odoo.execute(
                "stock.return.picking",
                "create",
                List.of(Map.of("picking_id", firstDelivery)),
                context));
    List<Map<String, Object>> lines =
        odoo.searchRead(
            "stock.return.picking.line",
            List.of(List.of("wizard_id", "=", wizard)),
            "product_id",
            "quantity");
    lines.forEach(
        line ->
            write(
                "stock.return.picking.line",
                number(line.get("id")),
                Map.of("quantity", reference(line, "product_id") == mug ? 1 : 0)));
    Object action =
        odoo.call(
            "stock.return.picking",
            release.returnsStartAtZero() ? "action_create_returns" : "create_returns",
            List.of(wizard));
    back = number(((Map<?, ?>) Objects.requireNonNull(action)).get("res_id"));
    return Arrays.asList(
        lines,
        action,
        read("stock.picking", List.of(back), "name", "state", "return_id", "origin", "move_ids")
            .getFirst());
  }

  private Object confirmTwice() {
    int order = order(List.of(line(mug, 1, 12.5, 0)));
    Callable<Object> confirm =
        () -> {
          try {
            return Objects.requireNonNull(
                odoo.call("sale.order", "action_confirm", List.of(order)));
          } catch (OdooRefusal refused) {
            return refused.name() + ": " + refused.getMessage();
          }
        };
    List<Object> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Object> one : threads.invokeAll(List.of(confirm, confirm))) {
        answers.add(one.get());
      }
    } catch (Exception e) {
      throw new IllegalStateException("the confirmations did not end", e);
    }
    answers.sort(Comparator.comparing(answer -> !Boolean.TRUE.equals(answer)));
    return Arrays.asList(answers, deliveries(order).size());
  }

  private Map<String, Object> line(int product, double quantity, double price, double discount) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("product_id", product);
    values.put("product_uom_qty", quantity);
    values.put("price_unit", price);
    values.put("discount", discount);
    values.put(release.lineTaxField(), List.of(List.of(6, 0, List.of(TAX))));
    return values;
  }

  private int order(List<Map<String, Object>> lines) {
    return odoo.create(
        "sale.order",
        Map.of(
            "partner_id", customer,
            "partner_invoice_id", invoiceAddress,
            "partner_shipping_id", shipAddress,
            "client_order_ref", "woo-" + UUID.randomUUID().toString().substring(0, 6),
            "order_line", lines.stream().map(l -> List.of(0, 0, l)).toList()));
  }

  private int confirmed(List<Map<String, Object>> lines) {
    int order = order(lines);
    confirm(order);
    return order;
  }

  private void confirm(int order) {
    odoo.call("sale.order", "action_confirm", List.of(order));
  }

  private Map<String, Object> order(int id, String... fields) {
    return read("sale.order", List.of(id), fields).getFirst();
  }

  private List<Map<String, Object>> deliveries(int order) {
    return odoo.searchRead(
        "stock.picking",
        List.of(List.of("sale_id", "=", order)),
        "name",
        "state",
        "backorder_id",
        "move_ids",
        "return_id");
  }

  private int open(int order) {
    return deliveries(order).stream()
        .filter(row -> !"done".equals(row.get("state")))
        .map(row -> number(row.get("id")))
        .findFirst()
        .orElseThrow();
  }

  private List<Map<String, Object>> moves(int transfer) {
    return odoo.searchRead("stock.move", List.of(List.of("picking_id", "=", transfer)), MOVE);
  }

  private int move(int transfer, int product) {
    return odoo.search(
            "stock.move",
            List.of(List.of("picking_id", "=", transfer), List.of("product_id", "=", product)))
        .getFirst();
  }

  private @Nullable Object validate(int transfer, Map<String, ?> context) {
    return odoo.execute(
        "stock.picking", "button_validate", List.of(List.of(transfer)), Map.of("context", context));
  }
}
