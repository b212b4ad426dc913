package org.odoobridge.outbound.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The map behaves as a HashMap does. */
final class IntMapTest {
  @Property(tries = 200)
  void randomPutsAndRemovesEndAsInAHashMap(@ForAll long seed) {
    Random random = new Random(seed);
    IntMap<String> ours = new IntMap<>();
    Map<Integer, String> right = new HashMap<>();
    int spread = 1 + random.nextInt(500);
    for (int i = 0; i < 2_000; i++) {
      int id = 1 + random.nextInt(spread);
      if (random.nextInt(3) == 0) {
        assertThat(ours.remove(id)).isEqualTo(right.remove(id));
      } else {
        ours.put(id, "v" + i);
        right.put(id, "v" + i);
      }
    }
    Map<Integer, String> seen = new HashMap<>();
    ours.forEach(seen::put);
    assertThat(seen).isEqualTo(right);
    assertThat(ours.size()).isEqualTo(right.size());
    assertThat(ours.ids())
        .containsExactlyInAnyOrder(right.keySet().stream().mapToInt(i -> i).toArray());
  }

  @Test
  void zeroIsNoId() {
    IntMap<String> map = new IntMap<>();
    assertThatThrownBy(() -> map.put(0, "x")).isInstanceOf(IllegalArgumentException.class);
    assertThat(map.get(0)).isNull();
    assertThat(map.has(0)).isFalse();
    assertThat(map.remove(0)).isNull();
    assertThat(map.size()).isZero();
  }
}
