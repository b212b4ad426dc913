package org.odoobridge.testkit.odoo.orm;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Columns that business code writes and not every release of Odoo has: they go by another name, or
 * are left out. Any other column must exist.
 */
final class Columns {

  private static final Map<String, String> RENAMED =
      Map.of(
          "sale_order_line.product_uom", "product_uom_id",
          "stock_rule.location_id", "location_dest_id",
          "res_partner.display_name", "complete_name");

  private static final Set<String> SOMETIMES =
      Set.of(
          "pos_config.sequence_id",
          "pos_config.sequence_line_id",
          "pos_session.cash_register_balance_end_real",
          "pos_session.cash_register_balance_start",
          "pos_session.login_number",
          "pos_session.sequence_number",
          "product_template.uom_po_id",
          "product_template.purchase_line_warn",
          "product_template.sale_line_warn",
          "res_partner.invoice_warn",
          "res_partner.picking_warn",
          "res_partner.purchase_warn",
          "res_partner.sale_warn",
          "sale_order.procurement_group_id",
          "sale_order_line.price_reduce",
          "sale_order_line.qty_delivered_manual",
          "sale_order_line.warehouse_id",
          "stock_location.posx",
          "stock_location.posy",
          "stock_location.posz",
          "stock_location.return_location",
          "stock_location.scrap_location",
          "stock_location.last_inventory_date",
          "stock_location.warehouse_id",
          "stock_move.description_picking",
          "stock_move.group_id",
          "stock_move.is_inventory",
          "stock_move.location_final_id",
          "stock_move.name",
          "stock_move.scrapped",
          "stock_move_line.description_picking",
          "stock_move_line.reference",
          "stock_picking.date",
          "stock_picking.group_id",
          "stock_picking.immediate_transfer",
          "stock_picking.return_id",
          "stock_picking_type.show_reserved",
          "stock_quant.inventory_diff_quantity",
          "stock_rule.group_propagation_option",
          "stock_warehouse.buy_to_resupply");

  private Columns() {}

  /** The values under the names that the table has. */
  static Map<String, Object> present(Catalog catalog, String table, Map<String, Object> values) {
    Map<String, String> known = catalog.columns(table);
    Map<String, Object> present = new LinkedHashMap<>();
    values.forEach(
        (column, value) -> {
          String place = table + "." + column;
          if (known.containsKey(column)) {
            present.put(column, value);
          } else if (known.containsKey(RENAMED.getOrDefault(place, ""))) {
            present.put(RENAMED.getOrDefault(place, ""), value);
          } else if (!SOMETIMES.contains(place)) {
            present.put(column, value);
          }
        });
    return present;
  }
}
