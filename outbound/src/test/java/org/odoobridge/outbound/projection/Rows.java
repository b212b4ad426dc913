package org.odoobridge.outbound.projection;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.odoobridge.outbound.capture.Row;
import org.odoobridge.outbound.capture.RowChange;

/** Rows of Odoo's tables for tests, as they stand in the WAL. Unnamed columns are NULL. */
public final class Rows {
  private Rows() {}

  /** A row from alternating column names and values. */
  public static Row row(@Nullable Object... columns) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (int i = 0; i < columns.length; i += 2) {
      values.put(String.valueOf(columns[i]), columns[i + 1]);
    }
    return new Row(values);
  }

  public static RowChange insert(String table, @Nullable Object... columns) {
    return new RowChange.Inserted(table, row(columns));
  }

  public static RowChange update(String table, @Nullable Object... columns) {
    return new RowChange.Updated(table, row(columns));
  }

  public static RowChange delete(String table, int id) {
    return new RowChange.Deleted(table, row("id", id));
  }

  public static RowChange company(int id, int partner, boolean angloSaxon) {
    return insert(
        "res_company", "id", id, "partner_id", partner, "anglo_saxon_accounting", angloSaxon);
  }

  public static RowChange location(int id, int parent, String completeName, String usage) {
    String name = completeName.substring(completeName.lastIndexOf('/') + 1);
    return insert(
        "stock_location",
        "id",
        id,
        "location_id",
        parent == 0 ? null : parent,
        "complete_name",
        completeName,
        "name",
        name,
        "usage",
        usage);
  }

  public static RowChange warehouse(int id, String code, int stock, int view, int company) {
    return insert(
        "stock_warehouse",
        "id",
        id,
        "code",
        code,
        "lot_stock_id",
        stock,
        "view_location_id",
        view,
        "company_id",
        company,
        "active",
        true);
  }

  public static RowChange template(int id, String name, String type, boolean active) {
    return insert(
        "product_template", "id", id, "name", name, "type", type, "active", active, "uom_id", 1);
  }

  public static RowChange category(int id, @Nullable Integer parent, String completeName) {
    return insert("product_category", "id", id, "parent_id", parent, "complete_name", completeName);
  }

  /** A kit's bill; add columns by {@code more}. */
  public static RowChange bom(
      int id, int template, @Nullable Integer product, double quantity, @Nullable Object... more) {
    @Nullable Object[] columns = {
      "id",
      id,
      "type",
      "phantom",
      "product_tmpl_id",
      template,
      "product_id",
      product,
      "product_qty",
      BigDecimal.valueOf(quantity),
      "product_uom_id",
      1,
      "sequence",
      1,
      "company_id",
      null,
      "picking_type_id",
      null,
      "active",
      true
    };
    @Nullable Object[] all = new @Nullable Object[columns.length + more.length];
    System.arraycopy(columns, 0, all, 0, columns.length);
    System.arraycopy(more, 0, all, columns.length, more.length);
    return insert("mrp_bom", all);
  }

  public static RowChange bomLine(int id, int bom, int product, double quantity, int uom) {
    return insert(
        "mrp_bom_line",
        "id",
        id,
        "bom_id",
        bom,
        "product_id",
        product,
        "product_qty",
        BigDecimal.valueOf(quantity),
        "product_uom_id",
        uom);
  }

  public static RowChange uom(int id, int category, String factor, String rounding) {
    return uom(id, category, factor, rounding, "");
  }

  public static RowChange uom(int id, int category, String factor, String rounding, String name) {
    return insert(
        "uom_uom",
        "id",
        id,
        "name",
        name,
        "category_id",
        category,
        "factor",
        new BigDecimal(factor),
        "rounding",
        new BigDecimal(rounding));
  }

  public static RowChange product(int id, int template, @Nullable String sku, boolean active) {
    return insert(
        "product_product",
        "id",
        id,
        "product_tmpl_id",
        template,
        "default_code",
        sku,
        "active",
        active);
  }

  public static RowChange lot(int id, int product, String name, @Nullable Instant expiry) {
    return insert(
        "stock_lot",
        "id",
        id,
        "product_id",
        product,
        "name",
        name,
        "expiration_date",
        expiry,
        "removal_date",
        expiry == null ? null : expiry.minusSeconds(86_400),
        "use_date",
        null);
  }

  public static RowChange quant(
      int id,
      int product,
      int location,
      @Nullable Integer owner,
      double quantity,
      double reserved) {
    return quant(id, product, location, owner, quantity, reserved, null);
  }

  public static RowChange quant(
      int id,
      int product,
      int location,
      @Nullable Integer owner,
      double quantity,
      double reserved,
      @Nullable Integer lot) {
    return insert(
        "stock_quant",
        "id",
        id,
        "product_id",
        product,
        "location_id",
        location,
        "owner_id",
        owner,
        "lot_id",
        lot,
        "quantity",
        BigDecimal.valueOf(quantity),
        "reserved_quantity",
        BigDecimal.valueOf(reserved));
  }

  /** A move; add columns by {@code more}. */
  public static RowChange move(
      int id,
      int product,
      double quantity,
      String state,
      String procure,
      int source,
      int destination,
      Instant date,
      @Nullable Object... more) {
    @Nullable Object[] columns = {
      "id", id,
      "product_id", product,
      "product_qty", BigDecimal.valueOf(quantity),
      "state", state,
      "procure_method", procure,
      "location_id", source,
      "location_dest_id", destination,
      "date", date,
      "sale_line_id", null,
      "restrict_partner_id", null,
      "origin", "S%05d".formatted(id),
      "reference", "WH/OUT/%05d".formatted(id)
    };
    @Nullable Object[] all = new @Nullable Object[columns.length + more.length];
    System.arraycopy(columns, 0, all, 0, columns.length);
    System.arraycopy(more, 0, all, columns.length, more.length);
    return insert("stock_move", all);
  }

  public static RowChange moveLine(int id, int move, double reserved, String state) {
    return insert(
        "stock_move_line",
        "id",
        id,
        "move_id",
        move,
        "product_qty",
        BigDecimal.valueOf(reserved),
        "state",
        state);
  }

  public static RowChange link(int origin, int destination) {
    return insert("stock_move_move_rel", "move_orig_id", origin, "move_dest_id", destination);
  }

  public static RowChange pickingType(int id, int source, int destination, @Nullable Integer ret) {
    return insert(
        "stock_picking_type",
        "id",
        id,
        "default_location_src_id",
        source,
        "default_location_dest_id",
        destination,
        "return_picking_type_id",
        ret);
  }

  public static RowChange posConfig(int id, int pickingType) {
    return insert("pos_config", "id", id, "picking_type_id", pickingType);
  }

  public static RowChange posSession(int id, int config, String state, boolean atClosing) {
    return insert(
        "pos_session",
        "id",
        id,
        "config_id",
        config,
        "state",
        state,
        "update_stock_at_closing",
        atClosing);
  }

  public static RowChange posOrder(int id, int session, String state, boolean toInvoice) {
    return insert(
        "pos_order",
        "id",
        id,
        "name",
        "Shop/%04d".formatted(id),
        "session_id",
        session,
        "state",
        state,
        "company_id",
        1,
        "to_invoice",
        toInvoice);
  }

  public static RowChange posLine(int id, int order, int product, double quantity) {
    return insert(
        "pos_order_line",
        "id",
        id,
        "order_id",
        order,
        "product_id",
        product,
        "qty",
        BigDecimal.valueOf(quantity));
  }

  public static RowChange saleOrder(int id, String state) {
    return insert("sale_order", "id", id, "name", "S%05d".formatted(id), "state", state);
  }

  public static RowChange saleLine(int id, int order) {
    return insert("sale_order_line", "id", id, "order_id", order);
  }

  public static RowChange reference(int id, String name, String model, int record) {
    return insert(
        "ir_model_data",
        "id",
        id,
        "module",
        "odoo_bridge",
        "name",
        name,
        "model",
        model,
        "res_id",
        record);
  }
}
