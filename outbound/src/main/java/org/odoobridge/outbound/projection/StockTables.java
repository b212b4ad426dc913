package org.odoobridge.outbound.projection;

import java.util.List;

/** Places, what lies there, and what is to be moved. */
final class StockTables {
  private static final String OPEN =
      "t.state in ('waiting', 'confirmed', 'partially_available', 'assigned')";

  static final List<TableSpec> ALL =
      List.of(
          TableSpec.of(
                  "stock_location", "stock", "true", "id", "location_id", "complete_name", "usage")
              .with("name"),
          TableSpec.of(
              "stock_warehouse",
              "stock",
              "true",
              "id",
              "code",
              "lot_stock_id",
              "view_location_id",
              "company_id",
              "active"),
          TableSpec.of(
                  "stock_picking_type",
                  "stock",
                  "true",
                  "id",
                  "default_location_src_id",
                  "default_location_dest_id")
              .with("return_picking_type_id"),
          TableSpec.of(
              "stock_quant",
              "stock",
              "t.location_id in (select l.id from stock_location l where l.usage in ('internal',"
                  + " 'transit'))",
              "id",
              "product_id",
              "location_id",
              "owner_id",
              "lot_id",
              "quantity",
              "reserved_quantity"),
          lots("stock_production_lot", "stock until 15"),
          lots("stock_lot", "stock from 16"),
          TableSpec.of(
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
          TableSpec.of("stock_move_line", "stock", OPEN, "id", "move_id", "state")
              .withEither("quantity_product_uom", "reserved_qty", "product_qty"),
          TableSpec.of(
              "stock_move_move_rel",
              "stock",
              "t.move_dest_id in (select m.id from stock_move m where m.state in ('waiting',"
                  + " 'confirmed', 'partially_available', 'assigned'))",
              "move_orig_id",
              "move_dest_id"));

  /** Lots have had two tables; each may be missing. */
  private static TableSpec lots(String table, String module) {
    return TableSpec.of(table, module, "true", "id", "product_id", "name")
        .with("expiration_date", "removal_date", "use_date");
  }

  private StockTables() {}
}
