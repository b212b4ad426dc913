package org.odoobridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.odoobridge.core.model.ExternalRef;
import org.odoobridge.core.model.OrderDemand;
import org.odoobridge.core.model.OrderKey;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.projection.NaiveOdoo;
import org.odoobridge.outbound.projection.RandomOdoo;
import org.odoobridge.outbound.projection.Rows;
import org.odoobridge.outbound.projection.Shop;
import org.odoobridge.outbound.projection.StockPolicy;

/**
 * Random interleavings of Odoo's transactions, shop orders, their arrival in Odoo, cancellations
 * and restarts: after every step the last number offered is what the formula gives, so it is never
 * more, not even between an order and its visibility.
 */
final class NeverMoreThanTheFormulaTest {
  private static final StockPolicy POLICY = StockPolicy.of("WH");

  @Property(tries = 60)
  void theLastNumberOfferedIsTheFormulas(
      @ForAll long seed, @ForAll @IntRange(min = 5, max = 40) int steps) {
    try (World world = new World(new Random(seed))) {
      for (int i = 0; i < steps; i++) {
        String what = world.step();
        assertThat(world.offered()).as("step %d: %s", i, what).isEqualTo(world.formula());
      }
    }
  }

  /** Odoo, a shop and the bridge between them. */
  private static final class World implements AutoCloseable {
    private final Random random;
    private final RandomOdoo writer;
    private final NaiveOdoo odoo = new NaiveOdoo();
    private final List<List<RowChange>> wal = new ArrayList<>();
    private final Map<OrderKey, OrderDemand> orders = new HashMap<>();
    private final Map<OrderKey, Integer> saleOrders = new HashMap<>();
    private final Map<OrderKey, String> states = new HashMap<>();
    private int nextId = 10_000;
    private FlowRig rig;

    World(Random random) {
      this.random = random;
      this.writer = new RandomOdoo(random);
      RandomOdoo.base().forEach(odoo::apply);
      odoo.apply(Shop.stock(50, Shop.STOCK, 40));
      rig = bridge();
      rig.opened();
    }

    private FlowRig bridge() {
      FlowRig made = new FlowRig(odoo.snapshot(), FlowRig.channel(FlowRig.SHOP, "WH"));
      made.journal.addAll(orders.values());
      return made;
    }

    String step() {
      return switch (random.nextInt(7)) {
        case 0, 1 -> {
          commit(writer.transaction());
          yield "transaction";
        }
        case 2, 3 -> {
          tell(new OrderKey(FlowRig.SHOP, "O" + nextId++), 1, true);
          yield "order";
        }
        case 4 -> known("edit or cancel", key -> tell(key, 2, random.nextBoolean()));
        case 5 -> known("arrives", this::arrives);
        default -> {
          restart();
          yield "restart";
        }
      };
    }

    private String known(String what, Consumer<OrderKey> step) {
      List<OrderKey> keys =
          orders.keySet().stream().sorted(Comparator.comparing(OrderKey::orderId)).toList();
      if (keys.isEmpty()) {
        return "nothing";
      }
      OrderKey key = keys.get(random.nextInt(keys.size()));
      step.accept(key);
      return what + " " + key;
    }

    private void tell(OrderKey key, int version, boolean holds) {
      int quantity = 1 + random.nextInt(3);
      OrderDemand order =
          new OrderDemand(
              key,
              version,
              holds,
              List.of(new OrderDemand.Line(FlowRig.DESK, BigDecimal.valueOf(quantity))));
      orders.put(key, order);
      rig.order(key, holds, "DESK-01", quantity);
    }

    /** The order is written to Odoo, or goes on there: draft, then sale with a move, or cancel. */
    private void arrives(OrderKey key) {
      List<RowChange> changes = new ArrayList<>();
      if (!saleOrders.containsKey(key)) {
        int id = nextId++;
        saleOrders.put(key, id);
        states.put(key, "draft");
        changes.add(Rows.saleOrder(id, "draft"));
        changes.add(Rows.saleLine(nextId++, id));
        changes.add(Rows.reference(nextId++, ExternalRef.order(key).name(), "sale.order", id));
      }
      if (random.nextBoolean() && "draft".equals(states.get(key))) {
        states.put(key, random.nextInt(4) == 0 ? "cancel" : "sale");
        changes.add(
            Rows.saleOrder(saleOrders.getOrDefault(key, 0), states.getOrDefault(key, "draft")));
        if ("sale".equals(states.get(key))) {
          changes.add(Shop.demand(nextId++, 2, "assigned", Shop.STOCK, Shop.CUSTOMERS));
        }
      }
      commit(changes);
    }

    private void commit(List<RowChange> changes) {
      changes.forEach(odoo::apply);
      wal.add(changes);
      rig.commit(changes, List.of());
    }

    /** Killed and started again: some transactions are read twice before the gate. */
    private void restart() {
      FlowRig killed = rig;
      killed.close();
      rig = bridge().after(killed);
      rig.flow.load(false);
      int replayed = random.nextInt(Math.min(4, wal.size() + 1));
      for (List<RowChange> changes : wal.subList(wal.size() - replayed, wal.size())) {
        rig.commit(changes, List.of());
      }
      assertThat(rig.offers).isEmpty();
      rig.gate();
    }

    long offered() {
      List<Long> shown = rig.shown(FlowRig.SHOP, FlowRig.DESK);
      return shown.getLast();
    }

    long formula() {
      BigDecimal rest = odoo.available(Shop.DESK, POLICY, Shop.NOW.toEpochMilli());
      for (OrderDemand order : orders.values()) {
        boolean visible = List.of("sale", "cancel").contains(states.getOrDefault(order.key(), ""));
        if (order.holdsStock() && !visible) {
          rest = rest.subtract(order.lines().getFirst().quantity());
        }
      }
      return rest.max(BigDecimal.ZERO).setScale(0, RoundingMode.FLOOR).longValueExact();
    }

    @Override
    public void close() {
      rig.close();
    }
  }
}
