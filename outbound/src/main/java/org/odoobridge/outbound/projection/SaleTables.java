package org.odoobridge.outbound.projection;

import java.util.List;
import org.odoobridge.core.model.ExternalRef;

/** Our references, and the sale orders they name. */
final class SaleTables {
  private static final String OUR_ORDERS =
      "(select d.res_id from ir_model_data d where d.module = '"
          + ExternalRef.MODULE
          + "' and d.model = 'sale.order')";

  static final List<TableSpec> ALL =
      List.of(
          TableSpec.of(
              "ir_model_data",
              "base",
              "t.module = '" + ExternalRef.MODULE + "' and t.model = 'sale.order'",
              "id",
              "module",
              "name",
              "model",
              "res_id"),
          TableSpec.of("sale_order", "sale", "t.id in " + OUR_ORDERS, "id", "name", "state"),
          TableSpec.of("sale_order_line", "sale", "t.order_id in " + OUR_ORDERS, "id", "order_id"));

  private SaleTables() {}
}
