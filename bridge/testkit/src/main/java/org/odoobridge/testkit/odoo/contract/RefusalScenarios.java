package org.odoobridge.testkit.odoo.contract;

import static org.odoobridge.testkit.odoo.contract.OdooScenarios.said;
import static org.odoobridge.testkit.odoo.contract.OdooScenarios.sell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.odoobridge.testkit.odoo.person.OdooClient;
import org.odoobridge.testkit.odoo.person.OdooPerson;
import org.odoobridge.testkit.odoo.person.OdooPerson.Product;

/** What Odoo refuses, and with which error. */
final class RefusalScenarios {

  private RefusalScenarios() {}

  static List<OdooScenario> all() {
    return List.of(
        new OdooScenario("refusals", RefusalScenarios::refusals),
        new OdooScenario("dialogs", RefusalScenarios::dialogs),
        new OdooScenario("reading", RefusalScenarios::reading));
  }

  private static List<String> refusals(OdooPerson person, String prefix) {
    OdooClient odoo = person.client();
    Product product = person.createProduct(prefix + "A", "Probe", 10);
    int quant = person.setStock(product, person.stock(), 5);
    int order = sell(person, prefix, product, 1);
    int cancelled = sell(person, prefix, product, 1);
    person.cancel(cancelled);
    int shipped = sell(person, prefix, product, 1);
    int transfer = person.openTransfers(shipped).getFirst();
    person.ship(shipped);
    List<String> said = new ArrayList<>();
    said.add(said(() -> odoo.call("sale.order", "_create_invoices", List.of(order))));
    said.add(
        said(() -> odoo.write("stock.quant", List.of(quant), Map.of("inventory_quantity", 3))));
    said.add(said(() -> odoo.create("sale.order", Map.of("nope", 1))));
    said.add(said(() -> odoo.write("sale.order", List.of(99_999_999), Map.of("note", "x"))));
    said.add(said(() -> odoo.call("product.product", "unlink", List.of(product.id()))));
    said.add(said(() -> person.confirm(cancelled)));
    said.add(said(() -> person.confirm(order)));
    said.add(said(() -> odoo.call("stock.picking", "button_validate", List.of(transfer))));
    said.add(said(() -> odoo.call("stock.picking", "action_cancel", List.of(transfer))));
    said.add(said(() -> odoo.call("sale.order", "unlink", List.of(order))));
    said.add(said(() -> odoo.call("sale.order", "no_such_method", List.of(order))));
    said.add(said(() -> odoo.call("no.such.model", "search", List.of())));
    said.add(said(() -> odoo.search("sale.order", List.of(List.of("nope", "=", 1)))));
    said.add(
        said(
            () ->
                odoo.create(
                    "ir.model.data",
                    Map.of(
                        "module",
                        "probe",
                        "name",
                        prefix + "one",
                        "model",
                        "res.partner",
                        "res_id",
                        1))));
    said.add(
        said(() ->
                odoo.create(
                    "ir.model.data",
                    Map.of(
                        "module",
                        "probe",
                        "name",
                        prefix + "one",
                        "model",
                        "res.partner",
                        "res_id",
                        1)))
            .replace(prefix, ""));
    return said;
  }

  private static List<String> dialogs(OdooPerson person, String prefix) {
    OdooClient odoo = person.client();
    Product product = person.createProduct(prefix + "A", "Probe", 10);
    person.setStock(product, person.stock(), 9);
    List<String> said = new ArrayList<>();
    int order = sell(person, prefix, product, 3);
    int transfer = person.openTransfers(order).getFirst();
    Object first =
        odoo.execute(
            "stock.picking",
            "button_validate",
            List.of(List.of(transfer)),
            Map.of("context", Map.of("skip_sms", true)));
    said.add(model(first));
    if (odoo.release().immediateTransferWizard()) {
      said.add(answer(odoo, first, "process"));
    }
    int partly = sell(person, prefix, product, 3);
    int second = person.openTransfers(partly).getFirst();
    List<Integer> moves = odoo.search("stock.move", List.of(List.of("picking_id", "=", second)));
    odoo.write(
        "stock.move",
        moves,
        odoo.release().quantityPicked()
            ? Map.of("quantity", 1, "picked", true)
            : Map.of("quantity_done", 1));
    Object dialog =
        odoo.execute(
            "stock.picking",
            "button_validate",
            List.of(List.of(second)),
            Map.of("context", Map.of("skip_sms", true)));
    said.add(model(dialog));
    said.add(answer(odoo, dialog, "process"));
    Object warned = odoo.call("sale.order", "action_cancel", List.of(partly));
    said.add(model(warned));
    return said;
  }

  private static String answer(OdooClient odoo, @Nullable Object action, String method) {
    Map<?, ?> map = (Map<?, ?>) Objects.requireNonNull(action);
    String model = String.valueOf(map.get("res_model"));
    Map<String, Object> context = Map.of("context", Objects.requireNonNull(map.get("context")));
    Object wizard = odoo.execute(model, "create", List.of(Map.of()), context);
    return model(
        odoo.execute(model, method, List.of(List.of(Objects.requireNonNull(wizard))), context));
  }

  private static String model(@Nullable Object answer) {
    return answer instanceof Map<?, ?> action
        ? "dialog " + action.get("res_model")
        : String.valueOf(answer);
  }

  private static List<String> reading(OdooPerson person, String prefix) {
    OdooClient odoo = person.client();
    Product product = person.createProduct(prefix + "A", "Probe", 10);
    person.setStock(product, person.stock(), 9);
    int order = sell(person, prefix, product, 3);
    List<String> said = new ArrayList<>();
    said.add(
        odoo.searchRead(
                "product.product",
                List.of(List.of("id", "=", product.id())),
                "qty_available",
                "free_qty",
                "virtual_available",
                "outgoing_qty",
                "incoming_qty",
                "lst_price",
                "type",
                "barcode",
                "name",
                "uom_id",
                "active")
            .toString()
            .replace("id=" + product.id() + ",", ""));
    said.add(
        odoo.searchRead(
                "sale.order.line",
                List.of(List.of("order_id", "=", order)),
                "product_uom_qty",
                "price_unit",
                "discount",
                odoo.release().lineUomField(),
                "display_type",
                "price_tax",
                "qty_delivered",
                odoo.release().lineTaxField())
            .toString()
            .replaceAll("id=\\d+, p", "p"));
    said.add(String.valueOf(odoo.call("sale.order", "read", List.of(99_999_999), List.of("name"))));
    said.add(
        String.valueOf(
            odoo.call(
                "sale.order",
                "search_count",
                List.of(List.of("order_line.product_id.default_code", "=like", prefix + "%")))));
    said.add(
        String.valueOf(
            odoo.call(
                "sale.order",
                "search_count",
                List.of(
                    "|",
                    List.of("id", "in", List.of(order)),
                    "!",
                    List.of("state", "in", List.of("draft", "sale", "cancel", "done", "sent"))))));
    List<String> fields = new ArrayList<>(List.of("state", "product_uom_qty"));
    fields.addAll(
        odoo.release().quantityPicked()
            ? List.of("quantity", "picked")
            : List.of("reserved_availability", "quantity_done"));
    fields.addAll(List.of("procure_method", "location_id", "location_dest_id"));
    said.add(
        odoo.searchRead(
                "stock.move",
                List.of(List.of("sale_line_id.order_id", "=", order)),
                fields.toArray(String[]::new))
            .toString()
            .replaceAll("id=\\d+, s", "s"));
    return said.stream().map(line -> line.replace(prefix, "")).toList();
  }
}
