package org.odoobridge.testkit.odoo.business;

import static org.odoobridge.testkit.odoo.business.MoveLines.orFalse;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.testkit.odoo.orm.Env;
import org.odoobridge.testkit.odoo.orm.OdooError;
import org.odoobridge.testkit.odoo.orm.Ops;
import org.odoobridge.testkit.odoo.orm.Records;
import org.odoobridge.testkit.odoo.orm.Row;
import org.odoobridge.testkit.odoo.release.OdooRelease;

/**
 * Rows of {@code stock_quant}: what lies where, and what of it is promised. All quantities in the
 * product's unit.
 */
final class Quants {

  private static final String CHILDREN =
      "location_id IN (SELECT c.id FROM stock_location c JOIN stock_location p ON c.parent_path LIKE p.parent_path || '%' WHERE p.id = ?)";

  /** A part of one quant that was reserved. */
  record Taken(Row quant, BigDecimal quantity) {}

  private final Records records;

  Quants(Records records) {
    this.records = records;
  }

  void register(Ops ops, Moves moves, OdooRelease release) {
    new Counting(moves).register(ops, release);
    ops.compute("stock.quant", "inventory_quantity", (env, ids) -> column(env, ids, "quantity"));
    ops.compute(
        "stock.quant",
        "available_quantity",
        (env, ids) -> column(env, ids, "quantity - reserved_quantity"));
  }

  /** On hand minus reserved at a location and below, never less than zero. */
  BigDecimal available(Env env, int product, int location) {
    BigDecimal free =
        env.rows(
                "SELECT sum(quantity) - sum(reserved_quantity) AS free FROM stock_quant WHERE product_id = ? AND "
                    + CHILDREN,
                product,
                location)
            .getFirst()
            .dec("free");
    return free.max(BigDecimal.ZERO);
  }

  /** The same for exactly one location and owner. */
  BigDecimal availableStrictly(Env env, int product, int location, int owner) {
    BigDecimal free = BigDecimal.ZERO;
    for (Row quant : strictly(env, product, location, owner)) {
      free = free.add(quant.dec("quantity")).subtract(quant.dec("reserved_quantity"));
    }
    return free.max(BigDecimal.ZERO);
  }

  /** Reserves up to the quantity, oldest quant first, at the location and below. */
  List<Taken> reserve(Env env, int product, int location, BigDecimal quantity) {
    List<Row> quants =
        env.rows(
            "SELECT * FROM stock_quant WHERE product_id = ? AND "
                + CHILDREN
                + " ORDER BY in_date NULLS FIRST, id",
            product,
            location);
    return take(env, quants, quantity);
  }

  /** The same from exactly one location and owner: for what a chained move brought. */
  List<Taken> reserveStrictly(Env env, int product, int location, int owner, BigDecimal quantity) {
    return take(env, strictly(env, product, location, owner), quantity);
  }

  private static List<Taken> take(Env env, List<Row> quants, BigDecimal quantity) {
    List<Taken> taken = new ArrayList<>();
    BigDecimal left = quantity;
    for (Row quant : quants) {
      BigDecimal free = quant.dec("quantity").subtract(quant.dec("reserved_quantity"));
      if (left.signum() > 0 && free.signum() > 0) {
        BigDecimal part = free.min(left);
        setReserved(env, quant, quant.dec("reserved_quantity").add(part));
        taken.add(new Taken(quant, part));
        left = left.subtract(part);
      }
    }
    return taken;
  }

  /** Gives back a reservation. */
  void unreserve(Env env, int product, int location, int owner, BigDecimal quantity) {
    BigDecimal left = quantity;
    for (Row quant : strictly(env, product, location, owner)) {
      BigDecimal part = quant.dec("reserved_quantity").min(left);
      if (part.signum() > 0) {
        setReserved(env, quant, quant.dec("reserved_quantity").subtract(part));
        left = left.subtract(part);
      }
    }
    if (left.signum() > 0 && !env.release().quantityPicked()) {
      String name =
          records.names(env, "product.product", List.of(product)).getOrDefault(product, "");
      throw OdooError.user(
          "It is not possible to unreserve more products of %s than you have in stock."
              .formatted(name));
    }
  }

  /**
   * Adds to what lies at a location, giving back a reservation in the same write where one quant
   * holds both. A quant that another transaction has locked is left alone: a second one is made,
   * which the scheduler merges later.
   */
  void add(
      Env env, int product, int location, int owner, BigDecimal quantity, BigDecimal unreserved) {
    List<Row> quants = strictly(env, product, location, owner);
    boolean together =
        quants.size() == 1 && quants.getFirst().dec("reserved_quantity").compareTo(unreserved) >= 0;
    if (unreserved.signum() > 0 && !together) {
      unreserve(env, product, location, owner, unreserved);
    }
    List<Row> free =
        env.rows(
            "SELECT * FROM stock_quant WHERE id = ANY (?) ORDER BY in_date NULLS FIRST, id LIMIT 1 FOR UPDATE SKIP LOCKED",
            quants.stream().map(Row::id).toList());
    if (free.isEmpty()) {
      insert(env, product, location, owner, quantity);
      return;
    }
    Row quant = free.getFirst();
    Map<String, Object> values = new HashMap<>();
    values.put("quantity", quant.dec("quantity").add(quantity));
    if (unreserved.signum() > 0 && together) {
      values.put("reserved_quantity", quant.dec("reserved_quantity").subtract(unreserved));
    }
    if (!quant.has("in_date")) {
      values.put("in_date", env.nowText());
    }
    if (!quant.flag("inventory_quantity_set")) {
      values.put("inventory_diff_quantity", quant.dec("quantity").add(quantity).negate());
    }
    env.update("stock_quant", quant.id(), values);
  }

  private static void insert(Env env, int product, int location, int owner, BigDecimal quantity) {
    Map<String, Object> values = new HashMap<>();
    values.put("product_id", product);
    values.put("location_id", location);
    values.put("quantity", quantity);
    values.put("reserved_quantity", 0);
    values.put("in_date", env.nowText());
    if (owner != 0) {
      values.put("owner_id", owner);
    }
    int id = env.insert("stock_quant", values);
    setCompany(env, id, location);
  }

  static void setCompany(Env env, int quant, int location) {
    Row place = env.get("stock_location", location);
    if (place.has("company_id")) {
      env.update("stock_quant", quant, Map.of("company_id", place.ref("company_id")));
    }
  }

  /** Reserves at exactly one location and owner, also more than lies there. */
  void hold(Env env, int product, int location, int owner, BigDecimal quantity) {
    List<Row> quants = strictly(env, product, location, owner);
    if (quants.isEmpty()) {
      Map<String, Object> values = new HashMap<>();
      values.put("product_id", product);
      values.put("location_id", location);
      values.put("quantity", 0);
      values.put("reserved_quantity", quantity);
      values.put("in_date", env.nowText());
      values.put("owner_id", orFalse(owner));
      setCompany(env, env.insert("stock_quant", values), location);
    } else {
      Row quant = quants.getFirst();
      setReserved(env, quant, quant.dec("reserved_quantity").add(quantity));
    }
  }

  /** How much more is reserved than lies at exactly one location and owner; zero if less. */
  BigDecimal overReserved(Env env, int product, int location, int owner) {
    BigDecimal over = BigDecimal.ZERO;
    for (Row quant : strictly(env, product, location, owner)) {
      over = over.add(quant.dec("reserved_quantity")).subtract(quant.dec("quantity"));
    }
    return over.max(BigDecimal.ZERO);
  }

  private static void setReserved(Env env, Row quant, BigDecimal reserved) {
    env.update("stock_quant", quant.id(), Map.of("reserved_quantity", reserved));
  }

  static List<Row> strictly(Env env, int product, int location, int owner) {
    return env.rows(
        """
        SELECT * FROM stock_quant
         WHERE product_id = ? AND location_id = ? AND coalesce(owner_id, 0) = ?
           AND lot_id IS NULL AND package_id IS NULL
         ORDER BY in_date NULLS FIRST, id""",
        product,
        location,
        owner);
  }

  private static Map<Integer, Object> column(Env env, List<Integer> ids, String expression) {
    Map<Integer, Object> values = new HashMap<>();
    for (Row row :
        env.rows("SELECT id, " + expression + " AS v FROM stock_quant WHERE id = ANY (?)", ids)) {
      values.put(row.id(), row.dec("v"));
    }
    return values;
  }

  /** What Odoo's scheduler does to quants: merges equal ones, deletes empty ones. */
  static void tidy(Env env) {
    for (Row group :
        env.rows(
            """
            SELECT min(id) AS id, sum(quantity) AS quantity, sum(reserved_quantity) AS reserved, min(in_date) AS since
              FROM stock_quant
             GROUP BY product_id, company_id, location_id, lot_id, package_id, owner_id
            HAVING count(*) > 1""")) {
      Map<String, Object> merged = new HashMap<>();
      merged.put("quantity", group.dec("quantity"));
      merged.put("reserved_quantity", group.dec("reserved"));
      if (group.has("since")) {
        merged.put("in_date", group.time("since"));
      }
      env.update("stock_quant", group.id(), merged);
      env.execute(
          """
          DELETE FROM stock_quant d USING stock_quant k
           WHERE k.id = ? AND d.id <> k.id AND d.product_id = k.product_id AND d.location_id = k.location_id
             AND d.company_id IS NOT DISTINCT FROM k.company_id AND d.lot_id IS NOT DISTINCT FROM k.lot_id
             AND d.package_id IS NOT DISTINCT FROM k.package_id AND d.owner_id IS NOT DISTINCT FROM k.owner_id""",
          group.id());
    }
    String counted =
        env.has("stock_quant", "inventory_quantity_set")
            ? " AND NOT coalesce(inventory_quantity_set, FALSE)"
            : "";
    env.execute(
        "DELETE FROM stock_quant WHERE round(quantity::numeric, 6) = 0 AND reserved_quantity = 0"
            + counted);
  }
}
