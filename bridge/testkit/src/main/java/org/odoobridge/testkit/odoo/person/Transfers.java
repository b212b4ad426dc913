package org.odoobridge.testkit.odoo.person;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.odoobridge.testkit.odoo.person.OdooPerson.Product;

/** Transfers as people plan and carry them out. */
final class Transfers {

  private static final Set<String> CLOSED = Set.of("done", "cancel");

  private final OdooClient client;

  Transfers(OdooClient client) {
    this.client = client;
  }

  /** Open transfers of an order, next step first. */
  List<Integer> open(int order) {
    return client
        .searchRead("stock.picking", List.of(List.of("sale_id", "=", order)), "state")
        .stream()
        .filter(row -> !CLOSED.contains(row.get("state")))
        .sorted(
            Comparator.comparing((Map<String, Object> row) -> "waiting".equals(row.get("state")))
                .thenComparing(row -> OdooClient.number(row.get("id"))))
        .map(row -> OdooClient.number(row.get("id")))
        .toList();
  }

  /** Enters quantities (none = everything) and validates a transfer. */
  void validate(int transfer, Map<Product, Double> quantities, boolean keepRest) {
    for (Map<String, Object> move :
        client.searchRead(
            "stock.move",
            List.of(
                List.of("picking_id", "=", transfer),
                List.of("state", "not in", List.of("done", "cancel"))),
            "product_id",
            "product_uom_qty")) {
      int product = OdooClient.reference(move.get("product_id"));
      double all = ((Number) move.getOrDefault("product_uom_qty", 0)).doubleValue();
      double done =
          quantities.isEmpty()
              ? all
              : quantities.entrySet().stream()
                  .filter(e -> e.getKey().id() == product)
                  .mapToDouble(Map.Entry::getValue)
                  .findFirst()
                  .orElse(0);
      if (client.release().quantityPicked()) {
        pick(OdooClient.number(move.get("id")), done);
      } else {
        enterDone(OdooClient.number(move.get("id")), done);
      }
    }
    Map<String, Object> context = new HashMap<>();
    context.put("skip_backorder", true);
    context.put("skip_sms", true);
    if (!keepRest) {
      context.put("picking_ids_not_to_backorder", List.of(transfer));
    }
    Object answer =
        client.execute(
            "stock.picking",
            "button_validate",
            List.of(List.of(transfer)),
            Map.of("context", context));
    if (!Boolean.TRUE.equals(answer)) {
      throw new IllegalStateException("transfer not validated: " + answer);
    }
  }

  /** From 17 on: corrects a move's quantity where it differs, and marks it as picked. */
  private void pick(int move, double done) {
    if (done == 0) {
      return;
    }
    Map<String, Object> row =
        client.searchRead("stock.move", List.of(List.of("id", "=", move)), "quantity").getFirst();
    Map<String, Object> values = new HashMap<>();
    if (((Number) row.getOrDefault("quantity", 0)).doubleValue() != done) {
      values.put("quantity", done);
    }
    values.put("picked", true);
    client.write("stock.move", List.of(move), values);
  }

  /** Enters what was done of a move; of one with several lines, line by line as reserved. */
  private void enterDone(int move, double done) {
    String reserved = client.release().lineReservedField();
    List<Map<String, Object>> lines =
        client.searchRead("stock.move.line", List.of(List.of("move_id", "=", move)), reserved);
    if (lines.size() < 2) {
      client.write("stock.move", List.of(move), Map.of("quantity_done", done));
      return;
    }
    double left = done;
    for (int i = 0; i < lines.size(); i++) {
      double held = ((Number) lines.get(i).getOrDefault(reserved, 0)).doubleValue();
      double part = i == lines.size() - 1 ? left : Math.min(left, held);
      client.write(
          "stock.move.line",
          List.of(OdooClient.number(lines.get(i).get("id"))),
          Map.of("qty_done", part));
      left -= part;
    }
  }

  /** A transfer back of goods of an order's first done delivery. */
  int planReturn(int order, Product product, double quantity, boolean refund, int stock) {
    Map<String, Object> move =
        client
            .searchRead(
                "stock.move",
                List.of(
                    List.of("sale_line_id.order_id", "=", order),
                    List.of("product_id", "=", product.id()),
                    List.of("state", "=", "done"),
                    List.of("location_dest_id.usage", "=", "customer")),
                "picking_id")
            .getFirst();
    int delivery = OdooClient.reference(move.get("picking_id"));
    Map<String, Object> context =
        Map.of(
            "active_model",
            "stock.picking",
            "active_id",
            delivery,
            "active_ids",
            List.of(delivery));
    Map<String, Object> line =
        Map.of(
            "product_id",
            product.id(),
            "quantity",
            quantity,
            "move_id",
            OdooClient.number(move.get("id")),
            "to_refund",
            refund);
    Map<String, Object> dialog = new HashMap<>();
    dialog.put("picking_id", delivery);
    if (!client.release().returnsStartAtZero()) {
      dialog.put("location_id", stock);
      dialog.put("original_location_id", stock);
    }
    dialog.put("product_return_moves", List.of(List.of(0, 0, line)));
    int wizard =
        OdooClient.number(
            client.execute(
                "stock.return.picking", "create", List.of(dialog), Map.of("context", context)));
    Object action =
        client.execute(
            "stock.return.picking",
            client.release().returnsStartAtZero() ? "action_create_returns" : "create_returns",
            List.of(List.of(wizard)),
            Map.of("context", context));
    return OdooClient.number(((Map<?, ?>) Objects.requireNonNull(action)).get("res_id"));
  }

  /** An internal transfer, reserved. */
  int plan(Product product, int from, int to, double quantity) {
    int type =
        OdooClient.numbers(
                client.execute(
                    "stock.picking.type",
                    "search",
                    List.of(
                        List.of(
                            List.of("code", "=", "internal"),
                            List.of("sequence_code", "=", "INT"))),
                    Map.of("context", Map.of("active_test", false))))
            .getFirst();
    Map<String, Object> move = new HashMap<>();
    if (client.release().namesMoves()) {
      move.put("name", product.sku());
    }
    move.put("product_id", product.id());
    move.put("product_uom", 1);
    move.put("product_uom_qty", quantity);
    move.put("location_id", from);
    move.put("location_dest_id", to);
    int transfer =
        client.create(
            "stock.picking",
            Map.of(
                "picking_type_id",
                type,
                "location_id",
                from,
                "location_dest_id",
                to,
                client.release().pickingMovesField(),
                List.of(List.of(0, 0, move))));
    client.call("stock.picking", "action_confirm", List.of(transfer));
    client.call("stock.picking", "action_assign", List.of(transfer));
    return transfer;
  }
}
