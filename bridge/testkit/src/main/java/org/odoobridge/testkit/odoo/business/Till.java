package org.odoobridge.testkit.odoo.business;

import static org.odoobridge.testkit.odoo.business.MoveLines.orFalse;

import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Row;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/**
 * The point of sale: sessions, orders as the till uploads them, stock at closing or at once. Its
 * bookings are outside the tables here.
 */
final class Till {

  private final Records records;
  private final TillStock stock;

  Till(Records records, Pickings pickings) {
    this.records = records;
    this.stock = new TillStock(pickings);
  }

  void register(Ops ops, OdooRelease release) {
    TillSessions sessions = new TillSessions(records, stock);
    sessions.register(ops, release);
    new TillOrders(records, sessions, stock).register(ops, release);
  }

  /** With anglo-saxon accounting an invoiced order moves its goods at once. */
  static boolean invoicedAtOnce(Env env, int order) {
    return env.get("pos_order", order).flag("to_invoice")
        && env.get("res_company", 1).flag("anglo_saxon_accounting");
  }

  /** The destination of a customer's goods; the till's own place for an unknown customer. */
  static int destination(Env env, Row order, Row config) {
    if (order.has("partner_id")) {
      return Properties.customerLocation(env, order.ref("partner_id"));
    }
    Row type = env.get("stock_picking_type", config.ref("picking_type_id"));
    return type.has("default_location_dest_id")
        ? type.ref("default_location_dest_id")
        : Properties.location(env, "property_stock_customer");
  }

  static Object partner(Row order) {
    return orFalse(order.ref("partner_id"));
  }
}
