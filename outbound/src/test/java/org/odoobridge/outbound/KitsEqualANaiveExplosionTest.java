package org.odoobridge.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.odoobridge.core.model.Sku;
import org.odoobridge.outbound.capture.RowChange;
import org.odoobridge.outbound.desired.ChannelPolicy;
import org.odoobridge.outbound.projection.Rows;
import org.odoobridge.outbound.projection.Shop;
import org.odoobridge.outbound.projection.StockPolicy;

/**
 * Random bills of kits within kits that share components: after every random change of stock and
 * demand each kit's number is what taking it apart by hand gives.
 */
final class KitsEqualANaiveExplosionTest {
  private static final int PARTS = 6;
  private static final int KITS = 8;
  private static final int FIRST = 100;
  private static final int CHANGES = 25;

  /** Quantity by product, of one kit; parts come before kits. */
  private record Bills(List<Map<Integer, Integer>> lines) {
    static Bills random(Random random) {
      List<Map<Integer, Integer>> all = new ArrayList<>();
      for (int kit = 0; kit < KITS; kit++) {
        Map<Integer, Integer> lines = new TreeMap<>();
        int count = 1 + random.nextInt(4);
        while (lines.size() < count) {
          // Only what was made before it: no kit contains itself.
          lines.put(random.nextInt(PARTS + kit), 1 + random.nextInt(4));
        }
        all.add(lines);
      }
      return new Bills(all);
    }

    /** How much of each part one of {@code product} takes. */
    long[] needs(int product) {
      long[] needs = new long[PARTS];
      if (product < PARTS) {
        needs[product] = 1;
        return needs;
      }
      lines
          .get(product - PARTS)
          .forEach(
              (part, quantity) -> {
                long[] inner = needs(part);
                for (int i = 0; i < PARTS; i++) {
                  needs[i] += inner[i] * quantity;
                }
              });
      return needs;
    }
  }

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyKitIsWhatItsPartsAreEnoughFor(long seed) {
    Random random = new Random(seed);
    Bills bills = Bills.random(random);
    int[] stock = new int[PARTS];
    int[] demand = new int[PARTS];
    try (FlowRig rig =
        new FlowRig(rows(bills), new ChannelPolicy(FlowRig.SHOP, StockPolicy.of("WH"))).opened()) {
      for (int change = 0; change < CHANGES; change++) {
        int part = random.nextInt(PARTS);
        if (random.nextInt(3) > 0) {
          stock[part] = random.nextInt(60) - 5;
          rig.commit(Rows.quant(part + 1, FIRST + part, Shop.STOCK, null, stock[part], 0));
        } else {
          demand[part] = 1 + random.nextInt(9);
          rig.commit(
              Rows.move(
                  part + 1,
                  FIRST + part,
                  demand[part],
                  "confirmed",
                  "make_to_stock",
                  Shop.STOCK,
                  Shop.CUSTOMERS,
                  Shop.NOW));
        }
        for (int kit = PARTS; kit < PARTS + KITS; kit++) {
          assertThat(rig.flow.explain(FlowRig.SHOP, sku(kit)).orElseThrow().published())
              .as("%s after change %d of %s", sku(kit), change, bills)
              .isEqualTo(enoughFor(bills.needs(kit), stock, demand));
        }
      }
      for (int kit = PARTS; kit < PARTS + KITS; kit++) {
        assertThat(rig.shown(FlowRig.SHOP, sku(kit)).getLast())
            .as("the number last offered of %s", sku(kit))
            .isEqualTo(enoughFor(bills.needs(kit), stock, demand));
      }
    }
  }

  private static long enoughFor(long[] needs, int[] stock, int[] demand) {
    return IntStream.range(0, PARTS)
        .filter(part -> needs[part] > 0)
        .mapToLong(part -> Math.max(0, stock[part] - demand[part]) / needs[part])
        .min()
        .orElseThrow();
  }

  private static List<RowChange> rows(Bills bills) {
    List<RowChange> rows = new ArrayList<>(Shop.base());
    for (int product = 0; product < PARTS + KITS; product++) {
      int id = FIRST + product;
      rows.add(Rows.template(id, sku(product).value(), "product", true));
      rows.add(Rows.product(id, id, sku(product).value(), true));
    }
    int line = 1;
    for (int kit = 0; kit < KITS; kit++) {
      rows.add(Rows.bom(kit + 1, FIRST + PARTS + kit, null, 1));
      for (Map.Entry<Integer, Integer> part : bills.lines().get(kit).entrySet()) {
        rows.add(Rows.bomLine(line++, kit + 1, FIRST + part.getKey(), part.getValue(), 1));
      }
    }
    return rows;
  }

  private static Sku sku(int product) {
    return new Sku((product < PARTS ? "PART-" : "KIT-") + product);
  }
}
