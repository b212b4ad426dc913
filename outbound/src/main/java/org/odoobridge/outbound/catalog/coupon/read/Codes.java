package org.odoobridge.outbound.catalog.coupon.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.odoobridge.outbound.catalog.coupon.Program;

/** Generated codes by program, the first of each up to a limit. */
final class Codes {
  private final int limit;
  private final Map<Integer, List<Program.Code>> kept = new HashMap<>();
  private final Map<Integer, Integer> counts = new HashMap<>();

  Codes(int limit) {
    this.limit = limit;
  }

  /** Returns whether it is kept. */
  boolean add(int program, Program.Code code) {
    if (counts.merge(program, 1, Integer::sum) > limit) {
      return false;
    }
    return kept.computeIfAbsent(program, key -> new ArrayList<>()).add(code);
  }

  List<Program.Code> of(int program) {
    return kept.getOrDefault(program, List.of());
  }

  int beyond(int program) {
    return Math.max(0, counts.getOrDefault(program, 0) - limit);
  }
}
