package org.odoobridge.testkit.odoo.business;

import org.odoobridge.testkit.odoo.orm.Env;

/** Who wants to know that a transfer of a sale order was carried out. */
@FunctionalInterface
interface Deliveries {
  void delivered(Env env, int order);
}
