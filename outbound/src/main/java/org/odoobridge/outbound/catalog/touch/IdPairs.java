package org.odoobridge.outbound.catalog.touch;

import java.util.function.IntConsumer;

/**
 * A relation table: pairs of ids, each once, 8 bytes a slot. Looking up one side walks through all
 * pairs, which is for changes that are rare, such as a renamed tag.
 */
final class IdPairs {
  private static final int FIRST_CAPACITY = 16;
  private long[] pairs = new long[FIRST_CAPACITY];
  private int size;

  void add(int left, int right) {
    long pair = pair(left, right);
    int at = slot(pair);
    if (pairs[at] == pair) {
      return;
    }
    pairs[at] = pair;
    size++;
    if (size > pairs.length * 2 / 3) {
      grow();
    }
  }

  void remove(int left, int right) {
    long pair = pair(left, right);
    int hole = slot(pair);
    if (pair == 0 || pairs[hole] != pair) {
      return;
    }
    int mask = pairs.length - 1;
    int at = (hole + 1) & mask;
    while (pairs[at] != 0) {
      int home = spread(pairs[at]) & mask;
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        pairs[hole] = pairs[at];
        hole = at;
      }
      at = (at + 1) & mask;
    }
    pairs[hole] = 0;
    size--;
  }

  /** Every right side of {@code left}. */
  void of(int left, IntConsumer rights) {
    for (long pair : pairs) {
      if (pair != 0 && (int) (pair >>> 32) == left) {
        rights.accept((int) pair);
      }
    }
  }

  int size() {
    return size;
  }

  void clear() {
    pairs = new long[FIRST_CAPACITY];
    size = 0;
  }

  private int slot(long pair) {
    int mask = pairs.length - 1;
    int at = spread(pair) & mask;
    while (pairs[at] != 0 && pairs[at] != pair) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] old = pairs;
    pairs = new long[old.length * 2];
    for (long pair : old) {
      if (pair != 0) {
        pairs[slot(pair)] = pair;
      }
    }
  }

  private static long pair(int left, int right) {
    return ((long) left << 32) | (right & 0xFFFFFFFFL);
  }

  private static int spread(long pair) {
    long mixed = pair * 0x9E3779B97F4A7C15L;
    return (int) (mixed ^ (mixed >>> 32));
  }
}
