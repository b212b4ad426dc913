package org.odoobridge.testkit.odoo.business;

import java.util.List;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Registry;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/** All business methods, wired together. */
public final class Business {

  private final Loader loader;

  private Business(Loader loader) {
    this.loader = loader;
  }

  /** Registers every model's own behaviour in a release. */
  public static Business register(
      Ops ops, Records records, Registry registry, OdooRelease release) {
    Quants quants = new Quants(records);
    Pickings pickings = new Pickings(quants, records, Sales::delivered);
    Moves moves = pickings.moves();
    quants.register(ops, moves, release);
    moves.register(ops);
    new MoveLines(quants, records).register(ops);
    pickings.register(ops, release);
    new Sales(records, pickings).register(ops, release);
    new Returns(pickings, records).register(ops, release);
    new Products(records).register(ops);
    new Partners(records).register(ops);
    new Places(records).register(ops);
    new Till(records, pickings).register(ops, release);
    ops.method(
        release.procurementGroups() ? "procurement.group" : "stock.rule",
        "run_scheduler",
        (env, args) -> scheduler(env, moves));
    return new Business(new Loader(registry, records));
  }

  public Loader loader() {
    return loader;
  }

  /** Reserves for waiting moves, then merges and deletes quants. */
  private static boolean scheduler(Env env, Moves moves) {
    List<Integer> waiting =
        env.ids(
            "SELECT id FROM stock_move WHERE state IN ('confirmed', 'partially_available') AND product_uom_qty <> 0 ORDER BY priority DESC, date, id");
    moves.assign(env, waiting);
    Quants.tidy(env);
    return true;
  }
}
