package org.odoobridge.outbound.projection;

import java.util.List;
import java.util.Set;
import org.odoobridge.core.model.ExternalRef;

/**
 * Every table and column of Odoo's database that the outbound half reads: the one place behind the
 * loader, the publication, the grants and preflight. Columns were compared with Odoo 14, 17, 18 and
 * 19.
 */
public final class SourceTables {
  private static final String OPEN =
      "t.state in ('waiting', 'confirmed', 'partially_available', 'assigned')";
  private static final String OUR_ORDERS =
      "(select d.res_id from ir_model_data d where d.module = '"
          + ExternalRef.MODULE
          + "' and d.model = 'sale.order')";
  private static final String OPEN_SESSIONS =
      "(select s.id from pos_session s where s.state <> 'closed')";

  private static final List<TableSpec> ALL =
      List.of(
          spec("res_company", "base", "true", "id", "partner_id").with("anglo_saxon_accounting"),
          spec("uom_uom", "product", "true", "id").with("rounding"),
          spec("product_template", "product", "true", "id", "name", "type", "active", "uom_id")
              .with("is_storable"),
          spec(
              "product_product",
              "product",
              "true",
              "id",
              "product_tmpl_id",
              "default_code",
              "active"),
          spec("stock_location", "stock", "true", "id", "location_id", "complete_name", "usage")
              .with("name"),
          spec(
              "stock_warehouse",
              "stock",
              "true",
              "id",
              "code",
              "lot_stock_id",
              "view_location_id",
              "company_id",
              "active"),
          spec(
                  "stock_picking_type",
                  "stock",
                  "true",
                  "id",
                  "default_location_src_id",
                  "default_location_dest_id")
              .with("return_picking_type_id"),
          spec(
              "stock_quant",
              "stock",
              "t.location_id in (select l.id from stock_location l where l.usage in ('internal',"
                  + " 'transit'))",
              "id",
              "product_id",
              "location_id",
              "owner_id",
              "quantity",
              "reserved_quantity"),
          spec(
                  "stock_move",
                  "stock",
                  OPEN,
                  "id",
                  "product_id",
                  "product_qty",
                  "state",
                  "procure_method",
                  "location_id",
                  "location_dest_id",
                  "date")
              .with(
                  "location_final_id",
                  "sale_line_id",
                  "restrict_partner_id",
                  "origin",
                  "reference"),
          spec("stock_move_line", "stock", OPEN, "id", "move_id", "state")
              .with("product_qty", "quantity_product_uom"),
          spec(
              "stock_move_move_rel",
              "stock",
              "t.move_dest_id in (select m.id from stock_move m where m.state in ('waiting',"
                  + " 'confirmed', 'partially_available', 'assigned'))",
              "move_orig_id",
              "move_dest_id"),
          spec(
              "ir_model_data",
              "base",
              "t.module = '" + ExternalRef.MODULE + "' and t.model = 'sale.order'",
              "id",
              "module",
              "name",
              "model",
              "res_id"),
          spec("sale_order", "sale", "t.id in " + OUR_ORDERS, "id", "name", "state"),
          spec("sale_order_line", "sale", "t.order_id in " + OUR_ORDERS, "id", "order_id"),
          spec("pos_config", "point_of_sale", "true", "id", "picking_type_id"),
          spec("pos_session", "point_of_sale", "t.state <> 'closed'", "id", "config_id", "state")
              .with("update_stock_at_closing"),
          spec(
                  "pos_order",
                  "point_of_sale",
                  "t.session_id in " + OPEN_SESSIONS,
                  "id",
                  "name",
                  "session_id",
                  "state",
                  "company_id",
                  "to_invoice")
              .with("to_ship", "shipping_date"),
          spec(
              "pos_order_line",
              "point_of_sale",
              "t.order_id in (select o.id from pos_order o where o.session_id in "
                  + OPEN_SESSIONS
                  + ")",
              "id",
              "order_id",
              "product_id",
              "qty"));

  private SourceTables() {}

  /** Every table, in an order in which one refers only to earlier ones. */
  public static List<TableSpec> all() {
    return ALL;
  }

  /** Names for {@code CREATE PUBLICATION … FOR TABLE}. */
  public static List<String> publicationTables() {
    return ALL.stream().map(TableSpec::table).toList();
  }

  /** As {@link #publicationTables()}, of a database that has only {@code existing} tables. */
  public static List<String> publicationTables(Set<String> existing) {
    return publicationTables().stream().filter(existing::contains).toList();
  }

  /**
   * The statements that let {@code role} read what the bridge reads and nothing more.
   *
   * @param existing tables the database has; grants on others would fail
   */
  public static List<String> grants(String role, Set<String> existing) {
    String quoted = '"' + role.replace("\"", "\"\"") + '"';
    return List.of(
        "GRANT USAGE ON SCHEMA public TO " + quoted,
        "GRANT SELECT ON " + String.join(", ", publicationTables(existing)) + " TO " + quoted);
  }

  private static TableSpec spec(String table, String module, String load, String... required) {
    return new TableSpec(table, List.of(required), List.of(), module, load);
  }
}
