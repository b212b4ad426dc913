package org.odoobridge.inbound.apply.amend;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.inbound.apply.draft.OrderDraft;
import org.odoobridge.inbound.apply.partner.Contacts;
import org.odoobridge.inbound.odoo.OdooDialect;
import org.odoobridge.inbound.odoo.OdooOrder;

/**
 * The differences of one order as rows of Odoo's import, one transaction. A column that is named is
 * written for every row, so what does not differ is not named.
 */
final class AmendRows {
  private final OdooDialect dialect;
  private final Amendment.Changes changes;
  private final boolean whole;

  /**
   * @param whole whether the lines are new, which need all columns
   */
  AmendRows(OdooDialect dialect, Amendment.Changes changes, boolean whole) {
    this.dialect = dialect;
    this.changes = changes;
    this.whole = whole;
  }

  List<String> fields() {
    List<String> fields = new ArrayList<>();
    fields.add("id");
    if (changes.contacts().isPresent()) {
      fields.addAll(List.of("partner_id/.id", "partner_invoice_id/.id", "partner_shipping_id/.id"));
    }
    if (changes.lines().isEmpty() && changes.gone().isEmpty()) {
      return fields;
    }
    fields.add("order_line/id");
    if (whole) {
      fields.addAll(
          List.of(
              "order_line/product_id/.id",
              "order_line/name",
              "order_line/" + dialect.lineUomField() + "/.id"));
    }
    fields.addAll(
        List.of(
            "order_line/product_uom_qty",
            "order_line/price_unit",
            "order_line/discount",
            "order_line/" + dialect.lineTaxField() + "/.id"));
    if (dialect.technicalPrice()) {
      fields.add("order_line/technical_price_unit");
    }
    return fields;
  }

  List<List<String>> rows(ExternalRef order) {
    List<List<String>> lines = new ArrayList<>();
    changes.lines().forEach(line -> lines.add(line(line)));
    for (OdooOrder.Line line : changes.gone()) {
      lines.add(zero(line));
    }
    List<String> head = new ArrayList<>();
    head.add(order.qualified());
    changes.contacts().ifPresent(contacts -> head.addAll(contacts(contacts)));
    if (lines.isEmpty()) {
      return List.of(head);
    }
    List<List<String>> rows = new ArrayList<>();
    for (List<String> line : lines) {
      List<String> row =
          new ArrayList<>(rows.isEmpty() ? head : Collections.nCopies(head.size(), ""));
      row.addAll(line);
      rows.add(row);
    }
    return rows;
  }

  private static List<String> contacts(Contacts contacts) {
    return List.of(
        String.valueOf(contacts.partner()),
        String.valueOf(contacts.invoiceTo()),
        String.valueOf(contacts.shipTo()));
  }

  private List<String> line(OrderDraft.Line line) {
    List<String> columns = new ArrayList<>();
    columns.add(line.ref().qualified());
    if (whole) {
      columns.add(String.valueOf(line.product()));
      columns.add(line.name());
      columns.add(String.valueOf(line.uom()));
    }
    columns.addAll(
        values(line.quantity(), line.price().unit(), line.price().discount(), line.taxes()));
    return columns;
  }

  private List<String> zero(OdooOrder.Line line) {
    List<String> columns = new ArrayList<>();
    columns.add(new ExternalRef(line.ref().orElseThrow()).qualified());
    columns.addAll(values(BigDecimal.ZERO, line.price(), line.discount(), line.taxes()));
    return columns;
  }

  private List<String> values(
      BigDecimal quantity, BigDecimal price, BigDecimal discount, Set<Integer> taxes) {
    List<String> columns = new ArrayList<>();
    columns.add(quantity.toPlainString());
    columns.add(price.toPlainString());
    columns.add(discount.toPlainString());
    columns.add(taxes.stream().sorted().map(String::valueOf).collect(Collectors.joining(",")));
    if (dialect.technicalPrice()) {
      columns.add("-1");
    }
    return columns;
  }
}
