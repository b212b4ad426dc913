package org.odoobridge.inbound.apply.entry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.odoobridge.inbound.apply.draft.OrderDraft;
import org.odoobridge.inbound.apply.partner.Contacts;
import org.odoobridge.inbound.odoo.OdooDialect;

/**
 * Orders as rows of Odoo's import: the first row of an order carries its own columns, every row one
 * line. Each line has an external id of its own, or a repeat would add it again.
 */
public final class OrderRows {
  private static final List<String> HEADER =
      List.of(
          "client_order_ref",
          "origin",
          "date_order",
          "note",
          "company_id/.id",
          "warehouse_id/.id",
          "pricelist_id/.id",
          "fiscal_position_id/.id",
          "team_id/.id",
          "user_id/.id");
  private static final int ORDER_COLUMNS = 1 + HEADER.size() + 3;

  private final OdooDialect dialect;

  public OrderRows(OdooDialect dialect) {
    this.dialect = dialect;
  }

  public List<String> fields() {
    List<String> fields = new ArrayList<>();
    fields.add("id");
    fields.addAll(HEADER);
    fields.addAll(List.of("partner_id/.id", "partner_invoice_id/.id", "partner_shipping_id/.id"));
    fields.addAll(
        List.of(
            "order_line/id",
            "order_line/sequence",
            "order_line/product_id/.id",
            "order_line/name",
            "order_line/product_uom_qty",
            "order_line/" + dialect.lineUomField() + "/.id",
            "order_line/price_unit",
            "order_line/discount",
            "order_line/" + dialect.lineTaxField() + "/.id"));
    if (dialect.technicalPrice()) {
      fields.add("order_line/technical_price_unit");
    }
    return fields;
  }

  public List<List<String>> rows(OrderDraft draft, Contacts contacts) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < draft.lines().size(); i++) {
      List<String> row = new ArrayList<>();
      if (i == 0) {
        row.addAll(order(draft, contacts));
      } else {
        row.addAll(Collections.nCopies(ORDER_COLUMNS, ""));
      }
      row.addAll(line(draft.lines().get(i), i));
      rows.add(row);
    }
    return rows;
  }

  private static List<String> order(OrderDraft draft, Contacts contacts) {
    List<String> columns = new ArrayList<>();
    columns.add(draft.ref().qualified());
    HEADER.forEach(field -> columns.add(draft.header().getOrDefault(field, "")));
    columns.add(String.valueOf(contacts.partner()));
    columns.add(String.valueOf(contacts.invoiceTo()));
    columns.add(String.valueOf(contacts.shipTo()));
    return columns;
  }

  private List<String> line(OrderDraft.Line line, int place) {
    List<String> columns = new ArrayList<>();
    columns.add(line.ref().qualified());
    columns.add(String.valueOf(10 + place));
    columns.add(String.valueOf(line.product()));
    columns.add(line.name());
    columns.add(line.quantity().toPlainString());
    columns.add(String.valueOf(line.uom()));
    columns.add(line.price().unit().toPlainString());
    columns.add(line.price().discount().toPlainString());
    columns.add(
        line.taxes().stream().sorted().map(String::valueOf).collect(Collectors.joining(",")));
    if (dialect.technicalPrice()) {
      columns.add("-1");
    }
    return columns;
  }
}
