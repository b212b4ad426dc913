package org.odoobridge.outbound.projection;

import static org.odoobridge.outbound.projection.Shop.CUSTOMERS;
import static org.odoobridge.outbound.projection.Shop.DAMAGED;
import static org.odoobridge.outbound.projection.Shop.DESK;
import static org.odoobridge.outbound.projection.Shop.LOSS;
import static org.odoobridge.outbound.projection.Shop.NOW;
import static org.odoobridge.outbound.projection.Shop.OUTPUT;
import static org.odoobridge.outbound.projection.Shop.SHELF;
import static org.odoobridge.outbound.projection.Shop.STOCK;
import static org.odoobridge.outbound.projection.Shop.STORE_STOCK;
import static org.odoobridge.outbound.projection.Shop.TRANSIT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.odoobridge.outbound.capture.RowChange;

/** Writes random transactions as Odoo might: ids are never reused, done moves stay done. */
public final class RandomOdoo {
  private static final int[] PLACES = {
    STOCK, SHELF, DAMAGED, OUTPUT, STORE_STOCK, TRANSIT, LOSS, CUSTOMERS
  };
  private static final String[] OPEN = {"waiting", "confirmed", "partially_available", "assigned"};
  static final int LAMP = 2;

  private final Random random;
  private final List<Integer> quants = new ArrayList<>();
  private final List<Integer> openMoves = new ArrayList<>();
  private final List<Integer> lines = new ArrayList<>();
  private final List<Integer> orders = new ArrayList<>();
  private final Set<Integer> closed = new HashSet<>();
  private int nextId = 100;

  /** The rows a random Odoo starts with. */
  public static List<RowChange> base() {
    List<RowChange> base = new ArrayList<>(Shop.base());
    base.add(Rows.template(LAMP, "Lamp", "product", true));
    base.add(Rows.product(LAMP, LAMP, "LAMP", true));
    base.add(Rows.pickingType(5, STORE_STOCK, CUSTOMERS, null));
    base.add(Rows.posConfig(1, 5));
    base.add(Rows.posSession(1, 1, "opened", true));
    base.add(Rows.posSession(2, 1, "opened", true));
    return base;
  }

  public RandomOdoo(Random random) {
    this.random = random;
  }

  public List<RowChange> transaction() {
    List<RowChange> changes = new ArrayList<>();
    int steps = 1 + random.nextInt(6);
    for (int i = 0; i < steps; i++) {
      step(changes);
    }
    return changes;
  }

  private void step(List<RowChange> changes) {
    switch (random.nextInt(10)) {
      case 0 -> changes.add(quant(fresh(quants)));
      case 1 -> pick(quants).forEach(id -> changes.add(quant(id)));
      case 2 ->
          pick(quants)
              .forEach(
                  id -> {
                    quants.remove(id);
                    changes.add(Rows.delete("stock_quant", id));
                  });
      case 3 -> {
        int id = fresh(openMoves);
        changes.add(move(id, "draft"));
        changes.add(move(id, open()));
        pick(openMoves).forEach(origin -> link(changes, origin, id));
      }
      case 4 -> pick(openMoves).forEach(id -> changes.add(move(id, open())));
      case 5 ->
          pick(openMoves)
              .forEach(
                  id -> {
                    openMoves.remove(id);
                    changes.add(move(id, random.nextBoolean() ? "done" : "cancel"));
                  });
      case 6 ->
          pick(openMoves)
              .forEach(move -> changes.add(Rows.moveLine(fresh(lines), move, units(), "assigned")));
      case 7 ->
          pick(lines)
              .forEach(
                  id -> {
                    lines.remove(id);
                    changes.add(Rows.delete("stock_move_line", id));
                  });
      case 8 -> changes.add(lot(1 + random.nextInt(3)));
      default -> till(changes);
    }
  }

  private void till(List<RowChange> changes) {
    int session = 1 + random.nextInt(2);
    if (random.nextInt(8) == 0) {
      closed.add(session);
      changes.add(Rows.posSession(session, 1, "closed", true));
    } else if (!closed.contains(session)) {
      int id = fresh(orders);
      changes.add(Rows.posOrder(id, session, "draft", false));
      changes.add(Rows.posLine(nextId++, id, product(), random.nextInt(6) - 2));
      changes.add(Rows.posOrder(id, session, random.nextInt(4) == 0 ? "draft" : "paid", false));
    }
  }

  private void link(List<RowChange> changes, int origin, int id) {
    if (origin < id && random.nextBoolean()) {
      changes.add(Rows.link(origin, id));
    }
  }

  /** Lot 4 is never written: nobody knows it. */
  private RowChange lot(int id) {
    return Rows.lot(
        id,
        DESK,
        random.nextInt(3) == 0 ? "BAD" : "L" + id,
        random.nextBoolean() ? null : NOW.plus(Duration.ofDays(random.nextInt(6) - 2)));
  }

  private RowChange quant(int id) {
    Integer owner = random.nextInt(5) == 0 ? Integer.valueOf(77) : null;
    Integer lot = random.nextInt(3) == 0 ? Integer.valueOf(1 + random.nextInt(4)) : null;
    return Rows.quant(id, product(), place(), owner, units() - 3, random.nextInt(3), lot);
  }

  private RowChange move(int id, String state) {
    String procure = random.nextInt(3) == 0 ? "make_to_order" : "make_to_stock";
    return Rows.move(
        id,
        product(),
        units(),
        state,
        procure,
        place(),
        place(),
        NOW.plus(Duration.ofDays(random.nextInt(5))));
  }

  private List<Integer> pick(List<Integer> ids) {
    return ids.isEmpty() ? List.of() : List.of(ids.get(random.nextInt(ids.size())));
  }

  private int fresh(List<Integer> ids) {
    int id = nextId++;
    ids.add(id);
    return id;
  }

  private double units() {
    return random.nextInt(120) / 8.0;
  }

  private String open() {
    return OPEN[random.nextInt(OPEN.length)];
  }

  private int place() {
    return PLACES[random.nextInt(PLACES.length)];
  }

  private int product() {
    return random.nextBoolean() ? DESK : LAMP;
  }
}
