package org.odoobridge.outbound.projection;

/** Upkeep of indexes from one id to many. */
final class Indexes {
  private Indexes() {}

  static void add(IntMap<IntBag> index, int key, int id) {
    if (key == 0) {
      return;
    }
    IntBag bag = index.get(key);
    if (bag == null) {
      bag = new IntBag();
      index.put(key, bag);
    }
    bag.add(id);
  }

  static void remove(IntMap<IntBag> index, int key, int id) {
    IntBag bag = key == 0 ? null : index.get(key);
    if (bag != null) {
      bag.remove(id);
      if (bag.size() == 0) {
        index.remove(key);
      }
    }
  }
}
