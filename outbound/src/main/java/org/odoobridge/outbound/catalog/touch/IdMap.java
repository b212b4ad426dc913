package org.odoobridge.outbound.catalog.touch;

import java.util.Arrays;

/** Ids by id: open addressing, 8 bytes a slot. Ids are positive; 0 means "none". */
final class IdMap {
  private static final int FIRST_CAPACITY = 16;
  private int[] keys = new int[FIRST_CAPACITY];
  private int[] values = new int[FIRST_CAPACITY];
  private int size;

  /** Receives one entry. */
  @FunctionalInterface
  interface Visitor {
    void visit(int key, int value);
  }

  /** The value; 0 when there is none. */
  int get(int key) {
    int at = slot(key);
    return keys[at] == key ? values[at] : 0;
  }

  void put(int key, int value) {
    if (key <= 0) {
      throw new IllegalArgumentException("not a database id: " + key);
    }
    int at = slot(key);
    if (keys[at] != key) {
      keys[at] = key;
      size++;
    }
    values[at] = value;
    if (size > keys.length * 2 / 3) {
      grow();
    }
  }

  /** Removes and returns what was there, else 0. */
  int remove(int key) {
    int at = slot(key);
    if (key == 0 || keys[at] != key) {
      return 0;
    }
    int old = values[at];
    close(at);
    size--;
    return old;
  }

  int size() {
    return size;
  }

  void clear() {
    Arrays.fill(keys, 0);
    size = 0;
  }

  /** Visits every entry in no order; the visitor must not change this map. */
  void forEach(Visitor visitor) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        visitor.visit(keys[i], values[i]);
      }
    }
  }

  private int slot(int key) {
    int mask = keys.length - 1;
    int at = spread(key) & mask;
    while (keys[at] != 0 && keys[at] != key) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** Closes the gap, so that no probe sequence is cut. */
  private void close(int hole) {
    int mask = keys.length - 1;
    int at = (hole + 1) & mask;
    while (keys[at] != 0) {
      int home = spread(keys[at]) & mask;
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        keys[hole] = keys[at];
        values[hole] = values[at];
        hole = at;
      }
      at = (at + 1) & mask;
    }
    keys[hole] = 0;
  }

  private void grow() {
    int[] oldKeys = keys;
    int[] oldValues = values;
    keys = new int[oldKeys.length * 2];
    values = new int[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int at = slot(oldKeys[i]);
        keys[at] = oldKeys[i];
        values[at] = oldValues[i];
      }
    }
  }

  private static int spread(int id) {
    int mixed = id * 0x9E3779B9;
    return mixed ^ (mixed >>> 16);
  }
}
