package org.odoobridge.outbound.projection;

import org.jspecify.annotations.Nullable;

/**
 * Objects by database id: open addressing, about 12 bytes an entry beside the object, no boxed
 * keys. Not thread-safe. Ids are positive; 0 is never a key.
 */
public final class IntMap<V> {
  private static final int FIRST_CAPACITY = 16;
  private int[] keys = new int[FIRST_CAPACITY];
  private @Nullable Object[] values = new @Nullable Object[FIRST_CAPACITY];
  private int size;

  /** Receives one entry. */
  @FunctionalInterface
  public interface Visitor<V> {
    void visit(int id, V value);
  }

  public @Nullable V get(int id) {
    int at = slot(id);
    return keys[at] == id ? value(at) : null;
  }

  public boolean has(int id) {
    return id != 0 && keys[slot(id)] == id;
  }

  public void put(int id, V value) {
    if (id <= 0) {
      throw new IllegalArgumentException("not a database id: " + id);
    }
    int at = slot(id);
    if (keys[at] != id) {
      keys[at] = id;
      size++;
    }
    values[at] = value;
    if (size > keys.length * 2 / 3) {
      grow();
    }
  }

  /** Removes and returns what was there. */
  public @Nullable V remove(int id) {
    int at = slot(id);
    if (id == 0 || keys[at] != id) {
      return null;
    }
    V old = value(at);
    close(at);
    size--;
    return old;
  }

  public int size() {
    return size;
  }

  public void clear() {
    keys = new int[FIRST_CAPACITY];
    values = new @Nullable Object[FIRST_CAPACITY];
    size = 0;
  }

  /** Visits every entry in no order; the visitor must not change this map. */
  public void forEach(Visitor<? super V> visitor) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        visitor.visit(keys[i], value(i));
      }
    }
  }

  public int[] ids() {
    int[] ids = new int[size];
    int n = 0;
    for (int key : keys) {
      if (key != 0) {
        ids[n++] = key;
      }
    }
    return ids;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // a slot whose key is set holds a V
  private V value(int at) {
    return (V) values[at];
  }

  /** Where {@code id} is, or the free slot where it would go. 0 never matches a set key. */
  private int slot(int id) {
    int mask = keys.length - 1;
    int at = spread(id) & mask;
    while (keys[at] != 0 && keys[at] != id) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** Closes the gap at {@code hole}, so that no probe sequence is cut. */
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
    values[hole] = null;
  }

  private void grow() {
    int[] oldKeys = keys;
    @Nullable Object[] oldValues = values;
    keys = new int[oldKeys.length * 2];
    values = new @Nullable Object[oldKeys.length * 2];
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
