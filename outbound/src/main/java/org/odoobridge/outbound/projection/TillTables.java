package org.odoobridge.outbound.projection;

import java.util.List;

/** Open till sessions and their orders. */
final class TillTables {
  private static final String OPEN_SESSIONS =
      "(select s.id from pos_session s where s.state <> 'closed')";

  static final List<TableSpec> ALL =
      List.of(
          TableSpec.of("pos_config", "point_of_sale", "true", "id", "picking_type_id"),
          TableSpec.of(
                  "pos_session", "point_of_sale", "t.state <> 'closed'", "id", "config_id", "state")
              .with("update_stock_at_closing"),
          TableSpec.of(
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
          TableSpec.of(
              "pos_order_line",
              "point_of_sale",
              "t.order_id in (select o.id from pos_order o where o.session_id in "
                  + OPEN_SESSIONS
                  + ")",
              "id",
              "order_id",
              "product_id",
              "qty"));

  private TillTables() {}
}
