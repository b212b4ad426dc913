package org.odoobridge.outbound.catalog.coupon;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which products a condition or a reward speaks of. */
public sealed interface ProductSet {
  /** Whatever can be sold now. */
  record Everything() implements ProductSet {}

  /**
   * @param templates {@code product_product.id} to {@code product_template.id}; may be empty
   */
  record Only(SortedMap<Integer, Integer> templates) implements ProductSet {
    public Only {
      templates = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(templates));
    }

    public static Only of(Map<Integer, Integer> templates) {
      return new Only(new TreeMap<>(templates));
    }
  }

  /** Its condition is not understood: {@code why}. */
  record Unreadable(String why) implements ProductSet {}

  /** Whether everything in this set is in {@code other}, too; false when nobody can say. */
  default boolean isWithin(ProductSet other) {
    return switch (other) {
      case Everything all -> !(this instanceof Unreadable);
      case Only few ->
          this instanceof Only mine
              && few.templates().keySet().containsAll(mine.templates().keySet());
      case Unreadable unknown -> false;
    };
  }
}
