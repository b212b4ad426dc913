package org.odoobridge.outbound.projection;

import java.util.Arrays;

/** A few ids without order, each at most once. */
final class IntBag {
  private int[] ids = new int[2];
  private int size;

  /** Adds {@code id} unless it is there. */
  void add(int id) {
    if (indexOf(id) >= 0) {
      return;
    }
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
    }
    ids[size++] = id;
  }

  void remove(int id) {
    int at = indexOf(id);
    if (at >= 0) {
      ids[at] = ids[--size];
    }
  }

  boolean has(int id) {
    return indexOf(id) >= 0;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return ids[index];
  }

  private int indexOf(int id) {
    for (int i = 0; i < size; i++) {
      if (ids[i] == id) {
        return i;
      }
    }
    return -1;
  }
}
